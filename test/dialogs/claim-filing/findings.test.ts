import {
  checkClaim,
  type ClaimAnswers,
  type ClaimFacts,
  findingsText,
  handlerDecides,
  proposeCaseType,
  questionWords,
  receiptText,
} from '../../../dialogs/claim-filing';
import { shareOf } from '../../../dialogs/money';
import { loadDocumentsClauses } from './guide-clauses';

const dkk = (amount: string) => ({ amount, currency: 'DKK' });
const invoice = (number: string, invoiceDate: string, dueDate: string, gross = '85000.00') => ({
  number,
  invoiceDate,
  dueDate,
  originalDueDate: dueDate,
  gross: dkk(gross),
  paid: dkk('0.00'),
});

const answers: Partial<ClaimAnswers> = {
  policyNumber: 'CI-104221',
  buyer: { name: 'Nordhavn Stål A/S', registration: '13585628', buyerId: 'B-30001' },
  cause: 'protracted_default',
  claimed: dkk('85000.00'),
  dueDate: '2026-03-03',
  invoices: [invoice('F-1', '2026-02-01', '2026-03-03')],
  vatIncluded: false,
  lastDelivery: '2026-02-01',
  disputed: false,
  paymentPlan: 'none',
  documents: ['invoices', 'statement_of_account', 'proof_of_delivery', 'correspondence'],
};
const facts: ClaimFacts = {
  today: '2026-05-20',
  policy: { policyNumber: 'CI-104221', status: 'active', maxCreditTermsDays: 60, vatCovered: false },
  terms: [
    {
      policyNumber: 'CI-104221',
      version: '2026-1',
      effectiveFrom: '2026-01-01',
      maxExtensionDays: 60,
      notificationDays: 30,
      waitingPeriodMonths: 6,
      waitingPeriodFrom: 'notification',
      stopOfCover: 'after-extension-period',
    },
  ],
  buyer: { legalName: 'Nordhavn Stål A/S', nationalId: { value: '13585628' }, status: 'active' },
  limits: [
    {
      type: 'underwritten',
      outcome: 'approved',
      amount: dkk('100000.00'),
      effectiveFrom: '2025-01-01',
      maxTermsDays: 60,
    },
  ],
};

test('a claim with nothing to remark', () => {
  expect(checkClaim(answers, facts)).toEqual({ findings: [], notChecked: [] });
});

