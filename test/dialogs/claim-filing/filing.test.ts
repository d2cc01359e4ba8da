import {
  cancelDraft,
  changeAnswer,
  type ClaimAnswers,
  ClaimDraft,
  type ClaimFacts,
  type ClaimField,
  fieldNamed,
  fillDraft,
  goBack,
  markFiled,
  newDraft,
  nextStep,
  pauseDraft,
  questionWords,
  readInvoiceLines,
  receiptText,
  resumeDraft,
  skipQuestion,
  summaryText,
  unclearText,
  understoodText,
  withAnswer,
  withWhatWasMissing,
} from '../../../dialogs/claim-filing';

const at = new Date('2026-06-10T09:00:00Z');
const context = { today: '2026-06-10', at, currency: 'DKK' };
const facts: ClaimFacts = { today: '2026-06-10', terms: [] };
const begin = (language: 'da' | 'en' = 'en') => newDraft({ id: '5f0c6a4e-8f0e-4a4f-9b52-0a7f3c7b1c11', at, language });

const fill = (text: string, asked?: ClaimField, draft = begin()) => fillDraft(draft, text, asked, context);

describe('free text fills whatever it says', () => {
  const cases: ['da' | 'en', string, Partial<ClaimAnswers>][] = [
    [
      'en',
      'Nordhavn Stål owes us 85.000 kr since 1 March',
      { buyer: { name: 'Nordhavn Stål' }, claimed: { amount: '85000.00', currency: 'DKK' }, dueDate: '2026-03-01' },
    ],
    [
      'da',
      'Nordhavn Stål A/S skylder os 12.500,00 kr siden 31. maj',
      { buyer: { name: 'Nordhavn Stål A/S' }, claimed: { amount: '12500.00', currency: 'DKK' }, dueDate: '2026-05-31' },
    ],
    [
      'da',
      'Vores kunde Nordhavn Stål er gået konkurs den 4. maj 2026, de skylder os 85.000 kr.',
      {
        buyer: { name: 'Nordhavn Stål' },
        cause: 'insolvency',
        insolvencyDate: '2026-05-04',
        claimed: { amount: '85000.00', currency: 'DKK' },
      },
    ],
    [
      'en',
      'Brinkmann GmbH hasn’t paid EUR 12,500.00 due 31 May 2026, last delivery was 3 April 2026, policy CI-104221',
      {
        policyNumber: 'CI-104221',
        buyer: { name: 'Brinkmann GmbH' },
        claimed: { amount: '12500.00', currency: 'EUR' },
        dueDate: '2026-05-31',
        lastDelivery: '2026-04-03',
        cause: 'protracted_default',
      },
    ],
    ['da', 'Nordhavn Stål bestrider ikke noget', { disputed: false }],
    [
      'da',
      'Nordhavn Stål ApS, 85.000 kr inkl. moms, forfald 1/3-2026',
      {
        buyer: { name: 'Nordhavn Stål ApS' },
        claimed: { amount: '85000.00', currency: 'DKK' },
        vatIncluded: true,
        dueDate: '2026-03-01',
      },
    ],
    [
      'en',
      'Polna Mysz owes us 4,000 PLN, invoice A1 of 3 March due 3 April',
      {
        buyer: { name: 'Polna Mysz' },
        claimed: { amount: '4000.00', currency: 'PLN' },
        dueDate: '2026-04-03',
        invoices: [
          {
            number: 'A1',
            invoiceDate: '2026-03-03',
            dueDate: '2026-04-03',
            originalDueDate: '2026-04-03',
            gross: { amount: '4000.00', currency: 'PLN' },
            paid: { amount: '0.00', currency: 'PLN' },
          },
        ],
      },
    ],
    ['da', 'fakturaerne 4711 og 4712 fra 1. februar', {}],
    ['en', 'no payment plan', { paymentPlan: 'none' }],
    ['da', 'I har godkendt vores afdragsordning', { paymentPlan: 'approved' }],
    [
      'en',
      'we have the invoice, proof of delivery and a statement of account',
      {
        documents: ['invoices', 'statement_of_account', 'proof_of_delivery'],
      },
    ],
    ['da', 'vi har ingen følgeseddel og intet kontoudtog', {}],
    ['da', 'Jeg vil anmelde en skade', {}],
    ['en', 'I want to file a claim', {}],
    [
      'da',
      'Nordhavn Stål A/S, CVR 13585628, bestrider fakturaen',
      { buyer: { name: 'Nordhavn Stål A/S', registration: '13585628' }, disputed: true },
    ],
  ];
  test.each(cases)('%s: "%s"', (language, text, answers) => {
    expect(fill(text, undefined, begin(language)).draft.answers).toEqual(answers);
  });

  test('beside the question for invoices, what can be nothing else is taken, and half an invoice is asked about', () => {
    const draft = withAnswer(begin('da'), 'claimed', { amount: '85000.00', currency: 'DKK' }, at);
    const taken = fill(
      '68.000 kr uden moms, ingen tvist, ingen afdragsordning, vi har faktura og følgeseddel',
      'invoices',
      draft,
    );
    expect(taken.draft.answers).toEqual({
      claimed: { amount: '85000.00', currency: 'DKK' },
      vatIncluded: true,
      netAmount: { amount: '68000.00', currency: 'DKK' },
      disputed: false,
      paymentPlan: 'none',
      documents: ['invoices', 'proof_of_delivery'],
    });
    expect(taken.unclear).toEqual([]);
    expect(fill('4711, 85.000,00', 'invoices', draft)).toMatchObject({
      draft: { answers: { claimed: { amount: '85000.00' } } },
      understood: [],
      unclear: [{ kind: 'lines', unread: [{ lacks: 'invoice-date' }] }],
    });
  });

  test('"68.000 without VAT" to "with VAT?" says that it is part of the 85.000 owed', () => {
    const draft = withAnswer(begin('da'), 'claimed', { amount: '85000.00', currency: 'DKK' }, at);
    expect(fill('68.000 kr uden moms', 'vatIncluded', draft).draft.answers).toMatchObject({
      vatIncluded: true,
      netAmount: { amount: '68000.00', currency: 'DKK' },
    });
    expect(fill('uden moms', 'vatIncluded', draft).draft.answers).toMatchObject({ vatIncluded: false });
  });

  test('whole invoices answer when the oldest was due', () => {
    const { draft, unclear } = fill(
      '100, 1 Feb 2026, 28 Feb 2026, 20,000.00\n101, 1 Mar 2026, 31 Mar 2026, 25,000.00',
      'dueDate',
    );
    expect(unclear).toEqual([]);
    expect(draft.answers).toMatchObject({ dueDate: '2026-02-28', invoices: [{ number: '100' }, { number: '101' }] });
  });

  test('what is likely only is repeated for a second look', () => {
    const { draft, understood } = fill('Nordhavn Stål owes us 85.000 kr since 1 March');
    expect(understoodText(draft.answers, understood, 'en')).toBe(
      'Understood. Buyer: Nordhavn Stål; the buyer owes: DKK 85,000.00 (correct me if that is wrong); original due date: 1 March 2026 (correct me if that is wrong).',
    );
  });
});

