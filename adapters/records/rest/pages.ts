import { RecordsUnavailable } from '../unavailable';
import type { Page } from './contract';

/** More pages than this are no list of one customer's records. */
const mostPages = 100;

/**
 * Everything that a list has, page after page, all within one time: somebody waits in a chat.
 * @param read reads the page that a cursor names; undefined: the first
 * @throws RecordsUnavailable `nonsense` for pages that go in a circle or have no end, `slow` when they do not all come in time. Never a part of a list.
 */
export async function everyPage<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
  operation: string,
  { timeoutMs, now }: { timeoutMs: number; now: () => number },
): Promise<Item[]> {
  const until = now() + timeoutMs;
  const seen = new Set<string>();
  let { items, next } = await read(undefined);
  while (next !== undefined) {
    if (seen.has(next) || seen.size >= mostPages) throw new RecordsUnavailable('nonsense', operation);
    if (now() > until) throw new RecordsUnavailable('slow', operation);
    seen.add(next);
    const page = await read(next);
    items = [...items, ...page.items];
    next = page.next;
  }
  return items;
}
