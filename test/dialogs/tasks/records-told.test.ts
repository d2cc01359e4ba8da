import { chatOf, taskConversation } from './task-conversation';

taskConversation('a customer with one open claim needs no number', 'blaamejse', [
  [
    'Status?',
    ['Skade CL-200002 på Nordhamns Stål AB venter på dokumenter.', 'Vi mangler: leveringsbevis', '263.500,00 kr.'],
  ],
  ['Hvordan går det med vores sag?', 'Skade CL-200002'],
  ['What is the status of our claim?', ['Claim CL-200002', 'We still need: proof of delivery', 'DKK 263,500.00']],
]);

taskConversation('a customer with three open claims chooses', 'havbrise', [
  [
    'Status?',
    ['Hvilken skade mener du?', '[CL-200005, Norrskenet Maskin AB, under vurdering]', 'CL-200006', 'CL-200007'],
  ],
  ['CL-200005', ['er under vurdering', 'senest 13. december 2026']],
  [
    'How are our claims going?',
    ['Which claim do you mean?', '[CL-200006, Lundefuglen Handel AS, waiting for the date of loss]'],
  ],
  ['What does stop of cover mean?', /^This is what “Guide to claims” says(?!.*Which claim)/s],
  ['200006', ['Claim CL-200006', 'We expect to answer by 4 March 2027', '27 February 2027']],
]);

taskConversation(
  'a rejection and a deduction are told with their reasons, and how to have them reviewed',
  'blaamejse',
  [
    ['Hvad er status på skade CL-200003?', ['afvist. Gælden blev indberettet efter policens frist.', 'uenig']],
    [
      'Hvorfor fik vi ikke det hele på skade CL-200004?',
      [
        'over kreditmaksimum: − 86.000,00 kr.',
        '90 % × 275.000,00 kr. = 247.500,00 kr.; 247.500,00 kr. − 7.000,00 kr. = 240.500,00 kr.',
        'Guide til klager',
      ],
    ],
  ],
);

taskConversation('why, and what can be done, about the claim just told', 'blaamejse', [
  ['Hvad er status på skade CL-200003?', 'afvist'],
  [
    'hvorfor?',
    ['Gælden blev indberettet efter policens frist.', /^(?!.*Sagsbehandler)/s, '»Kundeservice-charter« [1]'],
  ],
  ['hvad nu?', ['skriv hvorfor', '»Guide til klager« [1]', '[Klag]']],
  ['Status on claim CL-200004', 'Claim CL-200004'],
  ['why not in full?', ['above the credit limit: DKK 86,000.00', '90 % × DKK 275,000.00']],
  ['Status?', 'CL-200002'],
  ['What can we do about it?', ['We still need: proof of delivery', '“Guide to claims” says [1]']],
]);

const noSuchClaim = 'Jeg finder ingen skade med det nummer hos jer.';
taskConversation(
  'somebody else’s claim and one that does not exist get the same words; after three a person',
  'blaamejse',
  [
    ['Hvad er status på skade CL-200005?', new RegExp(`^${noSuchClaim}\n\nSkriv nummeret`)],
    ['CL-999999', new RegExp(`^${noSuchClaim}\n\nSkriv nummeret`)],
    ['CL-200006', [new RegExp(`^${noSuchClaim}\n\nDu kan kontakte`), '[Tal med et menneske]']],
  ],
);

taskConversation('the same in English: why not in full, and somebody else’s number three times', 'blaamejse', [
  [
    'Why did we not get everything on claim CL-200004?',
    ['above the credit limit', 'DKK 240,500.00', 'Guide to complaints'],
  ],
  ['What is the status of claim CL-200005?', 'I find no claim of yours with that number.'],
  ['CL-999999', 'I find no claim of yours with that number.'],
  ['CL-200006', ['I find no claim of yours with that number.', '70 10 20 30', '[Talk to a person]']],
]);

taskConversation('nothing is open, and records that cannot be asked are told', 'pindsvin', [
  ['Status?', 'Jeg finder ingen åben skade hos jer.'],
  [(chat) => chat.recordsFail(1), ''],
  ['Status?', ['Jeg kan ikke få fat i systemet', '[Tal med et menneske]']],
  ['What is the status of our claim?', 'I find no open claim of yours.'],
]);

taskConversation('the policy at a glance', 'blaamejse', [
  [
    'Vis mig vores police',
    [
      'Periode: 1. oktober 2026 – 30. september 2027',
      'Sidste dag for opsigelse: 30. juli 2027 (250 dage tilbage)',
      'Dækningsprocent: 90 %',
    ],
  ],
  [
    'When does our policy expire?',
    ['Period: 1 October 2026 – 30 September 2027', '[The whole policy]', /^(?!.*Deductible)/s],
  ],
  ['Hvad er vores dækningsprocent?', ['Dækningsprocent: 90 %', 'Guide til skader', /^(?!.*Selvrisiko)/s]],
  ['How long is our waiting period?', ['6 months from the end of the extension period', 'Guide to claims']],
  [
    'Show policy CI-104221',
    [
      'Waiting period: 6 months from the end of the extension period',
      'Stop of cover: after the extension period',
      'by 4 December 2026 (12 days left)',
    ],
  ],
  ['Hvornår skal vi indberette omsætning?', ['Det mangler vi', 'CI-104221: 1. oktober 2026 – 31. oktober 2026']],
  ['Hvordan indberetter man omsætning?', /^Det står i/],
  ['When must we give notice at the latest?', ['Last day to give notice: 30 July 2027', 'On this']],
  ['Hvad betyder karensperiode?', /^Det står i/],
]);

