import type { Records, Role, SeenBuyer, SeenPolicy } from '../../adapters/records/port';
import { type ClaimDraft, type ClaimFacts, termsOfPolicy, withAnswer } from '../claim-filing';
import { type BuyerFound, buyerOnRecord } from './buyer-sought';

/** What the records say of a draft's policy and buyer, and the draft with what could be filled in from them. */
export interface DraftOnRecord {
  draft: ClaimDraft;
  facts: ClaimFacts;
  /** Policies that the caller may send something in under, those in force first. */
  policies: readonly SeenPolicy[];
  /** The policy's: an amount without a currency is in it. */
  currency: string | undefined;
  /** What came of the number that was given. Nobody else's policy is told from none. */
  policyGiven: 'fits' | 'no-such-policy' | 'not-permitted';
  /** What the records have for the buyer's name; undefined while none was given. */
  buyer: BuyerFound | undefined;
}

/** A bank or a debtor sees some of a policy and sends nothing in under it. */
const mayFile: readonly Role[] = ['policyholder', 'co-insured', 'broker'];

/** Reads what the draft names: the only policy there is, the buyer behind the name, its limits, an open claim on it. */
export async function onRecord(draft: ClaimDraft, records: Records, today: string, at: Date): Promise<DraftOnRecord> {
  const policies = (await records.policies()).filter(({ role }) => mayFile.includes(role));
  const given = draft.answers.policyNumber;
  const named = given === undefined ? onlyInForce(policies) : await records.policy(given);
  const policy = named && mayFile.includes(named.role) ? named : undefined;
  let filled =
    policy && policy.policyNumber !== given ? withAnswer(draft, 'policyNumber', policy.policyNumber, at) : draft;

  const buyer = filled.answers.buyer && (await buyerOnRecord(filled.answers.buyer, records));
  const found = buyer?.kind === 'found' ? buyer.buyer : undefined;
  if (found && filled.answers.buyer?.buyerId !== found.buyerId)
    filled = withAnswer(filled, 'buyer', answerOf(found), at);

  const limits = found && policy ? await records.limits(found.buyerId) : [];
  const [openClaim] = found ? await records.claims({ buyerId: found.buyerId, open: true }) : [];
  const terms = policy && termsOfPolicy(policy);
  return {
    draft: filled,
    policies,
    currency: policy?.currency,
    policyGiven: given === undefined || policy ? 'fits' : named ? 'not-permitted' : 'no-such-policy',
    buyer,
    facts: {
      today,
      policy,
      terms: terms ? [terms] : [],
      buyer: found ? buyerFacts(found) : buyer?.kind === 'none' ? 'none' : undefined,
      limits: found && limits.find(({ policyNumber }) => policyNumber === policy?.policyNumber)?.history,
      openClaim: openClaim?.claimNumber,
    },
  };
}

/** With one policy in force nobody needs to say which. */
function onlyInForce(policies: readonly SeenPolicy[]): SeenPolicy | undefined {
  const [only, ...others] = policies.filter(({ status }) => status === 'active');
  return others.length === 0 ? only : undefined;
}

export const answerOf = ({ legalName, nationalId, buyerId }: SeenBuyer) => ({
  name: legalName,
  ...(nationalId && { registration: nationalId.value }),
  buyerId,
});

const buyerFacts = ({ legalName, nationalId, status }: SeenBuyer) => ({
  legalName,
  ...(nationalId && { nationalId }),
  ...(status && { status }),
});
