import { wantsPerson } from '../../../knowledge/answer';

test.each([
  'Må jeg tale med en rådgiver?',
  'kan i ringe mig op i morgen',
  'Jeg gider ikke snakke med en maskine',
  'Could somebody call me back?',
  'I need to speak with a real person',
  'connect me to your team please',
  'Kan jag få prata med en handläggare?',
  'Jeg vil gjerne snakke med en saksbehandler',
  'Können Sie mich bitte mit einem Mitarbeiter verbinden?',
  'Ich möchte mit jemandem sprechen',
  'Ik wil met een medewerker praten',
  'Ring til et menneske',
  'få et menneske i røret',
])('asks for a person: %s', (message) => {
  expect(wantsPerson(message)).toBe('asked');
});

test.each([
  'Vi ønsker at klage over sagsbehandlingen',
  'Det er en elendig service, I giver',
  'I am very unhappy with how this was dealt with',
  'We want to complain about the delay',
  'Vi är mycket missnöjda med hur ni har skött detta',
  'Jeg vil klage på behandlingen vi har fått',
  'Wir möchten eine Beschwerde einreichen',
  'Ik wil een klacht indienen',
  'Det er simpelthen for dårligt, jeg har ventet i tre uger',
  'I er nogle idioter',
  'You guys are useless',
  'Jeg er meget sur over den service vi har fået',
  'Ni är helt värdelösa',
  'Wir sind sehr verärgert',
])('complains: %s', (message) => {
  expect(wantsPerson(message)).toBe('complaint');
});

test.each([
  'Vi er uenige i jeres afgørelse',
  'Afslaget er helt urimeligt',
  'We do not accept your decision',
  'I want to appeal',
  'Vi vil anke',
  'We disagree with the reduction',
  'Wir sind mit der Entscheidung nicht einverstanden',
  'Wij zijn het niet eens met de afwijzing',
])('disputes a decision: %s', (message) => {
  expect(wantsPerson(message)).toBe('dispute');
});

test.each([
  'Hvordan klager man?',
  'Hvor kan vi klage, hvis vi ikke er tilfredse?',
  'Hvad gør vi, hvis vi er uenige i afgørelsen?',
  'Vi er uenige i afgørelsen. Kan vi få den vurderet igen?',
  'How do I make a complaint?',
  'What if we disagree with the decision?',
  'We disagree with your decision. How can we have it reviewed?',
  'Hur klagar man?',
  'Wie kann ich mich beschweren?',
  'Hoe kan ik een klacht indienen?',
  'Who is our contact person?',
  'Hvem ringer jeg til, når det haster?',
  'Er jeres medarbejdere til at få fat på?',
  'When can I expect an answer?',
  'Can I appeal your decision?',
  'Do I get a better service if I complain?',
  'Får vi bedre service, hvis vi klager?',
  'Are your staff incompetent?',
  'Bliver køberen sur, hvis I ringer til ham?',
])('only asks: %s', (message) => {
  expect(wantsPerson(message)).toBeUndefined();
});
