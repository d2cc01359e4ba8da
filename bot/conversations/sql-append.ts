import type { Transaction } from '../../adapters/database';
import type { Incoming, LogEntry } from './conversation-log';
import {
  addEntry,
  addToOutbox,
  entryOfClient,
  numbersOf,
  takeApologyNumbers,
  takeNumbers,
  takeReplyNumbers,
} from './sql-statements';

/** The numbers of the newest entry and turn. */
interface Numbers {
  last_seq: number;
  last_turn: number;
}

/**
 * Takes the next numbers of the conversation's log and turns.
 * @returns the numbers after taking; `undefined` when there is no such conversation
 */
export async function take(
  transaction: Transaction,
  conversation: string,
  taken: { entries: number; turns: number },
): Promise<Numbers | undefined> {
  if ((await transaction.change(takeNumbers, { conversation, ...taken })) === 0) return undefined;
  return transaction.first(numbersOf, { conversation });
}

export async function enter(
  transaction: Transaction,
  conversation: string,
  seq: number,
  entry: NonNullable<Incoming['entry']>,
): Promise<LogEntry> {
  const body = entry.body(seq);
  await transaction.change(addEntry, { conversation, seq, clientId: entry.clientId ?? null, body });
  return { seq, body };
}

/** The body of an entry, from the number it gets. */
export type EntryBody = (seq: number) => string;

async function enterAll(
  transaction: Transaction,
  conversation: string,
  bodies: readonly EntryBody[],
  to: { lastSeq: number; send: boolean; now: Date; onceAs?: string | undefined },
): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for (const body of bodies) {
    const seq = to.lastSeq - bodies.length + entries.length + 1;
    const clientId = entries.length === 0 ? to.onceAs : undefined;
    const entry = await enter(transaction, conversation, seq, { clientId, body });
    entries.push(entry);
    if (to.send)
      await transaction.change(addToOutbox, { conversation, seq, at: to.now.toISOString(), body: entry.body });
  }
  return entries;
}

/**
 * Adds entries to a conversation's log within a unit of work, so that they are there together with what else it does, or not at all.
 * @param how.send true where the conversation lives on another service, to which each entry must then be sent
 * @param how.onceAs names what is said: under a name that the conversation has already, nothing is added
 * @returns the entries with their numbers
 */
export async function appendIn(
  transaction: Transaction,
  conversation: string,
  bodies: readonly EntryBody[],
  how: { send: boolean; now: Date; onceAs?: string | undefined },
): Promise<LogEntry[]> {
  const { onceAs } = how;
  if (bodies.length === 0) return [];
  if (onceAs !== undefined && (await transaction.first(entryOfClient, { conversation, clientId: onceAs }))) return [];
  const numbers = await take(transaction, conversation, { entries: bodies.length, turns: 0 });
  if (!numbers) throw new Error('An activity was sent to a conversation that does not exist.');
  return enterAll(transaction, conversation, bodies, { ...how, lastSeq: numbers.last_seq });
}

/**
 * The same for what the bot says in a turn.
 * @param how.speakerChange the number that was in force when the turn began; undefined where it did not come so far
 * @returns undefined where it is no longer the bot's to speak: nothing was added
 */
export async function replyIn(
  transaction: Transaction,
  conversation: string,
  bodies: readonly EntryBody[],
  how: { send: boolean; now: Date; speakerChange: number | undefined },
): Promise<LogEntry[] | undefined> {
  const entries = bodies.length;
  const { speakerChange } = how;
  const taken =
    speakerChange === undefined
      ? await transaction.change(takeApologyNumbers, { conversation, entries })
      : await transaction.change(takeReplyNumbers, { conversation, entries, speakerChange });
  const numbers = await transaction.first(numbersOf, { conversation });
  if (!numbers) throw new Error('An activity was sent to a conversation that does not exist.');
  return taken === 0 ? undefined : enterAll(transaction, conversation, bodies, { ...how, lastSeq: numbers.last_seq });
}