const cases: [string, Partial<ClaimAnswers>, Partial<ClaimFacts>, [string, string], string, string][] = [
  ['reported in time on the last day', {}, { today: '2026-06-01' }, ['', ''], '', ''],
  [
    'late notice',
    {},
    { today: '2026-06-03' },
    ['late-notice', 'warns'],
    'Sidste dag for indberetning var 1. juni 2026; indberetningen sker 3. juni 2026, 2 dage senere.',
    'The last day to report was 1 June 2026; this report is made on 3 June 2026, 2 days later.',
  ],
  [
    'an insolvency reported days later, under terms that set no days for it',
    {
      cause: 'insolvency',
      insolvencyDate: '2026-05-15',
      documents: ['invoices', 'statement_of_account', 'proof_of_delivery', 'correspondence', 'evidence_of_debt'],
    },
    {},
    ['late-notice', 'warns'],
    'skal indberettes med det samme. Oplysningen er fra 15. maj 2026; indberetningen sker 20. maj 2026, 5 dage senere.',
    'is to be reported at once. The news is from 15 May 2026; this report is made on 20 May 2026, 5 days later.',
  ],
  ['reported in time before', {}, { today: '2026-09-03', reportedOn: '2026-05-30' }, ['', ''], '', ''],
  [
    'a delivery after the stop of cover',
    { lastDelivery: '2026-05-10' },
    {},
    ['after-stop-of-cover', 'warns'],
    'var der dækningsstop fra 3. maj 2026, og der er leveret eller faktureret den dag eller senere: 10. maj 2026.',
    'the stop of cover began on 3 May 2026, and there were deliveries or invoices on that day or later: 10 May 2026.',
  ],
  ['a delivery on the day before the stop', { lastDelivery: '2026-05-02' }, {}, ['', ''], '', ''],
  [
    'above the limit',
    { claimed: dkk('120000.00'), invoices: [invoice('F-1', '2026-02-01', '2026-03-03', '120000.00')] },
    {},
    ['above-limit', 'warns'],
    'den 1. februar 2026: 120.000,00 kr. − 100.000,00 kr. = 20.000,00 kr. ligger over.',
    'on 1 February 2026: DKK 120,000.00 − DKK 100,000.00 = DKK 20,000.00 is above it.',
  ],
  [
    'above the limit of the day, not today’s',
    {},
    {
      limits: [
        { type: 'underwritten', outcome: 'approved', amount: dkk('50000.00'), effectiveFrom: '2025-01-01' },
        { type: 'underwritten', outcome: 'approved', amount: dkk('900000.00'), effectiveFrom: '2026-04-01' },
      ],
    },
    ['above-limit', 'warns'],
    '35.000,00 kr. ligger over',
    'DKK 35,000.00 is above it',
  ],
  [
    'within the limit without VAT',
    {
      claimed: dkk('120000.00'),
      vatIncluded: true,
      netAmount: dkk('96000.00'),
      invoices: [invoice('F-1', '2026-02-01', '2026-03-03', '120000.00')],
    },
    {},
    ['vat', 'note'],
    '120.000,00 kr. − moms 24.000,00 kr. = 96.000,00 kr. netto.',
    'DKK 120,000.00 − VAT DKK 24,000.00 = DKK 96,000.00 net.',
  ],
  [
    'no limit on the day',
    {},
    { limits: [{ type: 'indication', outcome: 'preliminary', amount: dkk('1.00'), effectiveFrom: '2025-01-01' }] },
    ['no-limit', 'warns'],
    'Jeg kan ikke se et kreditmaksimum på køberen den 1. februar 2026.',
    'I cannot see a credit limit on the buyer on 1 February 2026.',
  ],
  [
    'payment terms too long',
    { invoices: [invoice('F-1', '2026-01-01', '2026-03-03')], lastDelivery: '2026-01-01' },
    {},
    ['terms-too-long', 'warns'],
    'er 60 dage fra fakturadatoen. Længere er: F-1 (61 dage).',
    'is 60 days from the invoice date. Longer: F-1 (61 days).',
  ],
  [
    'payment terms of exactly the longest',
    { invoices: [invoice('F-1', '2026-01-02', '2026-03-03')] },
    {},
    ['', ''],
    '',
    '',
  ],
  [
    'another company’s number',
    { buyer: { name: 'Nordhavn Stål', registration: '13585636' } },
    {},
    ['wrong-legal-entity', 'stops'],
    'I skrev Nordhavn Stål (13585636), men kreditmaksimum står på Nordhavn Stål A/S (13585628).',
    'You wrote Nordhavn Stål (13585636), but the credit limit is on Nordhavn Stål A/S (13585628).',
  ],
  [
    'another legal form is another company',
    { buyer: { name: 'Nordhavn Stål ApS' } },
    {},
    ['wrong-legal-entity', 'stops'],
    'I skrev Nordhavn Stål ApS',
    'You wrote Nordhavn Stål ApS',
  ],
  ['a name without its form is not another company', { buyer: { name: 'nordhavn stål' } }, {}, ['', ''], '', ''],
  [
    'a buyer that is not there',
    {},
    { buyer: 'none' },
    ['no-such-buyer', 'stops'],
    'Jeg kan ikke finde Nordhavn Stål A/S',
    'I cannot find Nordhavn Stål A/S',
  ],
  [
    'a buyer that nobody looked up',
    { buyer: { name: 'Nordhavn Stål' } },
    { buyer: undefined },
    ['buyer-not-confirmed', 'stops'],
    'hvilken køber på policen Nordhavn Stål er',
    'which buyer under the policy Nordhavn Stål is',
  ],
  [
    'missing documents, with those that insolvency and a discretionary limit ask for',
    { documents: ['invoices', 'correspondence'], cause: 'insolvency' },
    { limits: [{ type: 'discretionary', outcome: 'approved', amount: dkk('100000.00'), effectiveFrom: '2025-01-01' }] },
    ['missing-documents', 'note'],
    'kontoudtog måned for måned, leveringsbevis, bekræftelse af gælden, fx fra kurator og dokumentation for selvvurderingen',
    'a statement of account by month, proof of delivery, evidence of the debt, such as from the insolvency practitioner and the evidence for the discretionary limit',
  ],
  [
    'a dispute',
    { disputed: true },
    {},
    ['dispute', 'warns'],
    'Køberen bestrider kravet.',
    'The buyer disputes the debt.',
  ],
  [
    'VAT without the net',
    { vatIncluded: true },
    {},
    ['vat-unknown', 'warns'],
    'nettobeløbet mangler',
    'the net amount is missing',
  ],
  [
    'VAT that the policy covers is no matter',
    { vatIncluded: true },
    { policy: { policyNumber: 'CI-104221', status: 'active', vatCovered: true } },
    ['', ''],
    '',
    '',
  ],
  [
    'an amount that the invoices do not add up to',
    { claimed: dkk('90000.00') },
    {},
    ['sum-differs', 'stops'],
    'skylder 90.000,00 kr., men de ubetalte fakturaer giver 85.000,00 kr.: en forskel på 5.000,00 kr. Ret',
    'owes DKK 90,000.00, but the unpaid invoices add up to DKK 85,000.00: a difference of DKK 5,000.00.',
  ],
  [
    'two currencies',
    { claimed: { amount: '85000.00', currency: 'EUR' } },
    {},
    ['sum-differs', 'stops'],
    'ikke i samme valuta',
    'not in one currency',
  ],
  [
    'not due yet',
    { invoices: [invoice('F-1', '2026-05-01', '2026-05-31')], lastDelivery: '2026-05-01' },
    {},
    ['not-due-yet', 'stops'],
    'forfalder først 31. maj 2026',
    'not past due until after 31 May 2026',
  ],
  [
    'a plan that is not approved',
    { paymentPlan: 'not-approved' },
    {},
    ['plan-not-approved', 'warns'],
    'ikke godkendt af os',
    'has not been approved by us',
  ],
  [
    'an open claim on the buyer',
    {},
    { openClaim: 'CL-200101' },
    ['already-claimed', 'warns'],
    'CL-200101',
    'CL-200101',
  ],
  [
    'a policy that is not active',
    {},
    { policy: { policyNumber: 'CI-104221', status: 'suspended', maxCreditTermsDays: 60 } },
    ['policy-not-active', 'warns'],
    'ikke som aktiv',
    'does not stand as active',
  ],
];

