import { ChangedMeanwhile, type Transaction } from '../../adapters/database';
import type { Turn, TurnOutcome } from '../conversations/conversation-log';
import type { EntryBody } from '../conversations/sql-append';
import type { HandoffStep, TurnHandoffs } from '../conversations/sql-conversation-log';
import type { Expectations } from './expectations';
import { type Handoff, type HandoffBrief, type HandoffRequest, priorityOf, speakerIn } from './handoff';
import type { OpeningHours } from './opening-hours';
import type { HandoffWords, Place } from './receipts';
import { changeIn, placed, recordEvent, type Told, write } from './sql-changes';
import { addHandoff, handoffById, openOf, setSpeaker } from './sql-handoff-statements';
import { type Kept, keptIn } from './sql-rows';
import { receiptActivity, referenceOf } from './spoken';

interface Parts {
  words: HandoffWords;
  hours: OpeningHours;
  now(): Date;
  newId(): string;
  expectations(): Promise<Expectations>;
  /** How the channel keeps a receipt. */
  bodyOf(kept: Kept, receipt: ReturnType<typeof receiptActivity>): EntryBody;
  /** It is on the disk. */
  changed(kept: Kept): void;
}

/** What the customer left before is not lost when they ask again. */
const joined = (earlier: HandoffBrief, { brief }: HandoffRequest): HandoffBrief => {
  const messages = [earlier.message, brief.message].filter((message) => message !== undefined);
  const reachedAt = brief.reachedAt ?? earlier.reachedAt;
  return {
    ...brief,
    ...(messages.length > 0 ? { message: messages.join('\n\n') } : {}),
    ...(reachedAt === undefined ? {} : { reachedAt }),
  };
};

/** Hand-offs as turns ask for them and call them off, in the turns' own units of work. */
export function sqlTurnHandoffs(parts: Parts): TurnHandoffs {
  const { words, hours, now, newId } = parts;

  const queuedState = ({ leavesMessage }: HandoffRequest, at: Date): Handoff['state'] =>
    leavesMessage && !hours.isOpen(at) ? 'out-of-hours' : 'waiting';

  const add = async (transaction: Transaction, turn: Turn, request: HandoffRequest, at: Date): Promise<Kept> => {
    const id = newId();
    const state = queuedState(request, at);
    await transaction.change(addHandoff, {
      id,
      conversation: turn.conversation,
      channel: turn.activity.channelId ?? '',
      state,
      reason: request.reason,
      topic: request.topic,
      language: request.language,
      priority: priorityOf(request.reason),
      leftMessage: request.leavesMessage ? 1 : 0,
      at: at.toISOString(),
      brief: JSON.stringify(request.brief),
      reference: JSON.stringify(referenceOf(turn.activity)),
    });
    const speaker = speakerIn(state, request.leavesMessage);
    await transaction.change(setSpeaker, { conversation: turn.conversation, speaker });
    const row = await transaction.first(handoffById, { id });
    if (!row) throw new Error('A hand-off that was just added is not there.');
    return keptIn(row);
  };

  /** One that is open already goes on under its number: who left a message may come to sit waiting, or the other way round. */
  const addTo = async (transaction: Transaction, before: Kept, request: HandoffRequest, at: Date): Promise<Kept> => {
    const { handoff } = before;
    const beginsToWait = handoff.leftMessage && !request.leavesMessage;
    const after: Handoff = {
      ...handoff,
      state: queuedState(request, at),
      leftMessage: request.leavesMessage,
      brief: joined(handoff.brief, request),
      priority: Math.max(handoff.priority, priorityOf(request.reason)),
      waitingSince: beginsToWait ? at : handoff.waitingSince,
      expectedAt: undefined,
    };
    if (!(await write(transaction, handoff, after)))
      throw new ChangedMeanwhile('A hand-off was changed while a turn added to it.');
    return { ...before, handoff: after, tellAt: undefined };
  };

  const toldOf = ({ number, language, leftMessage, brief }: Handoff, place: Place, at: Date): Told => {
    if (!leftMessage) return { receipt: 'received', text: words.received(language, { ...place, number, now: at }) };
    const opensAt = hours.isOpen(at) ? undefined : hours.nextOpening(at);
    const facts = { number, opensAt, reachedAt: brief.reachedAt, now: at };
    return { receipt: 'messageKept', text: words.messageKept(language, facts) };
  };

  const open = async (
    transaction: Transaction,
    turn: Turn,
    request: HandoffRequest,
    expected: Expectations,
  ): Promise<{ kept: Kept; bodies: EntryBody[] }> => {
    const at = now();
    const row = await transaction.first(openOf, { conversation: turn.conversation });
    const begun = row ? await addTo(transaction, keptIn(row), request, at) : await add(transaction, turn, request, at);
    await recordEvent(transaction, begun.handoff.id, { at, kind: 'requested', note: request.reason });
    const { leftMessage } = begun.handoff;
    const { kept, place } = leftMessage
      ? { kept: begun, place: undefined }
      : await placed(transaction, begun, expected, at);
    const told = toldOf(kept.handoff, place ?? { ahead: 0, expectedAt: undefined }, at);
    const receipt = receiptActivity(kept.reference, kept.handoff, { ...told, place });
    return { kept, bodies: [parts.bodyOf(kept, receipt)] };
  };

  /** Where somebody has it by now, or it has ended, there is nothing to call off. */
  const cancel = async (transaction: Transaction, { conversation }: Turn) => {
    const row = await transaction.first(openOf, { conversation });
    if (!row || row.state === 'person') return undefined;
    const tell = ({ language, number }: Handoff): Told => ({
      receipt: 'cancelled',
      text: words.cancelled(language, { number }),
    });
    const done = await changeIn(transaction, keptIn(row), { event: 'cancelled', tell }, now());
    return done && { kept: done.kept, bodies: done.receipt ? [parts.bodyOf(done.kept, done.receipt)] : [] };
  };

  return {
    async step(turn: Turn, { handoff }: Pick<TurnOutcome, 'handoff' | 'cancelsHandoff'>): Promise<HandoffStep> {
      const expected = await parts.expectations();
      let changed: Kept | undefined;
      return {
        async within(transaction) {
          const done = handoff ? await open(transaction, turn, handoff, expected) : await cancel(transaction, turn);
          changed = done?.kept;
          return done?.bodies ?? [];
        },
        committed: () => changed && parts.changed(changed),
      };
    },
  };
}
