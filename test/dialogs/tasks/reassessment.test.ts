import { chatOf, taskConversation } from './task-conversation';

const nothingSent = async ({ records }: Awaited<ReturnType<typeof chatOf>>): Promise<void> =>
  expect(await records().pendingApplications()).toHaveLength(3);

taskConversation(
  'in any order, back, a change at the last question, sent once',
  'blaamejse',
  [
    [
      'Jeg vil gerne have limitten på Nordhavn Stål vurderet igen',
      ['intet sendes, før du siger ja', 'Køber: **Nordhavn Stål ApS**', 'Hvilket beløb'],
    ],
    ['2 mio kr. og 45 dages kredittid, og I må gerne kontakte køberen', 'Hvad taler for?'],
    ['tilbage', 'Må kreditanalytikeren kontakte køberen'],
    ['nej', 'Hvad taler for?'],
    // At length, in the customer's own words: an amount, a question mark and "senere" in them steer nothing.
    [
      'De har altid betalt til tiden. Kan I se, at ordren på 3 mio kr kommer senere?',
      [
        'Ønsket kreditmaksimum: 2.000.000,00 kr. (i dag 950.000,00 kr.)',
        'Kredittid: 45 dage',
        'kontaktes: nej',
        '3 mio',
        '{card: Det sender jeg til kreditanalytikeren: | Ja, send! | Ret noget | Annuller}',
      ],
    ],
    ['nej', 'Hvad skal rettes'],
    ['beløbet', 'Hvilket beløb'],
    ['1,5 mio', ['Ønsket kreditmaksimum: 1.500.000,00 kr.', 'Skal jeg sende den?']],
    ['Ja', [/Ønsket er modtaget med nummer \*\*A-\d+\*\*/, 'ikke en afgørelse', '»Guide til kreditmaksimum« [1]']],
  ],
  async ({ records }) => {
    const [newest, ...others] = await records().pendingApplications();
    expect(others).toHaveLength(3);
    expect(newest).toMatchObject({
      requested: { amount: '1500000.00', currency: 'DKK' },
      requestedTermsDays: 45,
      mayContactBuyer: false,
      status: 'received',
    });
  },
);

taskConversation(
  'in English; an application is waiting already; laid aside and taken up; a question on the way',
  'blaamejse',
  [
    [
      'Please increase our limit on Sølvmåge Handel to DKK 900,000',
      ['Sølvmåge Handel A/S', 'already waiting', 'How many days'],
    ],
    ['What does a temporary limit mean?', ['Glossary', 'How many days of credit']],
    ['pause', 'I keep what you have told me'],
    ['resume', ['Limit wanted: DKK 900,000.00', 'How many days of credit']],
    ['60', 'May the credit analyst contact the buyer'],
    ['yes', 'What speaks for it?'],
    [
      'nothing',
      [
        'What speaks for it: nothing stated',
        'Shall I send it?',
        '{card: This is what I send to the credit analyst: | Yes, send it! | Change something | Cancel}',
      ],
    ],
    ['yes', /received as number \*\*A-\d+\*\*/],
  ],
);

taskConversation(
  'changes its mind at the last question: nothing is sent',
  'blaamejse',
  [
    ['I would like a limit looked at again', 'Which buyer is it about?'],
    ['Meridian Lantern', 'Which do you mean?'],
    ['Ireland', 'What amount'],
    ['no, I meant Nordhavn Stål', ['Buyer: **Nordhavn Stål ApS**', 'What amount']],
    ['Meridian Lantern Trading Ltd, Ireland', ['Buyer: **Meridian Lantern', 'What amount']],
    // Alike enough for a search that forgives typing errors, and no wish for another buyer.
    ['Ask Lanterm in accounts', ['What amount', /^(?!.*Which do you mean)(?!.*Buyer:)/s]],
    ['Spørg Nordhavn i bogholderiet', [/Hvilket beløb|What amount/, /^(?!.*(?:Køber|Buyer):)/s]],
    ['500,000', 'How many days'],
    ['30 days', 'May the credit analyst'],
    ['no', 'What speaks for it?'],
    ['none', ['(today none)', 'Shall I send it?']],
    ['cancel', 'Nothing was sent.'],
  ],
  nothingSent,
);

describe('who may ask', () => {
  taskConversation('a co-insured company may not', 'blaamejse-sverige', [
    [
      'I would like the limit on Nordhavn Stål looked at again',
      ['Only the policyholder, or a broker', 'Nothing was sent.'],
    ],
  ]);
  taskConversation('a bank hears of no policy', 'sparebank', [
    ['Jeg vil gerne have limitten på Nordhavn Stål vurderet igen', 'Jeg finder ingen police'],
  ]);
});

test('the records fail while it is sent: told, and "yes" again sends it once', async () => {
  const chat = await chatOf('blaamejse');
  await chat.write(
    'I would like the limit on Nordhavn Stål looked at again, DKK 1,000,000 and 30 days, you may contact the buyer',
  );
  expect((await chat.write('nothing')).at(-1)?.text).toContain('Shall I send it?');
  chat.recordsFail(1);
  expect((await chat.write('yes')).at(-1)?.text).toContain('It is registered once only');
  expect((await chat.write('yes')).at(-1)?.text).toMatch(/received as number/);
  expect(await chat.records().pendingApplications()).toHaveLength(4);
});