test.each(cases)('%s', (_name, more, moreFacts, [kind, severity], da, en) => {
  const { findings } = checkClaim({ ...answers, ...more }, { ...facts, ...moreFacts });
  expect(findings.map((finding) => [finding.kind, finding.severity])).toEqual(kind === '' ? [] : [[kind, severity]]);
  expect(findings[0]?.words.da ?? '').toContain(da);
  expect(findings[0]?.words.en ?? '').toContain(en);
});

test('what the records do not tell is not checked, and said so', () => {
  expect(checkClaim({ ...answers, disputed: true }, { today: '2026-09-01', terms: [] })).toMatchObject({
    findings: [{ kind: 'dispute' }],
    notChecked: ['deadlines', 'limit', 'buyer', 'payment-terms'],
  });
});

test('what stops stands first, and the handler decides', () => {
  const { findings } = checkClaim({ ...answers, disputed: true, claimed: dkk('1.00'), documents: [] }, facts);
  expect(findings.map(({ severity }) => severity)).toEqual(['stops', 'warns', 'note']);
  for (const language of ['da', 'en'] as const)
    expect(findingsText(findings, language).endsWith(handlerDecides[language])).toBe(true);
  expect(findingsText([], 'da')).toBe('');
});

test('late notice shows its arithmetic in both languages', () => {
  const { findings } = checkClaim(answers, { ...facts, today: '2026-06-03' });
  const [late] = findings;
  const lines = late?.kind === 'late-notice' ? late.steps.map(({ words }) => words.en) : [];
  expect(lines).toEqual([
    'The oldest unpaid invoice is F-1, originally due on 3 March 2026.',
    'Maximum extension period: 3 March 2026 + 60 days = 2 May 2026.',
    'Last day to report: 2 May 2026 + 30 days = 1 June 2026.',
  ]);
});