describe('an answer to the question asked', () => {
  const cases: ['da' | 'en', ClaimField, string, Partial<ClaimAnswers>][] = [
    ['da', 'policyNumber', 'ci 104 221', { policyNumber: 'CI104221' }],
    ['da', 'buyer', 'nordhavn stål', { buyer: { name: 'nordhavn stål' } }],
    ['da', 'cause', 'Køberen betaler ikke', { cause: 'protracted_default' }],
    ['en', 'cause', 'they went bankrupt', { cause: 'insolvency' }],
    ['en', 'cause', 'Political events', { cause: 'political' }],
    ['da', 'claimed', '1.250,50', { claimed: { amount: '1250.50', currency: 'DKK' } }],
    ['en', 'claimed', 'EUR 12,500.00', { claimed: { amount: '12500.00', currency: 'EUR' } }],
    ['da', 'dueDate', '31. maj', { dueDate: '2026-05-31' }],
    ['da', 'lastDelivery', 'for 3 uger siden', { lastDelivery: '2026-05-20' }],
    ['da', 'vatIncluded', 'Ja, med moms', { vatIncluded: true }],
    ['en', 'vatIncluded', 'No, without VAT', { vatIncluded: false }],
    ['en', 'vatIncluded', 'excl. VAT', { vatIncluded: false }],
    ['da', 'disputed', 'nej', { disputed: false }],
    ['en', 'disputed', 'yes', { disputed: true }],
    ['en', 'disputed', 'no, they have raised no objections', { disputed: false }],
    ['da', 'disputed', 'kravet er ubestridt', { disputed: false }],
    ['en', 'disputed', 'they complain about the quality of the goods', { disputed: true }],
    ['da', 'paymentPlan', 'Nej, ingen', { paymentPlan: 'none' }],
    ['da', 'paymentPlan', 'Ja, I har godkendt den', { paymentPlan: 'approved' }],
    ['da', 'paymentPlan', 'Ja, men den er ikke godkendt', { paymentPlan: 'not-approved' }],
    ['en', 'paymentPlan', 'Yes, but it is not approved', { paymentPlan: 'not-approved' }],
    [
      'en',
      'documents',
      'invoices, the delivery notes and our e-mails',
      { documents: ['invoices', 'proof_of_delivery', 'correspondence'] },
    ],
    ['da', 'documents', 'Nej, ingen endnu', { documents: [] }],
    ['da', 'caseType', 'Skade og inkasso', { caseType: 'claim_collection' }],
    ['en', 'caseType', 'Monitoring and claim', { caseType: 'monitor_claim' }],
    ['en', 'caseType', 'Monitoring only', { caseType: 'monitor' }],
    ['da', 'caseType', 'Kun inkasso', { caseType: 'collection' }],
  ];
  test.each(cases)('%s %s: "%s"', (language, field, text, answers) => {
    const { draft, unclear } = fill(text, field, begin(language));
    expect(draft.answers).toEqual(answers);
    expect(unclear).toEqual([]);
  });

  test('every button of every question reads as an answer to it', () => {
    for (const language of ['da', 'en'] as const) {
      for (const field of ['cause', 'vatIncluded', 'disputed', 'paymentPlan', 'documents'] as const) {
        for (const { value } of questionWords(field).choices) {
          expect([value[language], fill(value[language], field, begin(language)).draft.answers[field]]).not.toContain(
            undefined,
          );
        }
      }
      const proposal = { caseType: 'monitor', reason: { da: '…', en: '…' } } as const;
      const read = questionWords('caseType', proposal).choices.map(
        ({ value }) => fill(value[language], 'caseType', begin(language)).draft.answers.caseType,
      );
      expect(read).toEqual(['monitor', 'monitor_claim', 'collection', 'claim_collection']);
    }
  });
});

