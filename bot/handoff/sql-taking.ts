import type { Transaction } from '../../adapters/database';
import { reservedMs } from './at-work';
import { isOpen } from './handoff';
import type { Agent, Taken } from './handoffs';
import type { HandoffWords } from './receipts';
import { type Changed, changeIn } from './sql-changes';
import { hasNow, nextFor } from './sql-handoff-statements';
import { type Kept, keptIn } from './sql-rows';

export interface Taking {
  answer: Taken;
  changed?: Changed;
}

async function isFull(transaction: Transaction, agent: Agent): Promise<boolean> {
  // Somebody who takes two at the same time, over two replicas, is counted twice.
  await transaction.lock(`staff:${agent.id}`);
  const row = await transaction.first(hasNow, { agent: agent.id });
  return Number(row?.conversations ?? 0) >= agent.capacity;
}

/** @returns undefined where somebody else was quicker */
async function claim(
  transaction: Transaction,
  kept: Kept,
  { id, name }: Agent,
  words: HandoffWords,
  now: Date,
): Promise<Taking | undefined> {
  const changed = await changeIn(
    transaction,
    kept,
    {
      event: 'taken',
      by: { id, name },
      set: { owner: { id, name }, team: undefined },
      tell: ({ language, number, leftMessage }) => ({
        receipt: 'taken',
        text: words.taken(language, { number, name, leftMessage }),
        name,
      }),
    },
    now,
  );
  return changed && { answer: { kind: 'done', result: changed.kept.handoff }, changed };
}

/** Takes the one that was asked for. Taking what one has already is done already. */
export async function takeIn(
  transaction: Transaction,
  kept: Kept,
  agent: Agent,
  words: HandoffWords,
  now: Date,
): Promise<Taking | undefined> {
  const { handoff } = kept;
  if (!isOpen(handoff.state)) return { answer: { kind: 'ended' } };
  if (handoff.state === 'person')
    return handoff.owner?.id === agent.id
      ? { answer: { kind: 'done', result: handoff } }
      : { answer: { kind: 'not-yours', owner: handoff.owner?.name } };
  if (await isFull(transaction, agent)) return { answer: { kind: 'at-capacity' } };
  return claim(transaction, kept, agent, words, now);
}

/** Takes the first that the agent can take: of their languages, their topics, no other's team and no other colleague. */
export async function takeNextIn(
  transaction: Transaction,
  agent: Agent,
  words: HandoffWords,
  now: Date,
): Promise<Taking> {
  if (await isFull(transaction, agent)) return { answer: { kind: 'at-capacity' } };
  const [language1, language2 = language1] = agent.languages;
  if (!language1 || !language2) return { answer: { kind: 'nothing-waits' } };
  const topicAt = (place: number): string => agent.topics[place] ?? agent.topics[0] ?? '';
  for (;;) {
    const row = await transaction.first(nextFor, {
      agent: agent.id,
      team: agent.team ?? null,
      language1,
      language2,
      anyTopic: agent.topics.length === 0 ? 1 : 0,
      topic1: topicAt(0),
      topic2: topicAt(1),
      topic3: topicAt(2),
      topic4: topicAt(3),
      topic5: topicAt(4),
      reservedSince: new Date(now.getTime() - reservedMs).toISOString(),
    });
    if (!row) return { answer: { kind: 'nothing-waits' } };
    // Lost to somebody on another machine: on to the next.
    const taken = await claim(transaction, keptIn(row), agent, words, now);
    if (taken) return taken;
  }
}
