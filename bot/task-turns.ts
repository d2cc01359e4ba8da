import type { StatePropertyAccessor, TurnContext } from 'botbuilder';
import type { Complaints } from '../adapters/complaints';
import { noRecords } from '../adapters/records';
import {
  type Caller,
  CustomerId,
  type Records,
  type RecordsFor,
  type RecordsUnavailable,
} from '../adapters/records/port';
import type { Contact, Response, Spoken } from '../dialogs';
import { dayInDenmark } from '../dialogs/dates';
import { readControl } from '../dialogs/reading';
import type { TellingTurn } from '../dialogs/record-events';
import type { Happened, LaidAside, TaskStage, TaskState, TaskTurn } from '../dialogs/tasks';
import { afterSendingName } from '../dialogs/tasks/after-sending-name';
import { laidAsideOf, waitingIn } from '../dialogs/tasks/laid-aside';
import { type Knowledge, replyLanguage, type ReplyLanguage } from '../knowledge';
import type { FactsWriter } from '../knowledge/writing';
import { bufferOf, type ConversationMemory } from './conversations/bot-memory';
import { notingLookups } from './handoff/looked-up';
import type { Asking } from './identity/asking';
import type { ProvenCustomer } from './identity/identities';
import { onceAsked } from './once-asked';
import type { Remembered } from './remembered';
import { notingTellingValues } from './telling-values';

/** A message, what is made of it, and who wrote it. */
export interface Heard {
  text: string;
  response: Response;
  asking: Asking;
}

/** What a task's turn tells whoever runs it. */
export interface TaskListener {
  say(spoken: Spoken): Promise<void>;
  /** Told before the customer is. */
  onHappened?(happened: Happened | { kind: 'records-unavailable' }): void;
  /** A record was looked up. */
  onLookup?(record: string): void;
  /** Nobody can be talked to now. */
  outOfHours?: TaskTurn['outOfHours'];
}

export interface TaskParts {
  memory: ConversationMemory;
  knowledge: Knowledge;
  /** Resolves with undefined where the service has no records: charter answers only. */
  recordsFor(): Promise<RecordsFor | undefined>;
  onRecordsUnavailable(problem: RecordsUnavailable): void;
  complaints: Complaints;
  contact: Contact;
  /** Puts what records said into words; absent: it is told in ours. */
  factsWriter?: FactsWriter | undefined;
  now(): Date;
  newId(): string;
}

/** Runs the tasks that a customer's messages begin and go on with. */
export class TaskTurns {
  private readonly loaded;
  private readonly state: StatePropertyAccessor<TaskState>;

  constructor(private readonly parts: TaskParts) {
    this.state = parts.memory.createProperty<TaskState>('tasks');
    this.loaded = onceAsked(async () => {
      const { shippedTasks, taskRunner, ...tasks } = await import('../dialogs/tasks/index.js');
      return { ...tasks, runner: taskRunner(shippedTasks, this.state) };
    });
  }

  /**
   * Whether a task took the message and has spoken. Visitors who are not signed in have the tasks that need no record; where others read along,
   * there are none.
   */
  async take(context: TurnContext, memory: Remembered, heard: Heard, listener: TaskListener): Promise<boolean> {
    const { text, response, asking } = heard;
    if (asking.kind === 'anonymous' && asking.why === 'in-company') return false;
    if (asking.kind === 'anonymous' && !(await this.mayConcernGuestsTask(context, memory, response))) return false;
    const records = await this.recordsOf(asking);
    const { taskFor, runner } = await this.loaded();
    const { told } = memory;
    // By its words an answer may cite another clause first, and that one a task answers; but no task takes back what was shown.
    const begins = response.isWorded ? undefined : taskFor(text, response, told);
    const { turn, ...stage } = await this.stage(context, heard, records, listener);
    const { spoke, laidAside } = await runner.take(
      context,
      {
        text,
        response,
        control: readControl(text),
        begins: records || begins?.forEveryone ? begins : undefined,
        laidAside: memory.laidAside,
        guest: !records,
      },
      { ...stage, turn: { ...turn, told }, onTold: (next) => void (memory.told = next) },
    );
    memory.laidAside = laidAside;
    return spoke;
  }

  /** Whether a task begins with the message, where none is under way: it then speaks, and not the answer. */
  async wouldBegin(text: string, response: Response, asking: Asking, { told }: Remembered): Promise<boolean> {
    // Of a visitor who is not signed in an answer begins none: see `mayConcernGuestsTask`.
    if (asking.kind === 'anonymous' || response.reply.kind !== 'answered') return false;
    const { taskFor } = await this.loaded();
    const begins = taskFor(text, response, told);
    return begins !== undefined && (begins.forEveryone === true || (await this.recordsOf(asking)) !== undefined);
  }

  /** Has the customer leave a message; what they were doing waits beneath it. */
  async leaveMessage(context: TurnContext, heard: Heard, listener: TaskListener): Promise<void> {
    const { leaveMessageTask, runner } = await this.loaded();
    const records = await this.recordsOf(heard.asking);
    await runner.begin(context, leaveMessageTask, await this.stage(context, heard, records, listener));
  }

  /** Whether a task waits for an answer. */
  async isAsking(context: TurnContext): Promise<boolean> {
    return (await this.underWay(context)).some((name) => name !== afterSendingName);
  }