describe('what is not clear is asked, never chosen', () => {
  test('an amount and a date that read two ways', () => {
    expect(fill('1,250', 'claimed', begin('da'))).toMatchObject({
      draft: { answers: {} },
      unclear: [
        {
          field: 'claimed',
          kind: 'ambiguous',
          choices: [
            { title: '1.250,00 kr.', value: '1250,00 DKK' },
            { title: '1,25 kr.', value: '1,25 DKK' },
          ],
        },
      ],
    });
    expect(fill('03/04/2026', 'dueDate')).toMatchObject({
      unclear: [
        {
          choices: [
            { title: '3 April 2026', value: '2026-04-03' },
            { title: '4 March 2026', value: '2026-03-04' },
          ],
        },
      ],
    });
  });
  test('the buttons of an ambiguity are certain', () => {
    expect(fill('1250,00 DKK', 'claimed', begin('da')).understood).toMatchObject([{ sure: 'certain' }]);
    expect(fill('2026-04-03', 'dueDate').understood).toMatchObject([{ sure: 'certain' }]);
  });
  test('what cannot be', () => {
    expect(fill('31. april', 'dueDate', begin('da')).unclear).toMatchObject([
      { kind: 'impossible', matched: '31. april' },
    ]);
    expect(fill('0 kr', 'claimed', begin('da')).unclear).toMatchObject([{ kind: 'impossible' }]);
  });
  test('what is no answer', () => {
    expect(fill('hvorfor spørger du?', 'claimed', begin('da')).unclear).toEqual([
      { field: 'claimed', kind: 'not-understood' },
    ]);
  });
  test('another answer said in passing changes nothing and is pointed out', () => {
    const { draft } = fill('Nordhavn Stål owes us EUR 85,000.00');
    const again = fill('they owe us EUR 90,000.00', 'disputed', draft);
    expect(again.draft.answers.claimed?.amount).toBe('85000.00');
    expect(again.unclear[0]).toMatchObject({ field: 'claimed', kind: 'differs' });
    expect(unclearText(again.unclear[0] ?? { field: 'claimed', kind: 'not-understood' }, 'en')).toBe(
      'You wrote “EUR 90,000.00”, but answered otherwise before. I changed nothing; write “change the amount” to change it.',
    );
  });
  test('an answer to another question than the one asked is taken, and no fault found', () => {
    const { draft, unclear } = fill('the amount is EUR 85,000.00', 'buyer');
    expect(draft.answers.claimed).toEqual({ amount: '85000.00', currency: 'EUR' });
    expect(unclear).toEqual([]);
  });
});

