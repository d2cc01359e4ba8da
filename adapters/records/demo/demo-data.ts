import type { RecordKind, RecordOf } from '../kinds';
import type { Buyer, BuyerId, Claim, Customer, CustomerId, PolicyNumber } from '../schemas';
import { demoContactPeople, demoDeclarations, demoInvoices } from './administration';
import { demoBuyers } from './buyers';
import { type Calendar, calendarFrom } from './calendar';
import { type ClaimRecords, demoClaim, type Insured } from './claims';
import { demoCollectionCase } from './collections';
import { buyersPerPolicy, limitHistory } from './limits';
import { demoCustomers, demoPolicies } from './policies';
import { type SeededRandom, seededRandom } from './seeded-random';

/** The whole demo, by the view that it stands in. */
export type DemoData = { [Kind in RecordKind]: RecordOf[Kind][] } & {
  customer: Customer[];
  buyer: Omit<Buyer, 'policyNumbers'>[];
  policyParty: { policyNumber: PolicyNumber; customerId: CustomerId }[];
  policyBuyer: { policyNumber: PolicyNumber; buyerId: BuyerId }[];
};

/** Buyers of the first policy that are there to be asked about: a near-namesake, and two companies of one name. */
const firstPolicysBuyers = [0, 10, 70, 1, 80];
/** The story of a limit that was cancelled: the one that fits a buyer that has become insolvent. */
const cancelledStory = 6;

/** Which claims there are, by policy: the first has exactly one that is open, the second exactly three, the third none. */
const firstClaims: [policy: number, status: Claim['status']][] = [
  [0, 'closed'],
  [0, 'awaiting_documents'],
  [0, 'rejected'],
  [0, 'paid'],
  [1, 'under_assessment'],
  [1, 'awaiting_date_of_loss'],
  [1, 'appealed'],
  [1, 'paid'],
  [1, 'rejected'],
];
/** The others are dealt out among the policies from the fourth to the tenth. */
const otherClaims: Record<Claim['status'], number> = {
  registered: 5,
  awaiting_documents: 6,
  under_assessment: 7,
  awaiting_date_of_loss: 5,
  liability_accepted: 5,
  partly_accepted: 6,
  appealed: 3,
  rejected: 8,
  paid: 15,
  closed: 11,
};
const casesOfClaims = 25;
const casesWithoutClaim = 15;
const watchedOnly = 12;

/**
 * The demo's records: the same for the same day, dates around it. No company, person or policy in them is real.
 * @param today the day that everything is dated from, ISO
 */
export function demoData(today: string): DemoData {
  const random = seededRandom(20_241_103);
  const calendar = calendarFrom(today);
  const policy = demoPolicies(calendar);
  const buyer = demoBuyers(random, calendar);
  const numbering = { application: 400_000, decision: 600_000 };
  const limitApplication: DemoData['limitApplication'] = [];
  const limitDecision: DemoData['limitDecision'] = [];
  const insured = policy.flatMap((one, place) =>
    buyersOf(place, buyer).map((known, story): Insured => {
      const told = known.status === 'insolvent' ? cancelledStory : story;
      const { applications, decisions } = limitHistory(one, known, told, calendar, random, numbering);
      limitApplication.push(...applications);
      limitDecision.push(...decisions);
      return { policy: one, buyer: known, decisions };
    }),
  );
  const claims = allClaims(policy, insured, calendar, random);
  const { cases, watched } = allCases(insured, claims, calendar, random);
  const [debtor] = buyer;
  if (!debtor) throw new Error('The demo has no buyers.');
  return {
    customer: demoCustomers({ buyerId: debtor.buyerId, name: debtor.legalName }),
    policy,
    policyParty: policy.flatMap(({ policyNumber, holderId, coInsured, assignee, broker }) =>
      [holderId, ...coInsured.map(({ customerId }) => customerId), assignee?.customerId, broker?.customerId]
        .filter((customerId) => customerId !== undefined)
        .map((customerId) => ({ policyNumber, customerId })),
    ),
    buyer,
    policyBuyer: insured.map(({ policy: { policyNumber }, buyer: { buyerId } }) => ({ policyNumber, buyerId })),
    limitApplication,
    limitDecision,
    claim: claims.map(({ claim }) => claim),
    overdueNotification: [...claims, ...watched].map(({ notification }) => notification),
    collectionCase: cases,
    turnoverDeclaration: policy.flatMap((one, place) => demoDeclarations(one, place, calendar, random)),
    invoice: policy.flatMap((one, place) => demoInvoices(one, place, calendar, random)),
    contactPerson: policy.flatMap(demoContactPeople),
  };
}

