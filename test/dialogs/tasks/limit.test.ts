import { chatOf, taskConversation } from './task-conversation';

taskConversation('a limit, its coming reduction, why, and the rules, in Danish', 'blaamejse', [
  [
    'Hvad er vores limit på Nordhavn Stål?',
    [
      '**Nordhavn Stål ApS** (Danmark, CVR 96253290)',
      'Kreditmaksimum: 950.000,00 kr.',
      '**Ændring på vej:** nedsat fra 950.000,00 kr. til 380.000,00 kr. Ændringen træder i kraft 13. december 2026.',
      'Policens varsel er 30 dage.',
      'Begrundelse: Der er negative oplysninger om køberen i offentligt tilgængelige kilder.',
      'send fx køberens egen forklaring',
      'rating: under middel',
      /»Kundeservice-charter« \[1\]/,
      /»Guide til kreditmaksimum« \[2\]/,
    ],
  ],
  ['Vis limithistorikken for Nordhavn Stål ApS', ['nyeste først', '- 13. november 2026: nedsat', '- 23. oktober 2024']],
  [
    'hvor langt er vores ansøgninger?',
    [
      '3 ansøgninger venter på svar:',
      '**Sølvmåge Handel A/S**: Ansøgning A-400007',
      'Vi venter på regnskab fra køberen. Vi forventer at svare senest 28. november 2026.',
      'Der står endnu ingen dato for et svar',
    ],
  ],
  ['Hvad er vores limit på Solvmåge Handl?', ['**Sølvmåge Handel A/S**', '275.000,00 kr.', 'A-400007']],
]);

taskConversation('two buyers of one name: chosen by country, number or place in the list', 'blaamejse', [
  ['Hvorfor blev Meridian Lantern afvist?', ['Flere købere passer', '1. Meridian Lantern Trading Ltd, Storbritannien']],
  [
    'den i Irland',
    ['(Irland, CRO 942365)', 'intet kreditmaksimum (afslag', 'ikke fået det', '[Bed om en ny vurdering]'],
  ],
  ['why was meridian lantern refused?', ['Several buyers fit', '2. Meridian Lantern Trading Ltd, Ireland, CRO 942365']],
  ['93185065', ['(United Kingdom, CRN 93185065)', 'no room for a larger amount on the buyer']],
  ['What is our limit on Meridian Lantern in Ireland?', ['(Ireland, CRO 942365)', 'No credit limit is in force']],
  ['What is our limit on CRN 93185065?', ['(United Kingdom, CRN 93185065)', 'DKK 640,000.00']],
]);

taskConversation('the one that is meant is told by its nationality, and written as abroad', 'blaamejse', [
  ['Hvad er vores limit på Meridian Lantern?', 'Flere købere passer'],
  ['den irske', '(Irland, CRO 942365)'],
  ['What is our limit on Meridian Lantern?', 'Several buyers fit'],
  ['the British one', '(United Kingdom, CRN 93185065)'],
  ['Hvad er vores limit på Nordhavn Staal?', '**Nordhavn Stål ApS** (Danmark, CVR 96253290)'],
]);

taskConversation('a wish in the place of a name is that wish; a rejected claim is no buyer', 'blaamejse', [
  ['What is our limit on Meridian Lantern?', 'Several buyers fit'],
  ['please reassess the limit on Meridian Lantern Trading Ltd in Ireland', ['Buyer: **Meridian Lantern', 'amount']],
  ['cancel', 'Nothing was sent'],
  ['få limitten på Nordhavn Stål vurderet igen', 'Køber: **Nordhavn Stål ApS**'],
  ['annuller', 'Intet er sendt'],
  ['why was CL-200003 rejected?', 'Claim CL-200003 on Meridian Lantern Trading Ltd is rejected.'],
]);

taskConversation('why, and what can be done, about the limit just told; read anew, with its clause', 'blaamejse', [
  ['Hvad er limitten på Nordhavn Stål?', '**Nordhavn Stål ApS**'],
  [
    'hvorfor?',
    [
      '**Nordhavn Stål ApS** (Danmark, CVR 96253290)',
      '13. november 2026: nedsat, fra 950.000,00 kr. til 380.000,00 kr. Begrundelse: Der er negative oplysninger',
      '»Kundeservice-charter« [1]',
      '[Bed om en ny vurdering]',
    ],
  ],
  ['tak', /./],
  ['hvad kan jeg gøre?', ['send fx køberens egen forklaring', '»Guide til kreditmaksimum« [1]']],
  ['Why was it reduced?', ['reduced, from DKK 950,000.00 to DKK 380,000.00', 'Customer service charter']],
  ['What does stop of cover mean?', 'Guide to claims'],
  // The subject has changed: a bare "why?" is not about the limit, and what names it still is.
  ['why?', /^(?!.*Nordhavn)/s],
  ['Why was the limit reduced?', 'reduced, from DKK 950,000.00 to DKK 380,000.00'],
  ['show the history', ['The decisions, newest first', '23 October 2024']],
  ['rating?', 'The buyer’s rating: below average.'],
  [
    'What can I send to have it looked at again?',
    ['send for instance the buyer’s own explanation', '[Ask for a new look]'],
  ],
  ['What is our limit on Sølvmåge Handel?', 'A-400007'],
  ['why?', 'Sølvmåge Handel A/S'],
  ['when do we hear?', ['Application A-400007', 'We expect to answer by 28 November 2026']],
  ['can you look at it again?', ['Buyer: **Sølvmåge Handel A/S**', 'What amount do you need']],
  ['cancel', 'Nothing was sent'],
  ['Why was CL-200003 rejected?', 'Claim CL-200003'],
]);

