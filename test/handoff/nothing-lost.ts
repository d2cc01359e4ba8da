import path from 'node:path';
import { openSqlite } from '../../adapters/database';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import type { HandoffEventKind, HandoffState } from '../../bot/handoff';
import { stateAfter } from '../../bot/handoff/handoff';
import type { DeskPage } from './desk-page';
import { type LastingCustomer, receiptsIn } from './lasting-customer';

interface Case {
  customer: LastingCustomer;
  handoff: string;
  /** Somebody who may read it now. */
  desk: DeskPage;
  dataDirectory: string;
}

/** Which sentence tells the customer of a change. */
const receiptsOf: Record<string, readonly string[]> = {
  requested: ['received', 'messageKept'],
  taken: ['taken'],
  transferred: ['transferred'],
  returned: ['returned'],
  closed: ['closed', 'messageAnswered'],
  opened: [],
};

/** What the store itself holds, read past the service. */
export async function storedTexts(dataDirectory: string, conversation: string): Promise<(string | undefined)[]> {
  const database = await openSqlite(path.join(dataDirectory, 'charterdesk.db'));
  try {
    const log = sqlConversationLog(database, () => new Date());
    const entries = await log.after(conversation, 0, 100_000);
    return entries.map(({ body }) => (JSON.parse(body) as { text?: string }).text);
  } finally {
    await database.close();
  }
}

/**
 * Checks what must hold whatever happened: the customer's log, the desk's and the store's are one and without a gap; what was acknowledged is there
 * once and in order; the history is one that the states allow, it ends where the hand-off stands, and the customer was told of each change once.
 * @returns the kinds of its history
 */
export async function expectNothingLost({ customer, handoff, desk, dataDirectory }: Case): Promise<string[]> {
  const { conversation, acknowledged } = customer;
  const log = await customer.log();
  expect(log.map(({ id }) => id)).toEqual(
    log.map((_activity, at) => `${conversation}|${String(at + 1).padStart(7, '0')}`),
  );
  expect(log.filter(({ from }) => from.role === 'user').map(({ text }) => text)).toEqual(acknowledged);
  const shown = await desk.entries(conversation);
  // Link definitions are for clients that cannot show sources otherwise: the desk leaves them out.
  const words = (text = ''): string => text.split('\n\n[1]: ')[0] ?? '';
  expect(shown.map(({ seq, text }) => [seq, words(text)])).toEqual(log.map(({ text }, at) => [at + 1, words(text)]));
  expect(await storedTexts(dataDirectory, conversation)).toEqual(log.map(({ text }) => text));

  const { json } = await desk.get(`handoffs/${handoff}`);
  const { state, owner } = json.handoff as { state: HandoffState; owner: object | null };
  const kinds = (json.history as { kind: string }[]).map(({ kind }) => kind);
  const [first, ...changes] = kinds;
  expect(first).toBe('requested');
  const begun = receiptsIn(log).includes('messageKept') ? 'out-of-hours' : 'waiting';
  const reached = changes.reduce<HandoffState | undefined>(
    (before, kind) => before && stateAfter(before, kind as HandoffEventKind),
    begun,
  );
  expect(reached).toBe(state);
  if (state === 'person') expect(owner).not.toBeNull();
  const told = receiptsIn(log);
  expect(told).toHaveLength(kinds.length);
  kinds.forEach((kind, at) => expect(receiptsOf[kind]).toContain(told[at]));
  return kinds;
}