describe('invoices', () => {
  test('a pronoun before an amount is no prefix of a number; a day is no amount', () => {
    const owed = fill('Nordhavn Stål er gået konkurs i går og skylder os 120.000 kr.', undefined, begin('da')).draft;
    expect(owed.answers.claimed).toEqual({ amount: '120000.00', currency: 'DKK' });
    expect(fill('Nordhavn Stål owes us 250,000.00 kr').draft.answers.claimed?.amount).toBe('250000.00');
    expect(fill('10. august', 'claimed', begin('da')).draft.answers.claimed).toBeUndefined();
    expect(fill('10. august', 'netAmount', owed).draft.answers.netAmount).toBeUndefined();
    expect(fill('96.000', 'netAmount', owed).draft.answers.netAmount?.amount).toBe('96000.00');
  });

  test('a further one, told after the question has moved on, and what is owed where it was their sum', () => {
    const { draft } = fill('F-2201, 1.2.2026, 1.3.2026, 60.000,00', 'invoices', begin('da'));
    const { draft: both, understood } = fill('F-2202, 5.2.2026, 5.3.2026, 25.000,00', 'disputed', draft);
    expect(both.answers.invoices?.map(({ number }) => number)).toEqual(['F-2201', 'F-2202']);
    expect(both.answers.claimed).toEqual({ amount: '85000.00', currency: 'DKK' });
    expect(understood.map(({ field }) => field)).toEqual(['invoices', 'claimed']);
  });

  test('the day of a delivery told beside an invoice is none of the invoice’s', () => {
    const text =
      'Nordhavn Stål skylder os 85.000 kr. siden 31. maj, fakturanr. 4711 af 1. maj, sidst leveret 3. juni, ingen tvist';
    const { answers } = fill(text, undefined, begin('da')).draft;
    expect(answers.invoices).toMatchObject([{ number: '4711', invoiceDate: '2026-05-01', dueDate: '2026-05-31' }]);
    expect(answers).toMatchObject({ dueDate: '2026-05-31', lastDelivery: '2026-06-03', disputed: false });
  });

  const options = { language: 'da', today: '2026-11-22', currency: 'DKK' } as const;
  test.each([
    ['a due date, for each that lacks one', 'F-1, 1.8.2026, 10.000\nF-2, 5.8.2026, 20.000', 'forfald 1.9.2026', 2],
    ['the number of one', '1.8.2026, 1.9.2026, 10.000', 'F-1', 1],
    ['an amount in the place of one that reads two ways', 'F-1, 1.8.2026, 1.9.2026, 1,250', '1250 kr', 1],
    [
      'what one of them lacks, by its number',
      'F-1, 1.8.2026, 1.9.2026, 10.000\nF-2, 5.8.2026, 20.000',
      'F-2: 5.9.2026',
      2,
    ],
    ['the half one whole', 'F-1, 1.8.2026, 1.9.2026, 10.000\nF-2, 5.8.2026', 'F-2, 5.8.2026, 5.9.2026, 20.000', 2],
    ['other ones whole, anew', 'F-1, 1.8.2026', 'F-3, 1.8.2026, 1.9.2026, 10.000', 1],
  ])('half told, then %s', (_, told, said, count) => {
    const { invoices, unread } = readInvoiceLines(withWhatWasMissing(told, said, {}, options), {}, options);
    expect(unread).toEqual([]);
    expect(invoices).toHaveLength(count);
  });

  test('a due date goes to the invoice that lacks one, and to no other that lacks something else', () => {
    const told = withWhatWasMissing('F-1, 1.8.2026, 10.000\nF-2, 5.8.2026, 5.9.2026', 'forfald 1.9.2026', {}, options);
    const { invoices } = readInvoiceLines(withWhatWasMissing(told, '20.000', {}, options), {}, options);
    expect(invoices).toMatchObject([
      { number: 'F-1', dueDate: '2026-09-01', gross: { amount: '10000.00' } },
      { number: 'F-2', dueDate: '2026-09-05', gross: { amount: '20000.00' } },
    ]);
  });

  test('what tells nothing that is missing goes to no invoice', () => {
    const said = 'deres CVR-nummer er 96253290';
    expect(withWhatWasMissing('F-1, 1.8.2026, 10.000', said, {}, options)).toBe(said);
  });

  test('further ones of which one cannot be read: none is taken, and that one is asked about', () => {
    const { draft } = fill('F-2201, 1.2.2026, 1.3.2026, 60.000,00', 'invoices', begin('da'));
    const line = 'F-2203, 31.2.2026, 5.3.2026, 10.000,00';
    expect(fill(`F-2202, 5.2.2026, 5.3.2026, 25.000,00\n${line}`, 'disputed', draft)).toEqual({
      draft,
      understood: [],
      unclear: [{ field: 'invoices', kind: 'lines', unread: [{ line, lacks: 'clear-date' }] }],
    });
  });

  test('three on one line with semicolons between them are three; half a one among them is asked about', () => {
    const three = 'F-1 10.000,00 1.1.2026 1.2.2026; F-2 20.000,00 2.1.2026 2.2.2026; F-3 30.000,00 3.1.2026 3.2.2026';
    const { answers } = fill(three, 'invoices', begin('da')).draft;
    expect(answers.invoices?.map(({ number, gross }) => [number, gross.amount])).toEqual([
      ['F-1', '10000.00'],
      ['F-2', '20000.00'],
      ['F-3', '30000.00'],
    ]);
    expect(answers.claimed?.amount).toBe('60000.00');
    expect(fill('F-1 10.000,00 1.1.2026 1.2.2026; F-2 20.000,00; på engelsk', 'invoices', begin('da')).unclear).toEqual(
      [{ field: 'invoices', kind: 'lines', unread: [{ line: 'F-2 20.000,00', lacks: 'invoice-date' }] }],
    );
  });

  test.each([
    'F-2201;1.2.2026;1.3.2026;60.000,00',
    'F-2201; 1.2.2026 1.3.2026 60.000,00; DKK',
    'F-2201\t1.2.2026\t1.3.2026\t60.000,00',
  ])('copied out of a spreadsheet: %s', (line) => {
    expect(fill(line, 'invoices', begin('da')).draft.answers.invoices).toMatchObject([
      { number: 'F-2201', invoiceDate: '2026-02-01', dueDate: '2026-03-01', gross: { amount: '60000.00' } },
    ]);
  });

  test('one a line', () => {
    const { draft } = fill('F-2201, 1.2.2026, 1.3.2026, 60.000,00\nF-2202; ', 'invoices', begin('da'));
    expect(draft.answers.invoices).toBeUndefined();
    const both = fill(
      'F-2201, 1.2.2026, 1.3.2026, 60.000,00, 48.000,00\n2202 5.2.2026 5.3.2026 25.000,00',
      'invoices',
      begin('da'),
    );
    expect(both.draft.answers.invoices).toMatchObject([
      {
        number: 'F-2201',
        invoiceDate: '2026-02-01',
        dueDate: '2026-03-01',
        gross: { amount: '60000.00' },
        net: { amount: '48000.00' },
      },
      {
        number: '2202',
        invoiceDate: '2026-02-05',
        dueDate: '2026-03-05',
        gross: { amount: '25000.00', currency: 'DKK' },
      },
    ]);
  });
  test('of a single one, the amount and due date were said before', () => {
    const { draft } = fill('Nordhavn Stål owes us 85.000 kr since 1 March');
    expect(fill('F-2201 of 1 February 2026', 'invoices', draft).draft.answers.invoices).toEqual([
      {
        number: 'F-2201',
        invoiceDate: '2026-02-01',
        dueDate: '2026-03-01',
        originalDueDate: '2026-03-01',
        gross: { amount: '85000.00', currency: 'DKK' },
        paid: { amount: '0.00', currency: 'DKK' },
      },
    ]);
  });
  test('a moved due date keeps the original one beside it', () => {
    const { draft } = fill('Nordhavn Stål owes us 85.000 kr since 1 March');
    expect(fill('F-2201, 1 Feb 2026, 15 Apr 2026', 'invoices', draft).draft.answers.invoices).toMatchObject([
      { dueDate: '2026-04-15', originalDueDate: '2026-03-01' },
    ]);
  });
  test.each([
    ['F-2201, 85.000,00', 'invoice-date'],
    ['F-2201, 1.2.2026, 85.000,00', 'due-date'],
    ['F-2201, 1.2.2026, 1.3.2026', 'amount'],
    ['F-2201, 1.2.2026, 31.2.2026, 85.000,00', 'clear-date'],
    ['F-2201, 1.2.2026, 1.3.2026, 1,250', 'clear-amount'],
  ])('"%s" lacks %s', (line, lacks) => {
    expect(fill(line, 'invoices', begin('da')).unclear).toEqual([
      { field: 'invoices', kind: 'lines', unread: [{ line, lacks }] },
    ]);
  });
});