/** Seven and the number of buyers have no common divisor, so a policy meets no buyer twice. */
function buyersOf(place: number, buyers: DemoData['buyer']): DemoData['buyer'] {
  const wanted = place === 0 ? [...firstPolicysBuyers] : [];
  for (let step = 0; wanted.length < buyersPerPolicy; step += 1) {
    const candidate = (place * 11 + 3 + step * 7) % buyers.length;
    if (!wanted.includes(candidate)) wanted.push(candidate);
  }
  return wanted.flatMap((index) => buyers[index] ?? []);
}

function allClaims(
  policies: DemoData['policy'],
  insured: Insured[],
  calendar: Calendar,
  random: SeededRandom,
): ClaimRecords[] {
  const dealt = Object.entries(otherClaims).flatMap(([status, count]) =>
    Array.from({ length: count }, () => status as Claim['status']),
  );
  const plan = [...firstClaims, ...dealt.map((status, place) => [3 + (place % 7), status] as const)];
  const claimed = new Set<Insured>();
  return plan.map(([place, status], number) => {
    const candidates = insured.filter(({ policy }) => policy === policies[place]);
    // Each claim on a buyer of its own, as long as there are any.
    for (const candidate of [...candidates.filter((one) => !claimed.has(one)), ...candidates]) {
      const made = demoClaim(number + 1, status, candidate, calendar, random);
      if (!made) continue;
      claimed.add(candidate);
      return made;
    }
    throw new Error(`The demo has no buyer for claim ${number + 1}.`);
  });
}

/** Cases of claims that are also collected, cases without a claim, and buyers that are merely watched. */
function allCases(insured: Insured[], claims: ClaimRecords[], calendar: Calendar, random: SeededRandom) {
  const collected = claims
    .filter(({ claim, notification }) => notification.caseType === 'claim_collection' && claim.status !== 'registered')
    .slice(0, casesOfClaims);
  const quiet = insured.filter(
    (one) => one.policy.status !== 'expired' && !claims.some(({ claim }) => claim.buyerId === one.buyer.buyerId),
  );
  const watched = quiet
    .filter((_, place) => place % 3 !== 1)
    .flatMap((one, place) => {
      // The overdue notification is all that is wanted of it: nothing has been claimed here.
      const made = demoClaim(400 + place, 'under_assessment', one, calendar, random);
      return made ? [{ one, notification: made.notification }] : [];
    })
    .slice(0, casesWithoutClaim + watchedOnly)
    .map(({ one, notification }, place) => ({
      one,
      notification: {
        ...notification,
        caseType: place < casesWithoutClaim ? ('collection' as const) : ('monitor' as const),
        ...(place >= casesWithoutClaim && { status: 'submitted' as const }),
      },
    }));
  const ofClaims = collected.flatMap((records, place) => {
    const one = insured.find(
      ({ policy, buyer }) =>
        policy.policyNumber === records.claim.policyNumber && buyer.buyerId === records.claim.buyerId,
    );
    return one ? [demoCollectionCase(place + 1, one, records, calendar, random)] : [];
  });
  const withoutClaim = watched
    .slice(0, casesWithoutClaim)
    .map(({ one, notification }, place) =>
      demoCollectionCase(casesOfClaims + place + 1, one, { notification }, calendar, random),
    );
  return { cases: [...ofClaims, ...withoutClaim], watched };
}
