import {
  applicationText,
  claimClause,
  claimLines,
  type ClaimRecord,
  claimStatusText,
  codeText,
  collectionClauses,
  collectionLines,
  type CollectionRecord,
  collectionStatusText,
  declarationText,
  decisionLines,
  type DecisionRecord,
  historyLine,
  invoiceLines,
  limitClauses,
  linesText,
  outcomeOfCode,
  policyClauses,
  policyLines,
  recoveriesText,
  runOffText,
  waitingText,
  whatToSendText,
  whyText,
} from '../../../dialogs/record-words';
import { loadDocumentsClauses } from '../claim-filing/guide-clauses';

const dkk = (amount: string) => ({ amount, currency: 'DKK' });
const today = '2026-06-10';

describe('limits', () => {
  const decision: DecisionRecord = {
    type: 'underwritten',
    outcome: 'reduced',
    amount: dkk('200000.00'),
    previousAmount: dkk('500000.00'),
    insuredPercentage: 90,
    maxTermsDays: 60,
    conditions: [],
    reasonCodes: ['adverse_public_information'],
    decidedAt: '2026-06-01T09:30:00Z',
    effectiveFrom: '2026-07-01',
  };

  test('a decision’s facts', () => {
    expect(linesText('Nordhavn Stål A/S', decisionLines(decision, 'da'))).toBe(
      [
        '**Nordhavn Stål A/S**',
        '',
        '- Kreditmaksimum: 200.000,00 kr.',
        '- Afgørelse: nedsat (skriftlig afgørelse)',
        '- Før: 500.000,00 kr.',
        '- Gælder fra: 1. juli 2026',
        '- Dækningsprocent: 90 %',
        '- Længste kredittid: 60 dage',
      ].join('\n'),
    );
  });
  test('one line of the history', () => {
    expect(historyLine(decision, 'en')).toBe('1 June 2026: reduced, from DKK 500,000.00 to DKK 200,000.00');
    expect(historyLine({ ...decision, outcome: 'approved', previousAmount: undefined }, 'da')).toBe(
      '1. juni 2026: imødekommet, 200.000,00 kr.',
    );
  });
  test('why: from its codes only, and what may help', () => {
    expect(whyText(decision, 'en')).toBe('There is adverse information about the buyer in public sources.');
    expect(whyText({ ...decision, reasonCodes: [] }, 'da')).toBe('Der står ingen begrundelse i afgørelsen.');
    expect(whatToSendText({ ...decision, reasonCodes: ['new_company', 'not_registered'] }, 'en')).toBe(
      'To have it looked at again, send for instance a budget, the owners’ background and your own payment experience and the right registration number. New information leads to a new look, not to a certain answer.',
    );
  });
  test('a reduction to come and one that has come', () => {
    expect(runOffText(decision, today, 'da')).toMatch(
      /^Ændringen træder i kraft 1\. juli 2026\. Leverancer før den dag/,
    );
    expect(runOffText(decision, '2026-07-01', 'en')).toMatch(/^The change took effect on 1 July 2026\./);
    expect(runOffText({ ...decision, outcome: 'approved' }, today, 'en')).toBeUndefined();
  });
  test('an application that waits', () => {
    const application = {
      applicationId: 'A-9',
      status: 'awaiting_information' as const,
      requested: dkk('300000.00'),
      missingInfo: ['latest_accounts', 'payment_experience'],
      delayReason: 'waiting_for_information_from_you',
    };
    expect(applicationText(application, today, 'en')).toBe(
      'Application A-9 for DKK 300,000.00 is waiting for information. We need the buyer’s latest accounts and your payment experience with the buyer. We are waiting for information from you. No date for an answer stands in the record yet.',
    );
    expect(applicationText({ ...application, status: 'decided' }, today, 'da')).toBe(
      'Ansøgning A-9 om 300.000,00 kr. er afgjort.',
    );
  });
  test('the message standard’s outcomes', () => {
    expect(['1', '2', '3', '4', '5', '6', '8', '9', '10'].map((code) => outcomeOfCode[code])).toEqual([
      'preliminary',
      'approved',
      'not_approved',
      'conditional',
      'partly_approved',
      undefined,
      'cancelled',
      'reduced',
      undefined,
    ]);
  });
});