/** The questions asked until the form is full, answered from a script. */
function walk(
  language: 'da' | 'en',
  script: Partial<Record<ClaimField, string>>,
  first?: string,
): { draft: ClaimDraft; asked: string[] } {
  let draft = first ? fillDraft(begin(language), first, undefined, context).draft : begin(language);
  const asked: string[] = [];
  for (let step = nextStep(draft, facts); step.kind === 'ask'; step = nextStep(draft, facts)) {
    asked.push(step.field);
    const answer = script[step.field];
    if (answer === undefined || asked.length > 20) throw new Error(`asked ${asked.join(', ')}`);
    draft =
      answer === 'skip' ? skipQuestion(draft, step.field, at) : fillDraft(draft, answer, step.field, context).draft;
    if (step.field === 'buyer' || (draft.answers.buyer && !draft.answers.buyer.buyerId)) {
      draft = withAnswer(draft, 'buyer', { ...(draft.answers.buyer ?? { name: '?' }), buyerId: 'B-30001' }, at);
    }
  }
  return { draft, asked };
}

const danish: Partial<Record<ClaimField, string>> = {
  policyNumber: 'CI-104221',
  buyer: 'Nordhavn Stål A/S',
  cause: 'Køberen betaler ikke',
  claimed: '85.000 kr.',
  dueDate: '1. marts',
  invoices: 'F-2201 af 1. februar 2026',
  vatIncluded: 'Ja',
  netAmount: '25 %',
  lastDelivery: 'Ved ikke',
  disputed: 'Nej',
  paymentPlan: 'Nej, ingen',
  documents: 'fakturaer og kontoudtog',
  caseType: 'Skade og inkasso',
};

