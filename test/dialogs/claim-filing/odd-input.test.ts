import {
  type ClaimAnswers,
  type ClaimFacts,
  type ClaimField,
  fillDraft,
  newDraft,
  nextStep,
} from '../../../dialogs/claim-filing';

const at = new Date('2026-06-10T09:00:00Z');
const begin = () => newDraft({ id: '5f0c6a4e-8f0e-4a4f-9b52-0a7f3c7b1c11', at, language: 'en' });
const fill = (text: string, asked?: ClaimField) => fillDraft(begin(), text, asked, { today: '2026-06-10', at });

describe('what is read rightly and can be no answer is asked again', () => {
  test.each<[string, string, ClaimField]>([
    ['a figure of twenty digits', '99999999999999999999 kr', 'claimed'],
    ['a figure of twenty digits in millions', '999999999999 mio. kr', 'claimed'],
    ['a name of three hundred letters', 'a'.repeat(300), 'buyer'],
    ['a number of eighty signs', `F${'1'.repeat(80)}, 1.2.2026, 1.3.2026, 500,00`, 'invoices'],
    ['an invoice of twenty digits', 'F1, 1.2.2026, 1.3.2026, 99999999999999999999', 'invoices'],
    [
      'more invoices than a claim takes',
      Array.from({ length: 210 }, (_, at) => `F${at} 1.1.26 2.1.26 5`).join('\n'),
      'invoices',
    ],
    ['a day beyond the calendar', '31.12.9999', 'dueDate'],
    ['a day before all debts', '1.1.0001', 'dueDate'],
    ['a word with a letter that looks like its own', 'for ſeks dage siden', 'dueDate'],
  ])('%s', (_case, text, field) => {
    const { draft, unclear } = fill(text, field);
    expect(draft.answers).toEqual({});
    expect(unclear).toEqual([expect.objectContaining({ field, kind: 'impossible' })]);
    expect(JSON.stringify(unclear).length).toBeLessThan(200);
  });

  test('said in passing too', () => {
    const { draft, unclear } = fill('Nordhavn Stål A/S owes us 99999999999999999999 kr');
    expect(draft.answers).toEqual({ buyer: { name: 'Nordhavn Stål A/S' } });
    expect(unclear).toEqual([expect.objectContaining({ field: 'claimed', kind: 'impossible' })]);
  });
});

describe('two currencies', () => {
  const invoice = (number: string, currency: string) => ({
    number,
    invoiceDate: '2026-01-02',
    dueDate: '2026-02-01',
    originalDueDate: '2026-02-01',
    gross: { amount: '50.00', currency },
    paid: { amount: '0.00', currency },
  });
  const answers: ClaimAnswers = {
    policyNumber: 'CI-104221',
    buyer: { name: 'Nordhavn Stål A/S', buyerId: 'B-1' },
    cause: 'protracted_default',
    insolvencyDate: '2026-01-01',
    claimed: { amount: '100.00', currency: 'DKK' },
    dueDate: '2026-02-01',
    invoices: [invoice('F1', 'DKK'), invoice('F2', 'DKK')],
    vatIncluded: false,
    netAmount: { amount: '80.00', currency: 'DKK' },
    lastDelivery: '2026-01-02',
    disputed: false,
    paymentPlan: 'none',
    documents: [],
    caseType: 'claim_collection',
  };
  const facts: ClaimFacts = { today: '2026-06-10', terms: [], buyer: { legalName: 'Nordhavn Stål A/S' } };
  const next = (changed: Partial<ClaimAnswers>) => nextStep({ ...begin(), answers: { ...answers, ...changed } }, facts);

  test('invoices in another than the claim are to be put right first', () => {
    const step = next({ invoices: [invoice('F1', 'EUR'), invoice('F2', 'EUR')] });
    expect(step).toMatchObject({
      kind: 'blocked',
      checked: {
        findings: expect.arrayContaining([
          expect.objectContaining({ kind: 'sum-differs', severity: 'stops' }),
        ]) as unknown,
      },
    });
  });

  test('an amount without VAT in another is none: the whole is sent as it is, and said so', () => {
    const step = next({ vatIncluded: true, netAmount: { amount: '10.00', currency: 'EUR' } });
    expect(step).toMatchObject({
      kind: 'confirm',
      claim: { claimed: answers.claimed, vatExcluded: false },
      checked: { findings: expect.arrayContaining([expect.objectContaining({ kind: 'vat-unknown' })]) as unknown },
    });
  });
});