describe('codes', () => {
  const reasons = [
    'financials_requested_not_given',
    'financials_not_available',
    'out_of_business',
    'new_company',
    'not_registered',
    'non_trading',
    'no_comment',
    'insolvency_risk_only',
    'payment_instrument_condition',
    'adverse_public_information',
    'limit_full',
    'lack_of_turnover',
    'other',
  ];
  const unknown = codeText('limit-reason', 'XQ-7', 'en');

  test('the standard’s number and our word are one text', () => {
    const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '12', '13', '14', '15'];
    expect(numbers.map((code) => codeText('limit-reason', code, 'da'))).toEqual(
      reasons.map((code) => codeText('limit-reason', code, 'da')),
    );
    expect(reasons.map((code) => codeText('limit-reason', code, 'en'))).not.toContain(unknown);
  });
  test('no reason tells of other customers', () => {
    const words = reasons.flatMap((code) => [
      codeText('limit-reason', code, 'da'),
      codeText('limit-reason', code, 'en'),
    ]);
    for (const text of words)
      expect(text).not.toMatch(
        /andre kunder|other (customers|policyholders|suppliers)|leverandør|supplier|indberet|reported/i,
      );
  });
  test('a code without words is never shown nor guessed at, whatever it is called', () => {
    for (const code of ['XQ-7', 'toString', '__proto__', 'constructor'])
      expect(codeText('limit-reason', code, 'en')).toBe(unknown);
    expect(unknown).toBe('The reason is not put into words here; your contact can explain it.');
  });
  test.each([
    ['rejection', 'notified_too_late', 'Gælden blev indberettet efter policens frist.'],
    ['deduction', 'above_limit', 'over kreditmaksimum'],
    ['delay', 'waiting_for_insolvency_administrator', 'Vi venter på svar fra kurator.'],
    ['missing-information', 'order_details', 'oplysninger om ordren'],
    ['what-helps', 'limit_full', 'jeres højeste forventede udestående og en leveringsplan'],
  ] as const)('%s %s', (list, code, words) => expect(codeText(list, code, 'da')).toBe(words));
});

describe('when to hear', () => {
  test.each([
    [
      { expectedBy: '2026-06-20' },
      'Vi forventer at svare senest 20. juni 2026.',
      'We expect to answer by 20 June 2026.',
    ],
    [
      { expectedBy: '2026-06-10' },
      'Vi forventer at svare senest 10. juni 2026.',
      'We expect to answer by 10 June 2026.',
    ],
    [{}, 'Der står endnu ingen dato for et svar i sagen.', 'No date for an answer stands in the record yet.'],
    [
      { delayReason: 'waiting_for_documents' },
      'Vi venter på dokumenter. Der står endnu ingen dato for et svar i sagen.',
      'We are waiting for documents. No date for an answer stands in the record yet.',
    ],
    [
      { expectedBy: '2026-06-09' },
      'I skulle have hørt fra os senest 9. juni 2026, og den dag er passeret; kontakt os gerne, så vi følger op.',
      'You should have heard from us by 9 June 2026, and that day has passed; do contact us, so that we follow it up.',
    ],
  ])('%j', (expectation, da, en) => {
    expect([waitingText(expectation, today, 'da'), waitingText(expectation, today, 'en')]).toEqual([da, en]);
  });
});