test('asks one question at a time, in order', () => {
  const { asked } = walk('da', { ...danish, lastDelivery: 'skip' });
  expect(asked).toEqual([
    'policyNumber',
    'buyer',
    'cause',
    'claimed',
    'dueDate',
    'invoices',
    'vatIncluded',
    'netAmount',
    'lastDelivery',
    'disputed',
    'paymentPlan',
    'documents',
    'caseType',
  ]);
});

test('does not ask what was said, nor what does not apply', () => {
  const { asked } = walk(
    'en',
    {
      policyNumber: 'CI-104221',
      cause: 'Insolvency',
      insolvencyDate: '4 May 2026',
      invoices: 'F-2201 of 1 February 2026',
      vatIncluded: 'No',
      lastDelivery: '2 March 2026',
      disputed: 'no',
      paymentPlan: 'none',
      documents: 'all of them',
      caseType: 'both',
    },
    'Nordhavn Stål owes us 85.000 kr since 1 March',
  );
  expect(asked).toEqual([
    'policyNumber',
    'cause',
    'insolvencyDate',
    'invoices',
    'vatIncluded',
    'lastDelivery',
    'disputed',
    'paymentPlan',
    'documents',
    'caseType',
  ]);
});

test('the summary and what is sent', () => {
  const { draft } = walk('da', { ...danish, lastDelivery: 'skip' });
  expect(summaryText(draft, 'da').split('\n')).toEqual([
    'Det her sender jeg:',
    '',
    '- **Police:** CI-104221',
    '- **Køber:** Nordhavn Stål A/S',
    '- **Årsag:** Køberen betaler ikke',
    '- **Køberen skylder:** 85.000,00 kr.',
    '- **Oprindelig forfaldsdato:** 1. marts 2026',
    '- **Fakturaer:** F-2201 af 1. februar 2026, forfald 1. marts 2026, 85.000,00 kr.',
    '- **Moms:** Med i beløbet',
    '- **Uden moms:** 68.000,00 kr.',
    '- **Seneste levering:** Ikke oplyst',
    '- **Bestridt:** Nej',
    '- **Afdragsordning:** Ingen',
    '- **Dokumenter klar:** fakturaer og kontoudtog måned for måned',
    '- **Sagstype:** Skade og inkasso',
  ]);
  const step = nextStep(draft, facts);
  expect(step).toMatchObject({
    kind: 'confirm',
    claim: {
      draftId: draft.id,
      policyNumber: 'CI-104221',
      buyerId: 'B-30001',
      cause: 'protracted_default',
      caseType: 'claim_collection',
      claimed: { amount: '68000.00', currency: 'DKK' },
      vatExcluded: true,
      invoices: [{ number: 'F-2201', gross: { amount: '85000.00' }, net: { amount: '68000.00' } }],
      documents: ['invoices', 'statement_of_account'],
      disputed: false,
    },
  });
});