taskConversation('a name misspelt in small letters, a country, and what applications wait for', 'blaamejse', [
  ['hvad er limitten på nordhavn stol', ['Flere købere passer', '1. Nordhavn Stål ApS, Danmark']],
  ['rating?', 'Hvilken mener du?'],
  ['1', 'Køberens rating: under middel.'],
  ['Which buyers do we have in Ireland?', 'Meridian Lantern Trading Ltd'],
  ['Hvor langt er min ansøgning?', '3 ansøgninger venter på svar'],
  ['Hvad venter den på?', 'Vi venter på regnskab fra køberen'],
  ['Hvorfor fik vi afslag eller kun en del?', /^Det står i/],
  ['Hvor meget er vi dækket for på Nordhavn Stål?', '950.000,00 kr.'],
]);

taskConversation('in the middle of filing a claim: why, and back to where we were', 'blaamejse', [
  ['Jeg vil anmelde en skade', 'Hvem'],
  ['Hvad er vores limit på Nordhavn Stål?', ['**Nordhavn Stål ApS**', 'Hvem']],
  ['hvorfor?', ['Begrundelse: Der er negative oplysninger', 'Hvem']],
]);

taskConversation('whether to deliver: where the limit stands, and no promise', 'blaamejse', [
  [
    'Can we deliver to Nordhavn Stål for 500,000?',
    ['DKK 950,000.00', 'A change is coming', 'yours to decide', 'at your own risk', '{card: In force today}'],
  ],
  ['kan vi levere til nordhavn stål for 500.000 kr?', ['950.000,00 kr.', 'kan ikke love noget', 'for din egen risiko']],
  ['Må vi sende varer til Meridian Lantern i Irland?', ['(Irland, CRO 942365)', 'intet kreditmaksimum']],
]);

taskConversation('names that are nobody’s, or somebody else’s: the same words; then a person', 'havbrise', [
  ['Hvad er vores limit på Nordhavn Stål?', 'Jeg finder ingen køber ved navn Nordhavn Stål under jeres policer.'],
  ['Ukendt Firma A/S', 'Jeg finder ingen køber ved navn Ukendt Firma A/S under jeres policer.'],
  ['Heltopdigtet ApS', ['Jeg finder ingen køber', '70 10 20 30', '[Tal med et menneske]']],
]);

taskConversation('a question in the middle is answered, and the choice stays open', 'blaamejse', [
  ['What is our limit on Meridian Lantern?', 'Which do you mean?'],
  ['What does a conditional approval mean?', 'Glossary'],
  ['the first', 'United Kingdom'],
]);

test('a rating that the policy does not include is not shown', async () => {
  const chat = await chatOf('havbrise');
  const [application] = await chat.records().pendingApplications();
  const buyer = application && (await chat.records().buyer(application.buyerId));
  const [said] = await chat.write(`What is the rating of ${buyer?.legalName}?`);
  expect(said?.text).toContain(`**${buyer?.legalName}**`);
  expect(said?.text).toContain('I see no rating of the buyer');
});

const shownNothing = 'I find no policy under which I can show you credit limits.';
describe('who may know', () => {
  taskConversation('a broker with authority sees what the policyholder sees', 'kompasrose', [
    ['What is our limit on Nordhavn Stål?', ['DKK 950,000.00', 'adverse information', '[Ask for a new look]']],
  ]);
  taskConversation('a broker whose authority has run out: nothing', 'sekstant', [
    ['What is our limit on Nordhavn Stål?', shownNothing],
  ]);
  taskConversation('the bank that payments are assigned to: nothing', 'sparebank', [
    ['What is our limit on Nordhavn Stål?', shownNothing],
    ['Do we have any pending applications?', shownNothing],
  ]);
  taskConversation('a debtor who asks about itself: nothing, whoever it asks about', 'nordhavn', [
    ['What is our limit on Nordhavn Stål?', shownNothing],
    ['What is our limit on Meridian Lantern?', shownNothing],
  ]);
  taskConversation('a co-insured company sees the limit and no reason', 'blaamejse-sverige', [
    ['Why is the limit on Nordhavn Stål reduced?', ['DKK 380,000.00', 'I show the reason to the policyholder only.']],
  ]);
  taskConversation('a visitor who is not signed in is told how to, whatever the name', 'anonymous', [
    ['Hvorfor blev Nordhavn Stål afvist?', /^Log ind på siden/],
    ['Hvorfor blev Heltopdigtet Stål afvist?', /^Log ind på siden/],
  ]);
});

test('records that are away are told of; the choice waits and can be made again', async () => {
  const chat = await chatOf('blaamejse');
  await chat.write('What is our limit on Meridian Lantern?');
  chat.recordsFail(1);
  expect((await chat.write('2'))[0]?.text).toMatch(/^I cannot reach the system .* not lost: answer again/s);
  expect((await chat.write('2'))[0]?.text).toContain('(Ireland, CRO 942365)');
});