describe('claims', () => {
  const claim: ClaimRecord = {
    claimNumber: 'CL-200101',
    buyerName: 'Nordhavn Stål A/S',
    status: 'awaiting_documents',
    claimed: dkk('85000.00'),
    documents: [
      { type: 'invoices', required: true, receivedAt: '2026-05-20T08:00:00Z' },
      { type: 'statement_of_account', required: true },
      { type: 'retention_of_title', required: false },
    ],
    delayReason: 'waiting_for_documents',
  };

  test('where it stands, what is missing, what comes next and when', () => {
    expect(claimStatusText(claim, today, 'da')).toBe(
      'Skade CL-200101 på Nordhavn Stål A/S venter på dokumenter. Vi mangler: kontoudtog måned for måned. Når de manglende dokumenter er her, begynder vurderingen. Der står endnu ingen dato for et svar i sagen.',
    );
    expect(
      claimStatusText(
        { ...claim, status: 'under_assessment', documents: [], delayReason: undefined, expectedBy: '2026-06-18' },
        today,
        'en',
      ),
    ).toBe(
      'Claim CL-200101 on Nordhavn Stål A/S is being assessed. The assessment is under way; then you receive the decision. We expect to answer by 18 June 2026.',
    );
  });
  test('a rejection gives its reasons and the way to a review', () => {
    expect(claimStatusText({ ...claim, status: 'rejected', rejectionCodes: ['notified_too_late'] }, today, 'en')).toBe(
      'Claim CL-200101 on Nordhavn Stål A/S is rejected. The debt was reported after the policy’s last day. If you disagree, write why and send what was not included, and we look at the case again.',
    );
  });
  test('the sums of a claim paid in part', () => {
    const paid: ClaimRecord = {
      ...claim,
      status: 'paid',
      deductions: [{ reason: 'above_limit', amount: dkk('5000.00') }],
      coveredAmount: dkk('80000.00'),
      indemnity: dkk('72000.00'),
      paidAt: '2026-06-02',
    };
    expect(claimLines(paid, 'en')).toEqual([
      { label: 'Status', text: 'paid' },
      { label: 'Buyer', text: 'Nordhavn Stål A/S' },
      { label: 'Amount claimed', text: 'DKK 85,000.00' },
      { label: 'Deduction, above the credit limit', text: '− DKK 5,000.00' },
      { label: 'Amount accepted', text: 'DKK 80,000.00' },
      { label: 'Indemnity', text: 'DKK 72,000.00' },
      { label: 'Paid on', text: '2 June 2026' },
    ]);
  });
  test('what a reader may not see is passed over', () => {
    expect(claimStatusText({ claimNumber: 'CL-1', status: 'registered' }, today, 'en')).toMatch(
      /^Claim CL-1 is registered\. Next, /,
    );
    expect(claimLines({ claimNumber: 'CL-1', status: 'registered' }, 'en')).toEqual([
      { label: 'Status', text: 'registered' },
    ]);
  });
});

describe('collections', () => {
  const record: CollectionRecord = {
    caseNumber: 'CC-300007',
    debtor: 'Nordhavn Stål A/S',
    phase: 'contact',
    principal: dkk('85000.00'),
    lastAction: { date: '2026-06-01', text: 'Called the debtor, who promised to pay.' },
    nextAction: { date: '2026-06-15', text: 'Second letter' },
    insuredShare: 60,
    recoveries: [
      {
        date: '2026-05-03',
        amount: dkk('10000.00'),
        paidTo: 'policyholder',
        allocation: { policyholder: dkk('4000.00'), insurer: dkk('6000.00') },
      },
    ],
  };
  test('the last and the next action', () => {
    expect(collectionStatusText(record, 'en')).toBe(
      'Collection case CC-300007 against Nordhavn Stål A/S: in contact with the debtor. Last, 1 June 2026: Called the debtor, who promised to pay. Next, 15 June 2026: Second letter.',
    );
    expect(collectionStatusText({ ...record, nextAction: undefined }, 'da')).toContain(
      'Der står ikke noget næste skridt i sagen endnu.',
    );
    expect(collectionStatusText({ caseNumber: 'CC-1', phase: 'closed', outcome: 'paid' }, 'da')).toBe(
      'Inkassosag CC-1: afsluttet (betalt).',
    );
  });
  test('recoveries and how they were shared', () => {
    expect(recoveriesText(record, 'en')).toBe(
      '- 3 May 2026: DKK 10,000.00 paid to you, of which DKK 4,000.00 yours and DKK 6,000.00 ours\n\nAfter the date of loss, what comes in is shared by each side’s part of the loss: 40 % yours and 60 % ours.',
    );
    expect(recoveriesText({ ...record, recoveries: [] }, 'da')).toBe('Der er endnu ikke kommet penge ind.');
    expect(collectionLines(record, 'da')).toContainEqual({ label: 'Hovedstol', text: '85.000,00 kr.' });
  });
});

