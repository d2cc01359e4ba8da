import { chatOf, taskConversation } from './task-conversation';

taskConversation('of several open claims one is chosen by its place, in Danish', 'havbrise', [
  ['Status?', ['Hvilken skade mener du?', '1. CL-', '2. CL-', '3. CL-']],
  ['den anden', /Skade CL-20000\d/],
  ['Status?', 'Hvilken skade mener du?'],
  ['den niende', 'Skriv nummeret'],
  ['den sidste', /Skade CL-20000\d/],
]);

taskConversation('of several open claims one is chosen by its place, in English', 'havbrise', [
  ['What is the status of our claims?', 'Which claim do you mean?'],
  ['the second one', /Claim CL-20000\d/],
]);

const wish = [
  ['Jeg vil gerne have limitten på Nordhavn Stål ApS vurderet igen', 'Hvilket beløb'],
  ['900.000 kr', 'dages kredittid'],
  ['30 dage', 'kontakte køberen'],
  ['ja', 'Hvad taler for?'],
  ['intet', 'Skal jeg sende den?'],
] as const;

taskConversation(
  'a second "Ja" after sending: it has been sent, once, with the number; after anything else it is about nothing',
  'blaamejse',
  [
    ...wish,
    ['Ja', 'modtaget med nummer **A-'],
    ['Ja', /allerede sendt, én gang\. Nummeret er \*\*A-\d+\*\*/],
    ['ja', 'allerede sendt'],
    ['Hvad er et dækningsstop?', 'Dækningsstop betyder'],
    ['Ja', /^(?!.*allerede sendt)/s],
  ],
  async (chat) => {
    expect(chat.calls.filter((call) => call === 'requestReassessment')).toHaveLength(1);
    await Promise.resolve();
  },
);

taskConversation('a second "Yes", in English', 'blaamejse', [
  ['I would like the limit on Nordhavn Stål ApS looked at again', 'What amount'],
  ['DKK 900,000', 'days of credit'],
  ['30 days', 'contact the buyer'],
  ['no', 'What speaks for it?'],
  ['nothing', 'Shall I send it?'],
  ['Yes', 'received as number **A-'],
  ['Yes', /sent already, once\. The number is \*\*A-\d+\*\*/],
]);

taskConversation('two things are laid aside, and both are kept: which is asked', 'blaamejse', [
  ['Jeg vil anmelde en skade på Nordhavn Stål ApS', 'Hvad er grunden'],
  ['pause', 'Jeg gemmer det'],
  ['Jeg vil gerne have limitten på Sølvmåge Handel vurderet igen', 'Hvilket beløb'],
  ['pause', 'Jeg gemmer det'],
  [
    'fortsæt',
    [
      'mere end én ting',
      '1. Ønske om en ny vurdering, Sølvmåge Handel A/S',
      '2. Skadeanmeldelse, Nordhavn Stål ApS',
      '[2. Skadeanmeldelse, Nordhavn Stål ApS]',
    ],
  ],
  ['fortsæt den anden', ['Vi fortsætter, hvor vi slap.', 'Hvad er grunden']],
  ['stop', 'Intet er sendt'],
  ['fortsæt', ['Vi fortsætter', 'Hvilket beløb']],
  ['stop', 'Intet er sendt'],
  ['fortsæt', 'ikke noget at fortsætte med'],
]);

test('the button that takes one of several up again does so, in English', async () => {
  const chat = await chatOf('blaamejse');
  await chat.write('I want to file a claim on Nordhavn Stål ApS');
  await chat.write('pause');
  await chat.write('I would like the limit on Sølvmåge Handel looked at again');
  await chat.write('pause');
  const [asked] = await chat.write('resume');
  const [said] = await chat.write(asked?.suggestions[1]?.value ?? '');
  expect(said?.text).toContain('We go on where we left off.');
  expect(said?.text).toContain('Why have you not been paid?');
});

describe('what is not known is said in many ways', () => {
  taskConversation(
    'on the last delivery, in Danish and English',
    'blaamejse',
    ['Ved ikke', "don't know", 'aner det ikke', 'husker det ikke', 'ved ik', 'not sure'].flatMap((unknown) => [
      [
        'Vi vil anmelde en skade: Nordhavn Stål ApS har ikke betalt 85.000 kr., der forfaldt 1. september 2026',
        'årsag: Køberen betaler ikke',
      ] as const,
      ['F-1, 1.8.2026, 1.9.2026, 85.000,00', /moms|VAT/] as const,
      ['nej', /leverede I sidst|last deliver/] as const,
      [unknown, /Bestrider|dispute/] as const,
      ['stop', /Intet er sendt|Nothing was sent/] as const,
    ]),
  );
});
