import type { Records, SeenBuyer, SeenPolicy } from '../../adapters/records/port';
import { type ClaimDraft, type ClaimFacts, termsOfPolicy, withAnswer } from '../claim-filing';

/** What the records say of a draft's policy and buyer, and the draft with what could be filled in from them. */
export interface DraftOnRecord {
  draft: ClaimDraft;
  facts: ClaimFacts;
  /** The policy's: an amount without a currency is in it. */
  currency: string | undefined;
  /** The number that was given is no policy that the caller may file under: it was taken back. */
  noSuchPolicy: boolean;
  /** Several companies have that name: the customer chooses. */
  buyers: readonly SeenBuyer[];
}

const inForce = ({ status }: SeenPolicy): boolean => status === 'active';

/** Reads what the draft names: the only policy there is, the buyer behind the name, its limits, an open claim on it. */
export async function onRecord(draft: ClaimDraft, records: Records, today: string, at: Date): Promise<DraftOnRecord> {
  const policies = (await records.policies()).filter(inForce);
  const given = draft.answers.policyNumber;
  const [only] = policies;
  const policy = given === undefined ? (policies.length === 1 ? only : undefined) : await records.policy(given);
  const noSuchPolicy = given !== undefined && policy === undefined;
  let filled =
    policy && policy.policyNumber !== given ? withAnswer(draft, 'policyNumber', policy.policyNumber, at) : draft;

  const { found, several } = await buyerOf(filled, records);
  const named = filled.answers.buyer;
  if (found && named && named.buyerId !== found.buyerId)
    filled = withAnswer(
      filled,
      'buyer',
      { name: found.legalName, registration: found.nationalId?.value ?? named.registration, buyerId: found.buyerId },
      at,
    );

  const limits = found && policy ? await records.limits(found.buyerId) : [];
  const [openClaim] = found ? await records.claims({ buyerId: found.buyerId, open: true }) : [];
  const terms = policy?.periodStart && termsOfPolicy(policy);
  return {
    draft: filled,
    currency: policy?.currency,
    noSuchPolicy,
    buyers: several,
    facts: {
      today,
      policy,
      terms: terms ? [terms] : [],
      buyer: found ? buyerFacts(found) : named && several.length === 0 ? 'none' : undefined,
      limits: found && limits.find(({ policyNumber }) => policyNumber === policy?.policyNumber)?.history,
      openClaim: openClaim?.claimNumber,
    },
  };
}

const buyerFacts = ({ legalName, nationalId, status }: SeenBuyer) => ({
  legalName,
  ...(nationalId && { nationalId }),
  ...(status && { status }),
});

/** The buyer that the draft means; several where the name fits more than one. */
async function buyerOf(
  { answers: { buyer } }: ClaimDraft,
  records: Records,
): Promise<{ found?: SeenBuyer; several: readonly SeenBuyer[] }> {
  if (!buyer) return { several: [] };
  const hits = await records.findBuyers(
    buyer.registration === undefined ? { name: buyer.name } : { registrationNumber: buyer.registration },
  );
  const known = hits.find(({ buyerId }) => buyerId === buyer.buyerId);
  const [first, ...others] = hits;
  if (known) return { found: known, several: [] };
  if (first && others.length === 0) return { found: first, several: [] };
  return { several: hits };
}