taskConversation('among several policies the customer chooses', 'kompasrose', [
  ['Show me our policy', ['Which policy do you mean?', '[CI-104221, Blåmejse Emballage A/S, Global Demo, active]']],
  ['CI-104906', ['Mosebrygget Byggevarer A/S', '[Policy CI-104221]']],
]);

taskConversation('a collection case, and what to do where there are several', 'blaamejse', [
  [
    'Hvad er status på vores inkassosag?',
    ['Hvilken inkassosag mener du?', '[CC-300001, Nordhamns Stål AB, rykker er sendt]'],
  ],
  [
    'CC-300001',
    ['Inkassosag CC-300001 mod Nordhamns Stål AB: rykker er sendt.', 'Næste skridt', 'Hovedstol', 'Indbetalinger'],
  ],
  ['What is the status of collection case CC-300026?', ['Collection case CC-300026', 'Costs:', 'Money received']],
  ['what did it cost?', ['**Collection case CC-300026**', 'Costs:', /^(?!.*Principal)/s]],
  ['how was the money shared?', 'No money has come in yet.'],
  ['What is the status of collection case CC-300035?', 'I find no collection case of yours with that number.'],
  ['Hvad er status på vores inkassosag?', 'Hvilken inkassosag mener du?'],
  // No answer to which one, and no question either: it is answered all the same.
  ['Skyldner har betalt direkte til os', 'Guide til inkasso'],
  ['Hvordan fordeles det inddrevne?', 'Guide til inkasso'],
]);

taskConversation('the term that was asked about is told of the policy that is then chosen', 'kompasrose', [
  ['How long is our waiting period?', 'Which policy do you mean?'],
  ['1', ['Waiting period: ', '[The whole policy]', /^(?!.*Deductible)/s]],
]);

taskConversation('a word of a term beside a clause of another is no question about the policy', 'blaamejse', [
  ['When does our buyer start paying?', /^This is what “Guide to claims” says/],
]);

taskConversation('the day on which an invoice was made is none to reckon from', 'starling', [
  ['When must we report the invoice dated 1 September?', 'Which buyer is it about?'],
  ['stop', /./],
  // The Danish "i" and "I" are no English "I".
  ['Hvad er karensperioden i kreditforsikring?', /^Det står i/],
]);

taskConversation(
  'deadlines of an invoice that is told by its day alone; a word of the question is no buyer',
  'starling',
  [
    [
      'When must we report the invoice that fell due on 1 September?',
      ['Deadlines for the invoices', 'the one you mention, originally due on 1 September 2026', /^(?!.*Bursztynek)/s],
    ],
    ['When is our next invoice due?', 'Invoices from us that are not paid'],
    ['Who handles our claims?', ['Ida Vindrose, claims handler', /^(?!.*Astrid)/s]],
    ['Who is my contact?', ['Ida Vindrose', 'Astrid Solhverv, client manager']],
    ['What is missing in our claim?', 'Which claim do you mean?'],
    ['what is missing?', /^Write the number/],
  ],
);

taskConversation(
  'invoices are handed over to collections, in Danish',
  'blaamejse',
  [
    ['Vi vil sende fakturaer til inkasso', ['Lad os få fakturaerne til inkasso', 'Hvem skylder jer pengene?']],
    ['Nordhavn Stål', ['Nordhavn Stål ApS (96253290)', 'Hvilke fakturaer']],
    ['F-1, 1.8.2026', ['mangler forfaldsdato', 'Skriv blot det, der mangler']],
    [
      'F-1, 1.8.2026, 1.9.2026, 12.000,00; F-2, 5.8.2026, 5.9.2026, 3.000,50',
      ['12.000,00 kr.; F-2', 'Bestrider køberen kravet?'],
    ],
    ['nej', ['Det her sender jeg til inkasso:', 'Skal jeg overdrage fakturaerne?']],
    ['ja', ['overdraget til inkasso', '**CC-300041**', 'En skade er ikke anmeldt']],
    ['Hvad er status på inkassosag CC-300041?', ['Inkassosag CC-300041 mod Nordhavn Stål ApS', '15.000,50 kr.']],
  ],
  async (chat) => expect(await chat.records().collectionCase('CC-300041')).toMatchObject({ phase: 'received' }),
);

