import type { RecordKind, RecordOf } from './kinds';
import type {
  ApplicationId,
  Buyer,
  BuyerId,
  BuyerSearch,
  Claim,
  ClaimDraft,
  CollectionCase,
  CollectionDraft,
  ContactPerson,
  CreditLimitApplication,
  CreditLimitDecision,
  Customer,
  CustomerId,
  Invoice,
  OverdueNotification,
  Policy,
  PolicyNumber,
  ReassessmentDraft,
  Receipt,
  TurnoverDeclaration,
} from './schemas';

export * from './schemas';
export { dayInDenmark } from './day-in-denmark';
export { RecordsUnavailable, type UnavailableReason } from './unavailable';

/**
 * Who asks: proven by a verified assertion or token, never by what anyone writes. What a customer may see follows from its part in each policy,
 * as the insurer's own records have it, so there is nothing here that could be claimed.
 */
export type Caller = { kind: 'customer'; customerId: CustomerId } | { kind: 'anonymous' };

/** A caller's part in one policy. Without any part, or with an authority that has run out, it is `unknown`. `buyer` is a debtor. */
export type Role = 'policyholder' | 'co-insured' | 'broker' | 'assignee-bank' | 'buyer' | 'unknown';

/** A record as its caller may see it: the fields in `Always`, and whichever of the others the caller's role is shown. */
export type Seen<Whole, Always extends keyof Whole> = Pick<Whole, Always> & Partial<Omit<Whole, Always>>;

/** Beside the fields that every role with a part in the policy is shown, all are optional: absent means not there, or not for this caller. */
export type SeenPolicy = Seen<Policy, 'policyNumber' | 'status' | 'periodStart' | 'periodEnd'> & { role: Role };
export type SeenBuyer = Seen<Buyer, 'buyerId' | 'legalName' | 'country' | 'policyNumbers'>;
export type SeenApplication = Seen<CreditLimitApplication, 'applicationId' | 'policyNumber' | 'buyerId' | 'status'>;
export type SeenDecision = Seen<
  CreditLimitDecision,
  'decisionId' | 'policyNumber' | 'buyerId' | 'type' | 'outcome' | 'amount' | 'decidedAt' | 'effectiveFrom'
>;
export type SeenOverdue = Seen<OverdueNotification, 'notificationId' | 'policyNumber' | 'buyerId' | 'status'>;
export type SeenClaim = Seen<Claim, 'claimNumber' | 'policyNumber' | 'status'>;
export type SeenCollectionCase = Seen<CollectionCase, 'caseNumber' | 'policyNumber' | 'phase'>;
export type SeenDeclaration = Seen<TurnoverDeclaration, 'policyNumber' | 'period' | 'status'>;
export type SeenInvoice = Seen<Invoice, 'number' | 'policyNumber' | 'kind' | 'status'>;
export type SeenContactPerson = Seen<ContactPerson, 'policyNumber' | 'name' | 'topics'>;

/** What each kind of record looks like past the guard. */
export interface SeenOf extends Record<RecordKind, Partial<RecordOf[RecordKind]>> {
  policy: SeenPolicy;
  limitApplication: SeenApplication;
  limitDecision: SeenDecision;
  overdueNotification: SeenOverdue;
  claim: SeenClaim;
  collectionCase: SeenCollectionCase;
  turnoverDeclaration: SeenDeclaration;
  invoice: SeenInvoice;
  contactPerson: SeenContactPerson;
}

/** All that is decided and asked about one buyer under one policy. */
export interface CreditLimit {
  policyNumber: PolicyNumber;
  buyerId: BuyerId;
  /** In force today; undefined: there is no limit. An indication or a preliminary answer is none. */
  current: SeenDecision | undefined;
  /** Decided, and in force from a later day: a reduction or cancellation under notice. */
  upcoming: SeenDecision | undefined;
  /** Every decision, newest first, `current` and `upcoming` among them. */
  history: SeenDecision[];
  /** Asked and not decided yet, newest first. */
  pending: SeenApplication[];
}

