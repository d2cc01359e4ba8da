import type { Activity } from 'botbuilder';
import type { Database, Transaction } from '../../adapters/database';
import type { LogEntry } from '../conversations/conversation-log';
import { appendIn, type EntryBody } from '../conversations/sql-append';
import type { ChannelOutlet } from '../conversations/turn-runner';
import { type Handoff, type HandoffEventKind, isOpen, stateAfter } from './handoff';
import type { Agent, Done, HandoffNews } from './handoffs';
import { type Change, type Changed, changeIn } from './sql-changes';
import { eventOfRequest, handoffById } from './sql-handoff-statements';
import { type Kept, keptIn } from './sql-rows';

interface Parts {
  database: Database;
  /** The outlet of the channel that an activity came over. */
  outletOf(reference: Partial<Activity>): ChannelOutlet;
  now(): Date;
  tell(news: HandoffNews): void;
  /** The conversations that are handed over now. */
  handedOff: Set<string>;
}

/** What came of a unit of work. */
export interface Outcome<Answer> {
  answer: Answer;
  changed?: Changed;
  said?: { kept: Kept; entries: LogEntry[] };
}

type Refused = Exclude<Done<never>, { kind: 'done' }>;

/** Why an agent may not do it; undefined where they may. What waits belongs to nobody yet: whoever sees it may send it on or end it. */
export function refusal(handoff: Handoff, agent: Agent, event?: HandoffEventKind): Refused | undefined {
  if (!isOpen(handoff.state)) return { kind: 'ended' };
  const isOthers = handoff.state === 'person' && handoff.owner?.id !== agent.id;
  if (isOthers || (event && !stateAfter(handoff.state, event)))
    return { kind: 'not-yours', owner: handoff.owner?.name };
  return undefined;
}

export type HandoffUnits = ReturnType<typeof handoffUnits>;

/** Units of work over one hand-off: its check, its change, the row in its history and what the customer is told are on the disk together, or none of them. */
export function handoffUnits({ database, outletOf, now, tell, handedOff }: Parts) {
  const bodyOf =
    ({ handoff, reference }: Kept, activity: Partial<Activity>): EntryBody =>
    (seq) =>
      outletOf(reference).body(handoff.conversation, activity, seq);

  const sayIn = (
    transaction: Transaction,
    kept: Kept,
    activity: Partial<Activity>,
    onceAs?: string,
  ): Promise<LogEntry[]> =>
    appendIn(transaction, kept.handoff.conversation, [bodyOf(kept, activity)], {
      send: outletOf(kept.reference).remote,
      now: now(),
      onceAs,
    });

  const appended = (conversation: string, lastSeq: number): void => {
    if (handedOff.has(conversation)) tell({ kind: 'entries', conversation, lastSeq });
  };

  const changed = ({ handoff: { id, conversation, state } }: Kept): void => {
    if (isOpen(state)) handedOff.add(conversation);
    else handedOff.delete(conversation);
    tell({ kind: 'handoff', id, conversation });
  };

  /** Gives out what is on the disk. */
  const announce = (outcome: Outcome<unknown>): void => {
    const last = outcome.said?.entries.at(-1);
    if (outcome.said && last) {
      const { handoff, reference } = outcome.said.kept;
      outletOf(reference).committed(handoff.conversation, outcome.said.entries);
      // Before the change: what is told at the end of a hand-off is news of it still.
      appended(handoff.conversation, last.seq);
    }
    if (outcome.changed) changed(outcome.changed.kept);
  };

  /** Says what is told of a change. */
  const withReceipt = async <Answer>(transaction: Transaction, outcome: Outcome<Answer>): Promise<Outcome<Answer>> => {
    const { changed: change } = outcome;
    if (!change?.receipt) return outcome;
    return { ...outcome, said: { kept: change.kept, entries: await sayIn(transaction, change.kept, change.receipt) } };
  };

  const run = async <Answer>(work: (transaction: Transaction) => Promise<Outcome<Answer>>): Promise<Answer> => {
    const outcome = await database.write(
      async (transaction) => withReceipt(transaction, await work(transaction)),
      // A change holds only where the hand-off stands as it was read, and a taker is locked: that is what each unit depends on.
      'own-rows',
    );
    announce(outcome);
    return outcome.answer;
  };

  /** `work` answers undefined where it lost a race: it is tried on what stands there then. */
  const over = <Answer>(
    id: string,
    work: (transaction: Transaction, kept: Kept) => Promise<Outcome<Answer> | undefined>,
  ): Promise<Answer | { kind: 'unknown' }> =>
    run<Answer | { kind: 'unknown' }>(async (transaction) => {
      for (;;) {
        const row = await transaction.first(handoffById, { id });
        if (!row) return { answer: { kind: 'unknown' } };
        const done = await work(transaction, keptIn(row));
        if (done) return done;
      }
    });

  return {
    bodyOf,
    sayIn,
    appended,
    changed,
    run,
    over,

    /**
     * A change that an agent makes.
     * @param changeOf undefined where it stands so already
     * @param requestId what was done for the same request before is not done again: the answer to the first asking was lost
     */
    byAgent: (
      agent: Agent,
      id: string,
      changeOf: (handoff: Handoff) => Change | undefined,
      requestId?: string,
    ): Promise<Done> =>
      over<Done>(id, async (transaction, kept) => {
        if (requestId !== undefined && (await transaction.first(eventOfRequest, { id, requestId })))
          return { answer: { kind: 'done', result: kept.handoff } };
        const change = changeOf(kept.handoff);
        const refused = refusal(kept.handoff, agent, change?.event);
        if (refused) return { answer: refused };
        if (!change) return { answer: { kind: 'done', result: kept.handoff } };
        const made = await changeIn(
          transaction,
          kept,
          { ...change, requestId, by: { id: agent.id, name: agent.name } },
          now(),
        );
        return made && { answer: { kind: 'done', result: made.kept.handoff }, changed: made };
      }),

    /** A change that the service itself makes. @param changeOf undefined where it does not hold any more */
    byItself: (id: string, changeOf: (handoff: Handoff) => Change | undefined): Promise<Done> =>
      over<Done>(id, async (transaction, kept) => {
        const change = changeOf(kept.handoff);
        if (!change) return { answer: { kind: 'ended' } };
        const made = await changeIn(transaction, kept, change, now());
        return made && { answer: { kind: 'done', result: made.kept.handoff }, changed: made };
      }),
  };
}
