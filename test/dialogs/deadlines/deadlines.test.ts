import {
  type BuyerEvent,
  type DebtFacts,
  deadlinesOf,
  type DebtInvoice,
  type PolicyTerms,
} from '../../../dialogs/deadlines';

const terms: PolicyTerms = {
  policyNumber: 'CI-000123',
  version: '2026-1',
  effectiveFrom: '2026-01-01',
  maxExtensionDays: 60,
  notificationDays: 30,
  waitingPeriodMonths: 6,
  waitingPeriodFrom: 'extension-end',
  stopOfCover: 'after-extension-period',
};

const invoice = (number: string, originalDueDate: string, more: Partial<DebtInvoice> = {}): DebtInvoice => ({
  number,
  invoiceDate: more.invoiceDate ?? '2026-02-01',
  dueDate: originalDueDate,
  originalDueDate,
  gross: { amount: '85000.00', currency: 'DKK' },
  paid: { amount: '0.00', currency: 'DKK' },
  ...more,
});

function calculated(facts: Partial<DebtFacts>) {
  const deadlines = deadlinesOf({
    invoices: [invoice('F-1', '2026-03-03')],
    terms: [terms],
    today: '2026-05-01',
    ...facts,
  });
  if (deadlines.kind !== 'calculated') throw new Error(deadlines.kind);
  const { extensionEnds, stopOfCover, notifyBy, waitingPeriodEnds, dateOfLoss } = deadlines;
  const told = (deadline: typeof stopOfCover): string => (deadline.known ? deadline.date : deadline.because);
  return {
    dates: [extensionEnds, stopOfCover, notifyBy, waitingPeriodEnds, dateOfLoss].map(told),
    kinds: deadlines.steps.map(({ kind }) => kind),
    deadlines,
  };
}

const insolvent = (on: string, learnedOn?: string): BuyerEvent => ({ kind: 'insolvency', on, learnedOn });