/** Narrows a list to a policy, a buyer, or to what is not finished. */
export interface Narrowed {
  policyNumber?: PolicyNumber;
  buyerId?: BuyerId;
  open?: boolean;
}

/** What came of a wish. */
export type Submitted =
  /** Taken, now or earlier: the same draft again gives the same receipt. */
  | { kind: 'received'; receipt: Receipt }
  /** The caller has no such policy, or no such buyer under it. */
  | { kind: 'no-such-record' }
  /** The caller's role is shown the policy and may not do this under it. */
  | { kind: 'not-permitted'; role: Role }
  /** This draft id came before with other contents: nothing was done. Write a new draft. */
  | { kind: 'draft-changed' };

/**
 * The insurer's records as one caller may see them, whatever system keeps them.
 *
 * - *Not there* and *somebody else's* are one answer: `undefined`, or absent from the list.
 * - Fields that the caller's role is not shown are absent; see `who-may-know-what.ts`.
 * - Numbers are found in spite of case, spaces and hyphens ("ci 104 221" is CI-104221).
 * - An anonymous caller gets empty answers, and no system is asked.
 * - One `Records` serves one turn: a policy is read once and kept for its life. Do not keep it longer.
 * - @throws RecordsUnavailable from every call when the records cannot be asked. Say what could not be looked up; offer a person.
 */
export interface Records {
  readonly caller: Caller;
  /** The caller's own entry; undefined for the anonymous and for a customer that the records do not know. */
  customer(): Promise<Customer | undefined>;

  /** The policies that the caller has a part in, those in force first. */
  policies(): Promise<SeenPolicy[]>;
  policy(number: string): Promise<SeenPolicy | undefined>;

  /**
   * Buyers under the caller's policies, the likeliest first; typing errors are forgiven, and several may come of one name (the caller chooses by
   * country or registration number). An empty search gives all. A debtor finds itself only.
   */
  findBuyers(search: BuyerSearch): Promise<SeenBuyer[]>;
  buyer(id: BuyerId): Promise<SeenBuyer | undefined>;

  /** One entry for each of the caller's policies under which the buyer is known; newest policy first. Empty: no such buyer. */
  limits(buyerId: BuyerId): Promise<CreditLimit[]>;
  /** Applications that are not decided, newest first. */
  pendingApplications(which?: Narrowed): Promise<SeenApplication[]>;
  application(id: ApplicationId): Promise<SeenApplication | undefined>;

  overdueNotifications(which?: Narrowed): Promise<SeenOverdue[]>;
  /** Newest first. `open` leaves out rejected, paid and closed claims. */
  claims(which?: Narrowed): Promise<SeenClaim[]>;
  claim(number: string): Promise<SeenClaim | undefined>;
  /** Newest first. `open` leaves out closed cases. */
  collectionCases(which?: Narrowed): Promise<SeenCollectionCase[]>;
  collectionCase(number: string): Promise<SeenCollectionCase | undefined>;

  /** Turnover to declare, newest period first. `open` leaves those that are due or overdue. */
  declarations(which?: Narrowed): Promise<SeenDeclaration[]>;
  /** The insurer's invoices, newest first. `open` leaves those that are open or overdue. */
  invoices(which?: Narrowed): Promise<SeenInvoice[]>;
  invoice(number: string): Promise<SeenInvoice | undefined>;
  /** The insurer's people who look after the caller's policies. */
  contactPeople(policyNumber?: PolicyNumber): Promise<SeenContactPerson[]>;

  /** Files a claim. Sending the same draft again (after a dropped connection, a restart, a double tap) files it once. */
  fileClaim(draft: ClaimDraft): Promise<Submitted>;
  /** Asks for a limit to be looked at again. Once per draft. */
  requestReassessment(draft: ReassessmentDraft): Promise<Submitted>;
  /** Hands invoices over for collection. Once per draft. */
  handOverToCollections(draft: CollectionDraft): Promise<Submitted>;
}

/** Records for a turn's caller. */
export type RecordsFor = (caller: Caller) => Records;
