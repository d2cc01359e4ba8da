import { type CaseTypeProposal, proposeCaseType } from './case-type';
import { applies, type ClaimAnswers, type ClaimDraft, ClaimField } from './draft';
import type { ClaimFacts } from './facts';
import { inOneCurrency, lessMoney, shareOf } from '../money';
import type { Checked } from './finding-kinds';
import { checkClaim } from './findings';

/** What to do next with a draft. The dialog only speaks it. */
export type NextStep =
  | { kind: 'ask'; field: Exclude<ClaimField, 'caseType'> }
  | { kind: 'ask'; field: 'caseType'; proposal: CaseTypeProposal }
  /** Something must be put right first: show the findings, ask which answer to change. */
  | { kind: 'blocked'; checked: Checked }
  /** Show the summary and the findings, and ask whether to send. */
  | { kind: 'confirm'; checked: Checked; claim: ClaimToFile }
  | { kind: 'done'; how: 'paused' | 'cancelled' | 'filed' };

/** A claim as the records port takes it, but for the brands: parse it with the port's own schema. */
export interface ClaimToFile {
  draftId: string;
  kind: 'claim';
  policyNumber: string;
  buyerId: string;
  cause: ClaimAnswers['cause'];
  caseType: ClaimAnswers['caseType'];
  claimed: ClaimAnswers['claimed'];
  vatExcluded: boolean;
  invoices: (ClaimAnswers['invoices'][number] & { net: ClaimAnswers['claimed'] })[];
  documents: ClaimAnswers['documents'];
  disputed: boolean;
}

/** The next question without an answer, in the schema's order; then the check; then the summary. */
export function nextStep(draft: ClaimDraft, facts: ClaimFacts): NextStep {
  if (draft.state !== 'open') return { kind: 'done', how: draft.state };
  const field = ClaimField.options.find(
    (name) => draft.answers[name] === undefined && !draft.unknown.includes(name) && applies(name, draft.answers),
  );
  if (field === 'caseType') return { kind: 'ask', field, proposal: proposeCaseType(draft.answers, facts) };
  if (field !== undefined) return { kind: 'ask', field };
  const checked = checkClaim(draft.answers, facts);
  const claim = claimToFile(draft);
  if (claim === undefined || checked.findings.some(({ severity }) => severity === 'stops'))
    return { kind: 'blocked', checked };
  return { kind: 'confirm', checked, claim };
}

/**
 * The finished claim, or undefined while something is missing. The amount claimed is net where VAT is part of the debt and its net is known; each
 * invoice's net is its own where given, else its share by the same ratio, so that they add up.
 */
export function claimToFile({ id, answers }: ClaimDraft): ClaimToFile | undefined {
  const { policyNumber, buyer, cause, caseType, claimed, invoices, disputed, vatIncluded } = answers;
  if (!policyNumber || !buyer?.buyerId || !cause || !caseType || !claimed || !invoices || disputed === undefined)
    return undefined;
  // No exchange rate is ours to choose: a net in another currency is none, and invoices in one are to be put right first.
  const { netAmount } = answers;
  const net = vatIncluded ? (netAmount?.currency === claimed.currency ? netAmount : undefined) : claimed;
  if (!inOneCurrency([claimed, ...invoices.map(({ gross }) => gross)])) return undefined;
  return {
    draftId: id,
    kind: 'claim',
    policyNumber,
    buyerId: buyer.buyerId,
    cause,
    caseType,
    claimed: net ?? claimed,
    vatExcluded: net !== undefined,
    invoices: netOfEach(invoices, claimed, net ?? claimed),
    documents: answers.documents ?? [],
    disputed,
  };
}

/** The last invoice takes the rounding. */
function netOfEach(
  invoices: ClaimAnswers['invoices'],
  gross: ClaimAnswers['claimed'],
  net: ClaimAnswers['claimed'],
): ClaimToFile['invoices'] {
  const allGiven = invoices.every((invoice) => invoice.net !== undefined);
  let left = net;
  return invoices.map((invoice, at) => {
    if (invoice.net && allGiven) return { ...invoice, net: invoice.net };
    const share = at === invoices.length - 1 ? left : shareOf(invoice.gross, net.amount, gross.amount);
    left = lessMoney(left, share);
    return { ...invoice, net: share };
  });
}
