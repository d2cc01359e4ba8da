import { z } from 'zod';
import { type Page, pageSize } from './contract';

/** A cursor is a place in a list; what is added later comes after it. */
const Paging = z.object({
  cursor: z
    .string()
    .regex(/^from-\d{1,9}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(pageSize).default(pageSize),
});

/**
 * The page that a request's query names.
 * @param mostOnPage what the system sends at most, whatever is asked for
 * @returns undefined for a query that is none of the contract's
 */
export function pageOf<Item>(all: readonly Item[], query: unknown, mostOnPage: number): Page<Item> | undefined {
  const paging = Paging.safeParse(query);
  if (!paging.success) return undefined;
  const { cursor = 'from-0', limit } = paging.data;
  const from = Number(cursor.slice('from-'.length));
  const to = from + Math.min(limit, mostOnPage);
  return { items: all.slice(from, to), ...(to < all.length && { next: `from-${to}` }) };
}