describe('steering', () => {
  test('back asks the last question again; change asks the one named; the rest stays', () => {
    const { draft } = walk('da', { ...danish, lastDelivery: 'skip' });
    expect(nextStep(goBack(draft, at), facts)).toMatchObject({ kind: 'ask', field: 'lastDelivery' });
    const changed = changeAnswer(draft, 'claimed', at);
    expect(nextStep(changed, facts)).toMatchObject({ kind: 'ask', field: 'claimed' });
    expect(changed.answers.buyer?.name).toBe('Nordhavn Stål A/S');
    const again = fillDraft(changed, '90.000 kr.', 'claimed', context).draft;
    // What was worked out from the old amount goes with it; the only invoice is the amount.
    expect(again.answers.invoices).toMatchObject([{ gross: { amount: '90000.00' } }]);
    expect(nextStep(again, facts)).toMatchObject({ kind: 'ask', field: 'netAmount' });
  });

  test.each([
    ['ret beløbet', 'claimed'],
    ['change the buyer', 'buyer'],
    ['forfaldsdatoen er forkert', 'dueDate'],
    ['I want to change the invoices', 'invoices'],
    ['ret nettobeløbet', 'netAmount'],
    ['change the case type', 'caseType'],
    ['ændr datoen for konkursen', 'insolvencyDate'],
    ['ændr noget', undefined],
  ])('"%s" names %s', (text, field) => expect(fieldNamed(text)).toBe(field));

  test('a question that can be left open is left open, another is not', () => {
    expect(skipQuestion(begin(), 'lastDelivery', at).unknown).toEqual(['lastDelivery']);
    expect(skipQuestion(begin(), 'claimed', at)).toEqual(begin());
  });

  test('paused for a week as JSON and taken up where it was', () => {
    const { draft } = fill('Nordhavn Stål owes us 85.000 kr since 1 March');
    const paused = pauseDraft(draft, at);
    expect(nextStep(paused, facts)).toEqual({ kind: 'done', how: 'paused' });
    const kept = ClaimDraft.parse(JSON.parse(JSON.stringify(paused)));
    const resumed = resumeDraft(kept, new Date('2026-06-17T09:00:00Z'));
    expect(nextStep(resumed, facts)).toMatchObject({ kind: 'ask', field: 'policyNumber' });
    expect(resumed.answers).toEqual(draft.answers);
    expect(resumed.version).toBe(draft.version + 2);
    expect(resumed.id).toBe(draft.id);
  });

  test('cancelled is final, filed has its number and cannot be cancelled', () => {
    const cancelled = cancelDraft(begin(), at);
    expect(nextStep(cancelled, facts)).toEqual({ kind: 'done', how: 'cancelled' });
    expect(resumeDraft(cancelled, at).state).toBe('cancelled');
    const filed = markFiled(begin(), 'CL-200101', at);
    expect(cancelDraft(filed, at).state).toBe('filed');
    expect(receiptText('CL-200101', 'en')).toContain('**CL-200101**');
  });

  test('going back with nothing answered changes nothing', () => {
    expect(goBack(begin(), at)).toEqual(begin());
  });
});

test('the draft is closed: nothing else is kept, and no value of the wrong shape', () => {
  const draft = begin();
  expect(ClaimDraft.safeParse({ ...draft, note: 'x' }).success).toBe(false);
  expect(ClaimDraft.safeParse({ ...draft, answers: { claimed: { amount: 85_000, currency: 'DKK' } } }).success).toBe(
    false,
  );
  expect(ClaimDraft.safeParse({ ...draft, answers: { dueDate: '1/3/2026' } }).success).toBe(false);
});