describe('policies, invoices and turnover', () => {
  test('the overview with the days left to give notice', () => {
    const lines = policyLines(
      {
        policyNumber: 'CI-104221',
        status: 'active',
        periodStart: '2026-01-01',
        periodEnd: '2026-12-31',
        noticeDeadline: '2026-10-31',
        insuredPercentage: 90,
        deductible: { type: 'each_and_every', amount: dkk('7000.00') },
        maxExtensionDays: 60,
        declarationFrequency: 'quarterly',
        countries: ['DK', 'SE'],
      },
      today,
      'da',
    );
    expect(lines.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Police: CI-104221',
      'Status: aktiv',
      'Periode: 1. januar 2026 – 31. december 2026',
      'Sidste dag for opsigelse: 31. oktober 2026 (143 dage tilbage)',
      'Dækningsprocent: 90 %',
      'Selvrisiko: 7.000,00 kr. (pr. skade)',
      'Maksimal forlængelsesperiode: 60 dage',
      'Omsætning indberettes: hvert kvartal',
      'Lande: Danmark, Sverige',
    ]);
  });
  test('what an invoice is for and when it is due', () => {
    const text = invoiceLines(
      {
        number: 'IN-800001',
        kind: 'limit_fee',
        status: 'open',
        amount: dkk('1250.00'),
        dueDate: '2026-06-30',
        period: { from: '2026-04-01', to: '2026-06-30' },
      },
      'en',
    ).map(({ label, text: said }) => `${label}: ${said}`);
    expect(text).toEqual([
      'Invoice: IN-800001',
      'For: limit fee',
      'Period: 1 April 2026 – 30 June 2026',
      'Amount: DKK 1,250.00',
      'Due: 30 June 2026',
      'Status: open',
    ]);
  });
  test('what to declare and when', () => {
    const period = { from: '2026-01-01', to: '2026-03-31' };
    expect(declarationText({ period, status: 'due', dueDate: '2026-06-20' }, today, 'en')).toBe(
      '1 January 2026 – 31 March 2026: to be declared by 20 June 2026 (10 days left)',
    );
    expect(declarationText({ period, status: 'overdue', dueDate: '2026-06-08' }, today, 'da')).toBe(
      '1. januar 2026 – 31. marts 2026: fristen er passeret, senest 8. juni 2026 (2 dage siden)',
    );
    expect(declarationText({ period, status: 'submitted', dueDate: '2026-04-20' }, today, 'da')).toBe(
      '1. januar 2026 – 31. marts 2026: indberettet',
    );
  });
});

test('every clause named exists in both languages', () => {
  const statuses = [
    'registered',
    'awaiting_documents',
    'under_assessment',
    'liability_accepted',
    'partly_accepted',
    'rejected',
    'awaiting_date_of_loss',
    'paid',
    'closed',
    'appealed',
  ] as const;
  const clauses = loadDocumentsClauses();
  const named = [
    ...statuses.map(claimClause),
    ...Object.values(limitClauses),
    ...Object.values(collectionClauses),
    ...Object.values(policyClauses),
  ];
  const missing = named.filter(
    ({ document, clause }) => !clauses[`${document}.da`]?.has(clause) || !clauses[`${document}.en`]?.has(clause),
  );
  expect(missing).toEqual([]);
});