  /** Asks again what a task waits to hear. */
  async repeatQuestion(context: TurnContext, turn: TellingTurn, say: TaskListener['say']): Promise<void> {
    if (!(await this.isAsking(context))) return;
    const { complaints, onRecordsUnavailable: onUnavailable } = this.parts;
    await (await this.loaded()).runner.repeat(context, { turn: { ...turn, text: '', complaints }, say, onUnavailable });
  }

  private async underWay(context: TurnContext): Promise<string[]> {
    const state: TaskState | undefined = await this.state.get(context);
    return (state?.dialogStack ?? []).map(({ id }) => id);
  }

  /** Whether the message is for a person to read, whatever it asks for. */
  async isToldToPerson(context: TurnContext): Promise<boolean> {
    return (await this.isAsking(context)) && (await this.loaded()).runner.isToldToPerson(context);
  }

  /** Ends what is under way, and keeps what of it is worth taking up again. @returns whether there was anything */
  async layAside(context: TurnContext, memory: Remembered): Promise<boolean> {
    const kept = (await this.isAsking(context)) ? await (await this.loaded()).runner.layAside(context) : undefined;
    if (kept) memory.laidAside = laidAsideOf([kept, ...waitingIn(memory.laidAside)]);
    return kept !== undefined;
  }

  /** What has been told so far of something that was laid aside. */
  async recapOf(laidAside: LaidAside, { text, response }: Heard): Promise<string | undefined> {
    const language = replyLanguage(response.reply.language);
    const turn = {
      ...this.turnOf(noRecords({ kind: 'anonymous' }), language),
      text,
      complaints: this.parts.complaints,
    };
    return (await this.loaded()).runner.recapOf(laidAside, turn);
  }

  async forget(context: TurnContext): Promise<void> {
    await this.state.delete(context);
  }

  /** What a turn of one of the bot's own needs to know: see `tellEvent`. */
  turnOf(records: Records, language: ReplyLanguage): TellingTurn {
    const { contact, knowledge, now, newId } = this.parts;
    return {
      language,
      records,
      today: dayInDenmark(now()),
      now: now(),
      newId,
      explain: ({ work, clause }, shownIn) => knowledge.clause(work, clause, shownIn, 'customers'),
      contact,
    };
  }

  private async recordsOf(asking: Asking): Promise<Records | undefined> {
    if (asking.kind !== 'customer') return undefined;
    const recordsFor = await this.parts.recordsFor();
    return recordsFor?.(callerOf(asking.customer));
  }

  private async stage(
    context: TurnContext,
    heard: Heard,
    records: Records | undefined,
    listener: TaskListener,
  ): Promise<TaskStage> {
    const { text, response } = heard;
    const language = replyLanguage(response.reply.language);
    const { say, onHappened, onLookup, outOfHours } = listener;
    const telling = new Set<string>();
    const { factsWriter } = this.parts;
    const noted = records && factsWriter ? notingTellingValues(records, (value) => void telling.add(value)) : records;
    const seen = noted && onLookup ? notingLookups(noted, language, onLookup) : noted;
    return {
      turn: {
        ...this.turnOf(seen ?? noRecords({ kind: 'anonymous' }), language),
        text,
        complaints: this.parts.complaints,
        outOfHours,
        proposed: response.picked?.slots,
      },
      say,
      onUnavailable: (problem) => {
        this.parts.onRecordsUnavailable(problem);
        onHappened?.({ kind: 'records-unavailable' });
      },
      ...(onHappened && { onHappened }),
      ...(records && factsWriter && { inWords: await this.wording(context, heard, factsWriter, telling) }),
    };
  }

  /** @param telling what the records that this turn has read tell of somebody; it grows with them */
  private async wording(
    context: TurnContext,
    { text }: Heard,
    writer: FactsWriter,
    telling: ReadonlySet<string>,
  ): Promise<NonNullable<TaskStage['inWords']>> {
    const { factsOf, wordedReply } = await this.loaded();
    const { conversation, replies, stream } = bufferOf(context);
    return async (spoken) => {
      // Pieces are shown only where the reply is sure to take their place.
      const isFirst = replies.length === 0;
      const language = replyLanguage(spoken.language);
      const written = await writer.write(
        {
          question: text,
          facts: factsOf(spoken.told),
          clauses: spoken.citations,
          language,
          telling: [...telling],
          stream: isFirst ? stream?.answer : undefined,
        },
        conversation,
      );
      return written ? wordedReply(spoken, language, written) : spoken;
    };
  }

  /** Most messages of visitors who are not signed in concern no task, and their turn is spared the looking. */
  private async mayConcernGuestsTask(
    context: TurnContext,
    { laidAside }: Remembered,
    { reply }: Response,
  ): Promise<boolean> {
    return reply.kind === 'needs-a-person' || laidAside !== undefined || (await this.underWay(context)).length > 0;
  }
}

/** A site may name customers in ways that no record of ours does: those have no records. */
export function callerOf({ customerId }: Pick<ProvenCustomer, 'customerId'>): Caller {
  const known = CustomerId.safeParse(customerId);
  return known.success ? { kind: 'customer', customerId: known.data } : { kind: 'anonymous' };
}
