import { z } from 'zod';
import { type RecordKind, type RecordOf, recordSchemas } from '../kinds';
import { Buyer } from '../schemas';

/** Where the records of a kind are listed: `GET /customers/{customerId}/claims`. */
export const collections: { readonly [Kind in RecordKind]: string } = {
  policy: 'policies',
  limitApplication: 'limit-applications',
  limitDecision: 'limit-decisions',
  overdueNotification: 'overdue-notifications',
  claim: 'claims',
  collectionCase: 'collection-cases',
  turnoverDeclaration: 'turnover-declarations',
  invoice: 'invoices',
  contactPerson: 'contact-people',
};

/** Where the next page begins, in the system's own words: it is handed back as it came. */
export const Cursor = z.string().min(1).max(1000);

/** So many at most are asked for at a time; a system may send fewer. */
export const pageSize = 500;

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** Absent on the last page. */
  next?: string | undefined;
}

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: Cursor.optional() });

/** What a list answers, page by page. */
export const lists: { readonly [Kind in RecordKind]: z.ZodType<Page<RecordOf[Kind]>> } = {
  policy: listOf(recordSchemas.policy),
  limitApplication: listOf(recordSchemas.limitApplication),
  limitDecision: listOf(recordSchemas.limitDecision),
  overdueNotification: listOf(recordSchemas.overdueNotification),
  claim: listOf(recordSchemas.claim),
  collectionCase: listOf(recordSchemas.collectionCase),
  turnoverDeclaration: listOf(recordSchemas.turnoverDeclaration),
  invoice: listOf(recordSchemas.invoice),
  contactPerson: listOf(recordSchemas.contactPerson),
};
export const BuyerList = listOf(Buyer);

/**
 * Why a request was not done. A 404 without such a body is a wrong address, and is never told as "there is no such record".
 */
export const Problem = z.object({
  code: z.enum(['no-such-customer', 'draft-changed', 'bad-request', 'unauthorized', 'too-many-requests', 'failed']),
  detail: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;
