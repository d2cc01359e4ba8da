import { dayInDenmark } from './day-in-denmark';
import type { RecordKind, RecordOf } from './kinds';
import { limitInForce } from './limit-in-force';
import type { Caller, Narrowed, Records, RecordsFor, Role, SeenBuyer, SeenOf, Submitted } from './port';
import { noRecords } from './no-records';
import { byNumber } from './same-number';
import {
  type Buyer,
  closedClaimStatuses,
  type CustomerId,
  type Draft,
  type Policy,
  type PolicyNumber,
} from './schemas';
import { mayDo, roleIn, seen } from './sight';
import type { RecordSource, Which } from './source';
import { roles, whoMayKnowWhat } from './who-may-know-what';

/** A caller's part in one of its policies. */
interface Part {
  policy: Policy;
  role: Role;
}
type Parts = ReadonlyMap<PolicyNumber, Part>;

/** What a list is sorted by, newest first; contact people keep the insurer's order. */
const age: { [Kind in RecordKind]: (record: RecordOf[Kind]) => string } = {
  policy: (policy) => `${policy.status === 'active' ? 1 : 0} ${policy.periodStart}`,
  limitApplication: (application) => application.submittedAt,
  limitDecision: (decision) => decision.decidedAt,
  overdueNotification: (notification) => notification.oldestDueDate,
  claim: (claim) => claim.submittedAt,
  collectionCase: (collection) => collection.openedAt,
  turnoverDeclaration: (declaration) => declaration.period.from,
  invoice: (invoice) => invoice.issuedAt,
  contactPerson: () => '',
};

/** Kinds whose records are about one insured company's deliveries: a co-insured company is no party to the others'. */
const aboutDeliveries: ReadonlySet<RecordKind> = new Set(['claim', 'collectionCase', 'overdueNotification']);

/**
 * The one way to the records: whatever the source, what leaves here has been held against the caller's part in the policy and against
 * `who-may-know-what.ts`, field by field. A source that answers with somebody else's records shows nothing by it.
 */
export function guardedRecords(source: RecordSource, now: () => Date): RecordsFor {
  return (caller) =>
    caller.kind === 'anonymous' ? noRecords(caller) : recordsOf(source, caller, caller.customerId, now);
}

function recordsOf(source: RecordSource, caller: Caller, asking: CustomerId, now: () => Date): Records {
  const today = dayInDenmark(now());
  let reading: Promise<Parts> | undefined;

  const parts = async (): Promise<Parts> => {
    reading ??= readParts(source, asking, today);
    try {
      return await reading;
    } catch (error) {
      // The next call of this turn may find the records back.
      reading = undefined;
      throw error;
    }
  };

  /** The whole records that the caller has a part in, each with that part. Nothing below may leave without `cut`. */
  const rows = async <Kind extends RecordKind>(
    kind: Kind,
    which: Which,
  ): Promise<{ record: RecordOf[Kind]; part: Part }[]> => {
    const [mine, found] = await Promise.all([
      parts(),
      kind === 'policy' ? undefined : source.list(kind, asking, which),
    ]);
    const records = found ?? ([...mine.values()].map(({ policy }) => policy) as RecordOf[Kind][]);
    return records
      .flatMap((record) => {
        const part = mine.get(record.policyNumber);
        return part && fits(record, which) && isForPart(kind, record, part, asking) ? [{ record, part }] : [];
      })
      .sort((a, b) => age[kind](b.record).localeCompare(age[kind](a.record)));
  };

  const cut = <Kind extends RecordKind>(kind: Kind, { record, part }: { record: RecordOf[Kind]; part: Part }) => {
    const shown = seen(kind, record, [part.role], part.policy.ratingIncluded);
    // The table allows the fields that `SeenOf` promises to every role that it allows any field; a test holds it to that.
    return shown as SeenOf[Kind] | undefined;
  };

  const list = async <Kind extends RecordKind>(
    kind: Kind,
    { policyNumber, buyerId }: Narrowed = {},
    keep: (record: RecordOf[Kind]) => boolean = () => true,
  ): Promise<SeenOf[Kind][]> => {
    const found = await rows(kind, { ...(policyNumber && { policyNumber }), ...(buyerId && { buyerId }) });
    return found.filter(({ record }) => keep(record)).flatMap((row) => cut(kind, row) ?? []);
  };

  const one = async <Kind extends RecordKind>(
    kind: Kind,
    numberOf: (record: RecordOf[Kind]) => string,
    written: string,
  ) => {
    const row = byNumber(await rows(kind, {}), (row) => numberOf(row.record), written);
    return row && cut(kind, row);
  };

  const customer: Records['customer'] = async () => {
    const found = await source.customer(asking);
    return found?.customerId === asking ? found : undefined;
  };

  const findBuyers: Records['findBuyers'] = async (search) => {
    const [mine, itself, found] = await Promise.all([parts(), customer(), source.buyers(asking, search)]);
    return found.flatMap((buyer) => seenBuyer(buyer, mine, itself?.buyerId) ?? []);
  };

  const submit = async (draft: Draft): Promise<Submitted> => {
    const part = (await parts()).get(draft.policyNumber);
    if (!part) return { kind: 'no-such-record' };
    if (!mayDo(draft.kind, part.role)) return { kind: 'not-permitted', role: part.role };
    const [buyer] = await findBuyers({ buyerId: draft.buyerId });
    if (!buyer?.policyNumbers.includes(draft.policyNumber)) return { kind: 'no-such-record' };
    return await source.submit(asking, draft);
  };

  return {
    caller,
    customer,
    policies: async () => (await rows('policy', {})).flatMap((row) => withRole(cut('policy', row), row.part)),
    policy: async (number) => {
      const row = byNumber(await rows('policy', {}), ({ record }) => record.policyNumber, number);
      return row && withRole(cut('policy', row), row.part)[0];
    },
    findBuyers,
    buyer: async (id) => (await findBuyers({ buyerId: id })).find((buyer) => buyer.buyerId === id),
    limits: async (buyerId) => {
      const [[buyer], decisions, pending] = await Promise.all([
        findBuyers({ buyerId }),
        rows('limitDecision', { buyerId }),
        list('limitApplication', { buyerId }, isUndecided),
      ]);
      const policies = (await rows('policy', {})).filter(({ record }) =>
        buyer?.policyNumbers.includes(record.policyNumber),
      );
      return policies.map(({ record: { policyNumber } }) => {
        const own = decisions.filter(({ record }) => record.policyNumber === policyNumber);
        const inForce = limitInForce(
          own.map(({ record }) => record),
          today,
        );
        const shown = new Map(own.map((row) => [row.record, cut('limitDecision', row)]));
        return {
          policyNumber,
          buyerId,
          current: inForce.current && shown.get(inForce.current),
          upcoming: inForce.upcoming && shown.get(inForce.upcoming),
          history: inForce.history.flatMap((decision) => shown.get(decision) ?? []),
          pending: pending.filter((application) => application.policyNumber === policyNumber),
        };
      });
    },
    pendingApplications: (which) => list('limitApplication', which, isUndecided),
    application: (id) => one('limitApplication', (application) => application.applicationId, id),
    overdueNotifications: (which) =>
      list('overdueNotification', which, ({ status }) => !which?.open || status !== 'closed'),
    claims: (which) =>
      list('claim', which, ({ status }) => !which?.open || !closedClaimStatuses.some((closed) => closed === status)),
    claim: (number) => one('claim', (claim) => claim.claimNumber, number),
    collectionCases: (which) => list('collectionCase', which, ({ phase }) => !which?.open || phase !== 'closed'),
    collectionCase: (number) => one('collectionCase', (collection) => collection.caseNumber, number),
    declarations: (which) =>
      list('turnoverDeclaration', which, ({ status }) => !which?.open || status === 'due' || status === 'overdue'),
    invoices: (which) =>
      list('invoice', which, ({ status }) => !which?.open || status === 'open' || status === 'overdue'),
    invoice: (number) => one('invoice', (invoice) => invoice.number, number),
    contactPeople: (policyNumber) => list('contactPerson', policyNumber && { policyNumber }),
    fileClaim: submit,
    requestReassessment: submit,
    handOverToCollections: submit,
  };
}

