import type { RecordKind, RecordOf } from './kinds';
import type { Buyer, BuyerId, BuyerSearch, Customer, CustomerId, Draft, PolicyNumber, Receipt } from './schemas';

/** Narrows a list. */
export interface Which {
  policyNumber?: PolicyNumber;
  buyerId?: BuyerId;
}

/** What came of a submission. A draft that comes again, the same, gives the first receipt. */
export type Taken = { kind: 'received'; receipt: Receipt } | { kind: 'draft-changed' };

/**
 * A system that keeps the insurer's records. What adapters implement; nothing but the guard (`guarded-records.ts`) calls it.
 *
 * - Every call names the customer who asks; only records of policies that this customer is a party to (holder, co-insured, assignee, broker) come
 *   back. The guard checks that again and cuts the fields.
 * - Every record is whole and has passed its schema.
 * - Reads change nothing and may be repeated. `submit` is safe to repeat with the same draft.
 * - @throws RecordsUnavailable from every call; nothing else is expected to be thrown.
 */
export interface RecordSource {
  /** The signed-in customer's own entry; undefined when there is none. */
  customer(id: CustomerId): Promise<Customer | undefined>;
  /** All records of a kind that hang on the asking customer's policies, complete; order is the source's. */
  list<Kind extends RecordKind>(kind: Kind, asking: CustomerId, which?: Which): Promise<RecordOf[Kind][]>;
  /** Buyers known under the asking customer's policies, the likeliest first; an empty search gives all. A debtor who asks gets itself. */
  buyers(asking: CustomerId, search: BuyerSearch): Promise<Buyer[]>;
  submit(asking: CustomerId, draft: Draft): Promise<Taken>;
  close(): Promise<void>;
}