test('what is to be sent is a card with its buttons where cards are drawn, and text with the same elsewhere', async () => {
  const chat = await chatOf('blaamejse');
  await chat.write('I want to hand invoices over to collections');
  await chat.write('Nordhavn Stål ApS, invoice F-1 of 1 Aug 2026 due 1 Sep 2026, EUR 12,000.00');
  const [told] = await chat.write('no dispute');
  const [section, ...more] = told?.card?.sections ?? [];
  expect(more).toEqual([]);
  expect(section?.lines).toContainEqual({ field: 'disputed', label: 'Disputed', text: 'No' });
  expect(section?.actions).toEqual([
    { title: 'Yes, send it', value: 'Yes', sendsOff: true },
    { title: 'Change something', value: 'Change' },
    { title: 'Cancel', value: 'Cancel' },
  ]);
  expect(told?.suggestions.map(({ value }) => value)).toEqual(['Yes', 'Change', 'Cancel']);
  expect(told?.text).toMatch(/- Disputed: No\n\nShall I hand the invoices over\?$/);
  expect(told?.card?.beside).toBe('Understood. Disputed: No.\n\nShall I hand the invoices over?');
});

taskConversation(
  'the same in English, once however often the connection drops',
  'blaamejse',
  [
    ['I want to hand invoices over to collections', 'Who owes you the money?'],
    ['Nordhavn Stål ApS', 'Which invoices'],
    ['F-1, 1 Aug 2026, 1 Sep 2026, 12,000.00', 'dispute'],
    ['yes', 'Shall I hand the invoices over?'],
    [(chat) => chat.connectionDrops(), ''],
    ['yes', 'registered once only'],
    ['yes', '**CC-300041**'],
  ],
  async (chat) => expect(await chat.records().collectionCase('CC-300042')).toBeUndefined(),
);

taskConversation('deadlines from the report on record, with the arithmetic and the terms', 'blaamejse', [
  [
    'Calculate the deadlines for Nordhamns Stål AB',
    [
      'Extension period ends: 17 October 2026 (36 days ago)',
      'Stop of cover from: 18 October 2026',
      'Last day to report: 16 November 2026',
      'Waiting period ends: 17 April 2027 (146 days left)',
      '18 August 2026 + 60 days = 17 October 2026',
      'Terms: policy CI-104221',
      'Report N-500002 stands as received and accepted.',
    ],
  ],
]);

test('the deadlines are a card where cards are drawn, and the arithmetic stands beside it', async () => {
  const [told] = await (await chatOf('blaamejse')).write('Beregn fristerne for Nordhamns Stål AB');
  expect(told?.card?.sections).toMatchObject([
    {
      title: expect.stringContaining('Nordhamns Stål AB'),
      lines: [
        { label: 'Forlængelsesperioden slutter', text: '17. oktober 2026 (36 dage siden)' },
        { label: 'Dækningsstop fra og med' },
        { label: 'Sidste dag for indberetning' },
        { label: 'Karensperioden slutter' },
      ],
    },
  ]);
  expect(told?.text).toContain('- Forlængelsesperioden slutter: 17. oktober 2026');
  expect(told?.card?.beside).toMatch(/^\*\*Sådan er det regnet ud\*\*/);
});

taskConversation('deadlines of a buyer that is named among other words', 'blaamejse', [
  [
    'Calculate the deadlines for Nordhamns Stål, invoices due 1 March and 15 April 2026',
    ['**Deadlines for Nordhamns Stål AB**', 'Waiting period ends', 'How it is worked out'],
  ],
]);

taskConversation('deadlines from invoices that the customer tells', 'blaamejse', [
  ['Beregn fristerne', ['Hvilken køber gælder det?', '1. Nordhamns Stål AB, Sverige']],
  ['Nordhavn Stål ApS', 'ingen åben indberetning på Nordhavn Stål ApS'],
  ['F-1, 1.8.2026, 1.9.2026', 'mangler beløb'],
  [
    'F-1, 1.8.2026, 1.9.2026, 12.000,00',
    [
      'Sidste dag for indberetning: 30. november 2026 (8 dage tilbage)',
      '1. september 2026 + 60 dage = 31. oktober 2026',
      'Karensperioden slutter: 30. april 2027',
    ],
  ],
]);

taskConversation('a policy record that does not say when cover stops is not guessed at', 'regnbue', [
  ['Calculate the deadlines', 'Which buyer is it about?'],
  [
    'F-1, 1 Aug 2026, 1 Sep 2026, 12,000.00',
    ['Stop of cover from: not in the policy record', 'Last day to report: 5 November 2026'],
  ],
]);

taskConversation('how something is done is still answered from the guides', 'blaamejse', [
  ['Hvordan anmelder jeg en skade?', /^Det står i »Guide til skader«/],
  ['How do I hand over an invoice to debt collection?', /^This is what “Guide to debt collection” says/],
  ['Hvordan kan vi følge status på vores sager?', /^Det står i/],
]);