async function readParts(source: RecordSource, asking: CustomerId, today: string): Promise<Parts> {
  const policies = await source.list('policy', asking);
  const parts = policies.map((policy) => ({ policy, role: roleIn(policy, asking, today) }));
  return new Map(parts.filter(({ role }) => role !== 'unknown').map((part) => [part.policy.policyNumber, part]));
}

/** A source that takes no notice of what was asked for changes nothing. */
const fits = (record: { policyNumber: PolicyNumber; buyerId?: string }, which: Which): boolean =>
  (which.policyNumber === undefined || record.policyNumber === which.policyNumber) &&
  (which.buyerId === undefined || record.buyerId === which.buyerId);

const isForPart = (
  kind: RecordKind,
  record: { policyNumber: PolicyNumber; insuredId?: CustomerId },
  part: Part,
  asking: CustomerId,
): boolean => part.role !== 'co-insured' || !aboutDeliveries.has(kind) || record.insuredId === asking;

const isUndecided = ({ status }: RecordOf['limitApplication']): boolean =>
  status !== 'decided' && status !== 'withdrawn_by_customer';

const withRole = (policy: SeenOf['policy'] | undefined, { role }: Part) => (policy ? [{ ...policy, role }] : []);

const seesBuyers = (role: Role): boolean => whoMayKnowWhat.buyer.policyNumbers[roles.indexOf(role)] === 'allow';

/** A buyer known under several of the caller's policies is seen as the widest of its parts there allows. A debtor sees itself. */
function seenBuyer(buyer: Buyer, mine: Parts, itself: string | undefined): SeenBuyer | undefined {
  // A part that shows no buyers must not tell, through another that does, who is known under its policy and how they are rated there.
  const under = buyer.policyNumbers
    .flatMap((policyNumber) => mine.get(policyNumber) ?? [])
    .filter(({ role }) => seesBuyers(role));
  const inRoles: Role[] = [...under.map(({ role }) => role), ...(buyer.buyerId === itself ? ['buyer' as const] : [])];
  const rated = under.some(({ policy }) => policy.ratingIncluded);
  // Under which policies others know this buyer is the others' business.
  const own = { ...buyer, policyNumbers: under.map(({ policy }) => policy.policyNumber) };
  return seen('buyer', own, inRoles, rated) as SeenBuyer | undefined;
}