describe('no finding promises or denies cover', () => {
  const promise =
    /\b(er|bliver|vil være|ikke) dækket\b|\bdækkes\b|\budbetales\b|vil blive (betalt|udbetalt|afvist)|\bafvises\b|\b(is|are|will be|not) (covered|insured|paid out|rejected|refused)\b|\bwill (pay|cover|reject|refuse)\b|\bentitled to\b|ret til erstatning/i;
  const all = cases.flatMap(
    ([, more, moreFacts]) => checkClaim({ ...answers, ...more }, { ...facts, ...moreFacts }).findings,
  );

  test('every kind of finding was looked at', () => expect(new Set(all.map(({ kind }) => kind)).size).toBe(17));
  test.each(all.map((finding): [string, string] => [finding.kind, `${finding.words.da} ${finding.words.en}`]))(
    '%s',
    (_kind, words) => {
      expect(words).not.toMatch(promise);
    },
  );
  test('nor do the receipt and the questions', () => {
    const words = [
      receiptText('CL-1', 'da'),
      receiptText('CL-1', 'en'),
      JSON.stringify(questionWords('netAmount')),
      JSON.stringify(handlerDecides),
    ];
    for (const text of words) expect(text).not.toMatch(promise);
  });
  test('the fence sees a promise', () => expect('Skaden er dækket').toMatch(promise));
});

test('every finding is explained by a clause of the guides, in both languages', () => {
  const clauses = loadDocumentsClauses();
  const references = cases.flatMap(([, more, moreFacts]) =>
    checkClaim({ ...answers, ...more }, { ...facts, ...moreFacts }).findings.map(({ explainedBy }) => explainedBy),
  );
  const missing = references.filter(
    ({ document, clause }) =>
      clauses[`${document}.da`]?.has(clause) !== true || clauses[`${document}.en`]?.has(clause) !== true,
  );
  expect(missing).toEqual([]);
});

describe('the case type', () => {
  test.each<[string, Partial<ClaimAnswers>, Partial<ClaimFacts>, string, string]>([
    ['insolvency', { cause: 'insolvency' }, {}, 'claim_collection', 'insolvent'],
    ['no limit', {}, { limits: [] }, 'collection', 'cannot see a credit limit'],
    ['a dispute', { disputed: true }, {}, 'claim_collection', 'disputed'],
    ['an approved plan', { paymentPlan: 'approved' }, {}, 'monitor_claim', 'approved payment plan'],
    ['still within the extension period', {}, { today: '2026-04-20' }, 'monitor', 'until 2 May 2026'],
    ['on its last day', {}, { today: '2026-05-02' }, 'monitor', 'until 2 May 2026'],
    ['beyond it', {}, { today: '2026-05-03' }, 'claim_collection', 'beyond the time'],
    ['limits and terms unknown', {}, { limits: undefined, terms: [] }, 'claim_collection', 'beyond the time'],
  ])('%s', (_name, more, moreFacts, caseType, reason) => {
    const proposal = proposeCaseType({ ...answers, ...more }, { ...facts, ...moreFacts });
    expect(proposal.caseType).toBe(caseType);
    expect(proposal.reason.en).toContain(reason);
  });
});

test.each([
  ['85000.00', '100', '125', '68000.00'],
  ['100.00', '1', '3', '33.33'],
  ['100.00', '2', '3', '66.67'],
  ['-100.00', '2', '3', '-66.67'],
])('%s × %s / %s = %s', (amount, part, whole, share) => expect(shareOf(dkk(amount), part, whole)).toEqual(dkk(share)));