describe('the five dates', () => {
  //                                           extension ends, stop of cover, notify by, waiting period ends, date of loss
  const cases: [string, Partial<DebtFacts>, [string, string, string, string, string]][] = [
    ['one invoice', {}, ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02']],
    [
      'several invoices: the oldest unpaid counts, in whatever order they stand',
      { invoices: [invoice('F-3', '2026-05-01'), invoice('F-1', '2026-03-03'), invoice('F-2', '2026-04-01')] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'a paid invoice is passed over',
      {
        invoices: [
          invoice('F-0', '2026-02-10', { paid: { amount: '85000.00', currency: 'DKK' } }),
          invoice('F-1', '2026-03-03'),
        ],
      },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'an invoice paid in part is unpaid',
      { invoices: [invoice('F-0', '2026-03-03', { paid: { amount: '84999.99', currency: 'DKK' } })] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'the original due date counts, not the one agreed since',
      { invoices: [invoice('F-1', '2026-03-03', { dueDate: '2026-04-15' })] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'six months after 31 August end with February',
      {
        invoices: [invoice('F-1', '2026-07-02')],
        terms: [terms],
      },
      ['2026-08-31', '2026-09-01', '2026-09-30', '2027-02-28', '2027-02-28'],
    ],
    [
      'a leap year has its 29 February',
      {
        invoices: [invoice('F-1', '2028-01-01')],
        terms: [{ ...terms, maxExtensionDays: 59, waitingPeriodMonths: 12 }],
      },
      ['2028-02-29', '2028-03-01', '2028-03-30', '2029-02-28', '2029-02-28'],
    ],
    [
      'the waiting period from the original due date',
      { terms: [{ ...terms, waitingPeriodFrom: 'original-due-date' }] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-09-03', '2026-09-03'],
    ],
    [
      'the waiting period from the due date as moved',
      {
        invoices: [invoice('F-1', '2026-03-03', { dueDate: '2026-04-15' })],
        terms: [{ ...terms, waitingPeriodFrom: 'due-date' }],
      },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-10-15', '2026-10-15'],
    ],
    [
      'the waiting period from a report that was made',
      { terms: [{ ...terms, waitingPeriodFrom: 'notification' }], reportedOn: '2026-05-20' },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-20', '2026-11-20'],
    ],
    [
      'the waiting period from a report not yet made is not guessed',
      { terms: [{ ...terms, waitingPeriodFrom: 'notification' }] },
      ['2026-05-02', '2026-05-03', '2026-06-01', 'not-reported-yet', 'not-reported-yet'],
    ],
    [
      'rules that the terms do not tell are not guessed',
      { terms: [{ ...terms, waitingPeriodFrom: undefined, stopOfCover: undefined }] },
      ['2026-05-02', 'terms-do-not-say', '2026-06-01', 'terms-do-not-say', 'terms-do-not-say'],
    ],
    [
      'stop of cover as soon as the oldest is overdue, where the terms say so',
      { terms: [{ ...terms, stopOfCover: 'after-original-due-date' }] },
      ['2026-05-02', '2026-03-04', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'consent to more time moves everything',
      { approvedExtensions: [{ invoices: ['F-1'], until: '2026-07-01' }] },
      ['2026-07-01', '2026-07-02', '2026-07-31', '2027-01-01', '2027-01-01'],
    ],
    [
      'consent to more time for the oldest makes the next one count',
      {
        invoices: [invoice('F-1', '2026-03-03'), invoice('F-2', '2026-04-01')],
        approvedExtensions: [{ invoices: ['F-1'], until: '2026-07-01' }],
      },
      ['2026-05-31', '2026-06-01', '2026-06-30', '2026-11-30', '2026-11-30'],
    ],
    [
      'consent to less than the terms give takes nothing away',
      { approvedExtensions: [{ invoices: ['F-1'], until: '2026-04-01' }] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'the buyer’s insolvency ends the extension, stops cover and is the date of loss',
      { events: [insolvent('2026-04-10', '2026-04-14')] },
      ['2026-04-10', '2026-04-10', '2026-04-14', 'not-a-default', '2026-04-10'],
    ],
    [
      'an insolvency with days to report it',
      { terms: [{ ...terms, adverseNotificationDays: 10 }], events: [insolvent('2026-04-10', '2026-04-14')] },
      ['2026-04-10', '2026-04-10', '2026-04-24', 'not-a-default', '2026-04-10'],
    ],
    [
      'an insolvency after the extension ended keeps the earlier days',
      { events: [insolvent('2026-06-20')] },
      ['2026-05-02', '2026-05-03', '2026-06-01', 'not-a-default', '2026-06-20'],
    ],
    [
      'adverse information is reported at once and stops nothing by itself',
      { events: [{ kind: 'adverse-information', on: '2026-03-20' }] },
      ['2026-05-02', '2026-05-03', '2026-03-20', '2026-11-02', '2026-11-02'],
    ],
    [
      'a withdrawn limit stops cover earlier',
      { events: [{ kind: 'limit-withdrawn', on: '2026-04-02' }] },
      ['2026-05-02', '2026-04-02', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
    [
      'a hand-over after the stop changes nothing',
      { events: [{ kind: 'handed-over', on: '2026-05-20' }] },
      ['2026-05-02', '2026-05-03', '2026-06-01', '2026-11-02', '2026-11-02'],
    ],
  ];
  test.each(cases)('%s', (_name, facts, dates) => {
    expect(calculated(facts).dates).toEqual(dates);
  });
});

describe('days off', () => {
  // 2026-04-05 is Easter Sunday, 2026-04-06 Easter Monday.
  const easter = (more: Partial<PolicyTerms>) =>
    calculated({
      invoices: [invoice('F-1', '2026-02-04')],
      terms: [{ ...terms, maxExtensionDays: 30, notificationDays: 30, ...more }],
    });

  test('a Sunday stays the deadline, and the step says so', () => {
    const { dates, deadlines } = easter({});
    expect(dates[2]).toBe('2026-04-05');
    const step = deadlines.kind === 'calculated' && deadlines.steps.find(({ kind }) => kind === 'day-off');
    expect(step && step.words).toEqual({
      da: '5. april 2026 er påskedag; policen flytter ikke fristen, så den står ved magt.',
      en: '5 April 2026 is Easter Sunday; the policy does not move the deadline, so it stands.',
    });
  });

  test('where the terms move it, it moves past Easter Monday, and the extension period stays', () => {
    const { dates } = easter({ deadlinesMoveToWorkingDay: true });
    expect(dates[2]).toBe('2026-04-07');
    expect(dates[0]).toBe('2026-03-06');
  });

  test('a working day does not move', () => {
    expect(easter({ deadlinesMoveToWorkingDay: true, notificationDays: 34 }).dates[2]).toBe('2026-04-09');
    expect(easter({ notificationDays: 34 }).kinds).not.toContain('day-off');
  });
});

describe('payment plans', () => {
  const plan = (approved: 'yes' | 'no' | 'pending', firstPaid = true) => ({
    invoices: ['F-1'],
    approved,
    instalments: [
      { due: '2026-06-15', amount: { amount: '42500.00', currency: 'DKK' }, paid: false },
      { due: '2026-04-15', amount: { amount: '42500.00', currency: 'DKK' }, paid: firstPaid },
    ],
  });
  const end = (...plans: ReturnType<typeof plan>[]) => calculated({ paymentPlans: plans }).dates[0];

  test('an approved plan that is kept gives time until its last instalment', () => {
    expect(end(plan('yes'))).toBe('2026-06-15');
  });
  test('a plan that is not approved moves nothing', () => {
    expect(end(plan('no'))).toBe('2026-05-02');
    expect(end(plan('pending'))).toBe('2026-05-02');
  });
  test('a missed instalment before the ordinary end leaves the ordinary end', () => {
    expect(end(plan('yes', false))).toBe('2026-05-02');
  });
  test('a missed instalment after it ends the period on that day', () => {
    const { dates } = calculated({ paymentPlans: [plan('yes')], today: '2026-06-20' });
    expect(dates[0]).toBe('2026-06-15');
  });
  test('a plan for another invoice does not matter', () => {
    expect(end({ ...plan('yes'), invoices: ['F-9'] })).toBe('2026-05-02');
  });
});

describe('versions of the policy', () => {
  const versions: PolicyTerms[] = [
    { ...terms, version: '2025-1', effectiveFrom: '2025-01-01', effectiveUntil: '2025-12-31', maxExtensionDays: 90 },
    { ...terms, version: '2026-1' },
    { ...terms, version: 'endorsement 4', effectiveFrom: '2026-06-01', maxExtensionDays: 30 },
  ];
  const used = (deliveredOn: string) => {
    const { deadlines, dates } = calculated({
      invoices: [invoice('F-1', '2026-07-01', { deliveredOn })],
      terms: versions,
    });
    return [deadlines.kind === 'calculated' && deadlines.termsUsed.version, dates[0]];
  };
  test.each([
    ['2025-12-31', '2025-1', '2026-09-29'],
    ['2026-01-01', '2026-1', '2026-08-30'],
    ['2026-05-31', '2026-1', '2026-08-30'],
    ['2026-06-01', 'endorsement 4', '2026-07-31'],
  ])('a delivery on %s falls under %s', (deliveredOn, version, ends) => {
    expect(used(deliveredOn)).toEqual([version, ends]);
  });

  test('a younger invoice under shorter terms may end first, and the step does not call it the oldest', () => {
    const { deadlines } = calculated({
      invoices: [
        invoice('old', '2026-06-20', { deliveredOn: '2025-12-01' }),
        invoice('young', '2026-07-01', { deliveredOn: '2026-06-02' }),
      ],
      terms: versions,
    });
    expect(deadlines).toMatchObject({ oldest: { number: 'young' }, extensionEnds: { date: '2026-07-31' } });
    expect(deadlines.kind === 'calculated' && deadlines.steps[0]?.words.en).toMatch(
      /^The unpaid invoice whose period ends first is young/,
    );
  });

  test('no version for the delivery: nothing is worked out', () => {
    expect(
      deadlinesOf({
        invoices: [invoice('F-1', '2024-07-01', { deliveredOn: '2024-06-01' })],
        terms: versions,
        today: '2026-01-01',
      }),
    ).toEqual({ kind: 'no-terms', invoices: ['F-1'] });
  });
});

test('nothing unpaid, nothing to work out', () => {
  const paid = invoice('F-1', '2026-03-03', { paid: { amount: '85000', currency: 'DKK' } });
  expect(deadlinesOf({ invoices: [paid], terms: [terms], today: '2026-05-01' })).toEqual({ kind: 'nothing-unpaid' });
});

test('the arithmetic reads in both languages', () => {
  const { deadlines } = calculated({});
  const lines = deadlines.kind === 'calculated' ? deadlines.steps.map(({ words }) => words) : [];
  expect(lines.map(({ da }) => da)).toEqual([
    'Den ældste ubetalte faktura er F-1 med oprindelig forfaldsdato 3. marts 2026.',
    'Maksimal forlængelsesperiode: 3. marts 2026 + 60 dage = 2. maj 2026.',
    'Dækningsstop fra og med dagen efter forlængelsesperiodens udløb: 2. maj 2026 + 1 = 3. maj 2026.',
    'Sidste dag for indberetning: 2. maj 2026 + 30 dage = 1. juni 2026.',
    'Karensperioden regnes fra udløbet af forlængelsesperioden: 2. maj 2026 + 6 måneder = 2. november 2026.',
    'Skadedato: 2. november 2026 (karensperiodens udløb).',
  ]);
  expect(lines.map(({ en }) => en)).toEqual([
    'The oldest unpaid invoice is F-1, originally due on 3 March 2026.',
    'Maximum extension period: 3 March 2026 + 60 days = 2 May 2026.',
    'Stop of cover from the day after the extension period ends: 2 May 2026 + 1 = 3 May 2026.',
    'Last day to report: 2 May 2026 + 30 days = 1 June 2026.',
    'The waiting period counts from the end of the extension period: 2 May 2026 + 6 months = 2 November 2026.',
    'Date of loss: 2 November 2026 (the end of the waiting period).',
  ]);
});
