import { type InBoth, inBoth } from '../both-languages';
import { formatDate } from '../dates';
import type { CaseType, ClaimAnswers } from './draft';
import { type ClaimFacts, deadlinesOfDraft } from './facts';
import { limitOn } from './findings';

export const caseTypeNames: Record<CaseType, InBoth> = {
  monitor: { da: 'Kun overvågning', en: 'Monitoring only' },
  monitor_claim: { da: 'Overvågning og skade', en: 'Monitoring and claim' },
  collection: { da: 'Kun inkasso', en: 'Collection only' },
  claim_collection: { da: 'Skade og inkasso', en: 'Claim and collection' },
};

/** The case type that fits, with the reason. A proposal: the policyholder chooses. */
export interface CaseTypeProposal {
  caseType: CaseType;
  reason: InBoth;
}

/** Proposes the case type from what is known. What an insolvency or a late debt needs goes before a plan that is kept. */
export function proposeCaseType(answers: Partial<ClaimAnswers>, facts: ClaimFacts): CaseTypeProposal {
  const propose = (caseType: CaseType, reason: InBoth): CaseTypeProposal => ({ caseType, reason });
  if (answers.cause === 'insolvency') {
    return propose('claim_collection', {
      da: 'køberen er insolvent, så kravet skal anmeldes i boet samtidig med, at skaden registreres',
      en: 'the buyer is insolvent, so the debt is to be lodged with the estate while the claim is registered',
    });
  }
  const last = (answers.invoices ?? [])
    .map(({ invoiceDate }) => invoiceDate)
    .sort()
    .at(-1);
  const limit = last !== undefined && facts.limits ? limitOn(last, facts.limits) : undefined;
  if (last !== undefined && facts.limits && (!limit || /^0+(\.0+)?$/.test(limit.amount.amount))) {
    return propose('collection', {
      da: 'jeg kan ikke se et kreditmaksimum på køberen; vælg skade og inkasso, hvis I brugte selvvurdering',
      en: 'I cannot see a credit limit on the buyer; choose claim and collection if you used a discretionary limit',
    });
  }
  if (answers.disputed) {
    return propose('claim_collection', {
      da: 'kravet er bestridt: skaden registreres og venter, mens inkassoarbejdet kan gå i gang',
      en: 'the debt is disputed: the claim is registered and waits, while collection work can begin',
    });
  }
  if (answers.paymentPlan === 'approved') {
    return propose('monitor_claim', {
      da: 'der er en godkendt afdragsordning, som følges, og som kan blive til en skade, hvis den brydes',
      en: 'there is an approved payment plan, which is followed and may turn into a claim if it is broken',
    });
  }
  const deadlines = deadlinesOfDraft(answers, facts);
  if (deadlines?.kind === 'calculated' && deadlines.extensionEnds.date >= facts.today) {
    const { date } = deadlines.extensionEnds;
    return propose(
      'monitor',
      inBoth((language) =>
        language === 'da'
          ? `den maksimale forlængelsesperiode løber til ${formatDate(date, 'da')}, så I kan endnu selv give køberen frist`
          : `the maximum extension period runs until ${formatDate(date, 'en')}, so you may still give the buyer time yourselves`,
      ),
    );
  }
  return propose('claim_collection', {
    da: 'gælden er ubetalt ud over den frist, I selv kan give, og der er ingen aftale om betaling',
    en: 'the debt is unpaid beyond the time that you may give yourselves, and there is no agreement on payment',
  });
}
