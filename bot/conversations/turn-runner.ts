import { randomBytes } from 'node:crypto';
import { type Activity, type InvokeResponse, TurnContext } from 'botbuilder';
import { DatabaseUnavailable } from '../../adapters/database';
import type { SupportAdapter } from '../channels/support-adapter';
import { type TurnBuffer, turnBuffer } from '../channels/turn-buffer';
import type { ServiceLog } from '../log';
import type { Metrics } from '../metrics';
import {
  type ConversationLog,
  type LogEntry,
  StateConflictError,
  type Turn,
  type TurnResponse,
} from './conversation-log';
import { withStreamEnd } from '../channels/stream-marks';
import { turnQueue, type TurnQueue } from './turn-queue';
import { type StreamOutlet, type TurnStream, turnStream } from './turn-stream';

/** How a channel shapes what is kept and shown, and what happens once it is kept. */
export interface ChannelOutlet {
  /** True where the conversation lives on another service, to which every reply must be sent. */
  readonly remote: boolean;
  /** The JSON that the log keeps of an outgoing activity. */
  body(conversation: string, activity: Partial<Activity>, seq: number): string;
  /** Called after the commit, with what was committed. */
  committed(conversation: string, entries: LogEntry[]): void;
  typing(conversation: string, activity: Partial<Activity>): void;
  /** Where the answer of a turn can be shown as it grows; undefined where it cannot. */
  stream?(turn: Turn): StreamOutlet | undefined;
}

export interface TurnRunner {
  /** Queues a turn that was accepted. Resolves, never rejects, when it is committed, with what an invoke answers. */
  run(turn: Turn): Promise<InvokeResponse | undefined>;
  /** Runs what is owed still in a conversation that the caller has to itself: another replica left it behind. Rejects when it cannot be committed. */
  payAll(conversation: string): Promise<void>;
  /** What the turn of an activity that has come before was answered in its response, once it is. */
  responseTo(conversation: string, activityId: string): Promise<TurnResponse | undefined>;
  /**
   * Queues something that the bot says of itself, outside a turn of the customer's. Rejects with what `logic` threw; nothing is said then.
   * @param onceAs names what is said, which is then said in the conversation once, whatever happens
   */
  proactive(
    conversation: string,
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
    onceAs?: string,
  ): Promise<void>;
}

interface Parts {
  adapter: SupportAdapter;
  log: ConversationLog;
  queue: TurnQueue;
  /** True where other replicas may have acknowledged turns of the same conversation, or taken this one up. */
  isShared?: boolean;
  outletOf(activity: Partial<Activity>): ChannelOutlet;
  onTurn(context: TurnContext): Promise<void>;
  /** What the customer hears when the turn failed. `reference` stands in the log beside the error. */
  apology(activity: Partial<Activity>, reference: string): Partial<Activity>;
  /** Turns that answer wait for it: the index is loaded. Rejects when that takes too long. */
  ready(): Promise<void>;
  serviceLog: ServiceLog;
  metrics: Metrics;
}

/** A turn during which the process died this often is not tried again. */
const mostAttempts = 10;
const mostConflicts = 5;
/** Whoever waits for an answer in a response has gone by then. */
const othersWaitMs = 30_000;

/** What is answered with a greeting, if with anything. */
const greeted = new Set(['conversationUpdate', 'installationUpdate']);

/** Answers an invoke and `expectReplies` give in their HTTP response; nobody waits for those of a process that is gone. */
const answersInResponse = (activity: Partial<Activity>): boolean =>
  activity.type === 'invoke' || activity.deliveryMode === 'expectReplies';

function failureResponse(activity: Partial<Activity>, { replies }: TurnBuffer): InvokeResponse | undefined {
  if (activity.deliveryMode === 'expectReplies') return { status: 200, body: { activities: replies } };
  return answersInResponse(activity) ? { status: 500 } : undefined;
}

/** Runs turns: one at a time in a conversation, each committed whole, each exactly once. */
export function turnRunner(parts: Parts): TurnRunner {
  const { adapter, log, queue, outletOf } = parts;

  const speak = async (turn: Turn, buffer: TurnBuffer, outlet: ChannelOutlet): Promise<InvokeResponse | undefined> => {
    // A timestamp arrives from the store as text, and the SDK wants a date.
    const activity = { ...turn.activity, timestamp: new Date(turn.activity.timestamp ?? Date.now()) };
    return adapter.runTurn(activity, buffer, (typing) => outlet.typing(turn.conversation, typing), parts.onTurn);
  };

  const commit = async (
    turn: Turn,
    buffer: TurnBuffer,
    outlet: ChannelOutlet,
    status: 'answered' | 'failed',
    response: TurnResponse | undefined,
  ): Promise<void> => {
    const replies = withStreamEnd(buffer.replies, await buffer.stream?.end());
    const entries = await log.commit(turn, {
      status,
      replies: replies.map((reply) => (seq: number) => outlet.body(turn.conversation, reply, seq)),
      state: buffer.state,
      send: outlet.remote && turn.activity.deliveryMode !== 'expectReplies',
      response,
      speakerChange: buffer.speaking?.change,
      handoff: buffer.handoff,
      cancelsHandoff: buffer.cancelsHandoff,
      besidePerson: buffer.besidePerson,
    });
    if (entries) outlet.committed(turn.conversation, entries);
    // Where somebody else speaks by now the replies were dropped, and what was shown of them goes too.
    if (!entries?.length) await buffer.stream?.retract();
  };

  /** For a message, where the channel shows an answer as it grows. */
  const streamOf = (turn: Turn, outlet: ChannelOutlet, buffer: TurnBuffer): TurnStream | undefined => {
    if (turn.activity.type !== 'message' || answersInResponse(turn.activity)) return undefined;
    const streamOutlet = outlet.stream?.(turn);
    const maySpeak = async (): Promise<boolean> => {
      const start = await log.turnStart(turn.conversation);
      return start !== undefined && start.speaker !== 'person' && start.speakerChange === buffer.speaking?.change;
    };
    const onSurprise = (error: unknown): void =>
      parts.serviceLog.warn({ conversation: turn.conversation, err: error }, 'an answer could not be shown as it grew');
    return streamOutlet && turnStream(streamOutlet, maySpeak, onSurprise);
  };

  const apologise = async (
    turn: Turn,
    outlet: ChannelOutlet,
    stream: TurnStream | undefined,
    error: unknown,
  ): Promise<InvokeResponse | undefined> => {
    const reference = randomBytes(4).toString('hex');
    parts.serviceLog.error({ conversation: turn.conversation, reference, err: error }, 'turn failed');
    const buffer = turnBuffer(turn.conversation, stream);
    const about = TurnContext.getConversationReference(turn.activity);
    const apology = TurnContext.applyConversationReference(parts.apology(turn.activity, reference), about);
    if (turn.activity.type === 'message') buffer.replies.push(apology);
    const response = failureResponse(turn.activity, buffer);
    await commit(turn, buffer, outlet, 'failed', response);
    return response;
  };

  const attempt = async (
    turn: Turn,
    outlet: ChannelOutlet,
    buffer: TurnBuffer,
    conflicts = 0,
  ): Promise<InvokeResponse | undefined> => {
    const response = await speak(turn, buffer, outlet);
    const answered = response?.body as { activities?: Partial<Activity>[] } | undefined;
    if (turn.activity.deliveryMode === 'expectReplies') buffer.replies.push(...(answered?.activities ?? []));
    try {
      await commit(turn, buffer, outlet, 'answered', response);
    } catch (error) {
      // Nothing of the turn is kept, so it may simply run again on the memory as it is now.
      if (error instanceof StateConflictError && conflicts < mostConflicts)
        return attempt(
          turn,
          outlet,
          { ...turnBuffer(turn.conversation, buffer.stream), runsAgain: true },
          conflicts + 1,
        );
      throw error;
    }
    return response;
  };

  /** What an earlier process owed goes one at a time, over all conversations: a turn that kills the process is then the one that is noted. */
  const owedTurns = turnQueue();
  const payOwed = (
    turn: Turn,
    owedAttempts: number,
    outlet: ChannelOutlet,
    buffer: TurnBuffer,
  ): Promise<InvokeResponse | undefined> =>
    owedTurns.run('all', async () => {
      if (owedAttempts >= mostAttempts) throw new Error(`The process died ${owedAttempts} times during this turn.`);
      await log.noteAttempt(turn);
      if (!answersInResponse(turn.activity)) return attempt(turn, outlet, buffer);
      await commit(turn, buffer, outlet, 'failed', undefined);
      return undefined;
    });

  const runOne = async (turn: Turn): Promise<InvokeResponse | undefined> => {
    const outlet = outletOf(turn.activity);
    const buffer = turnBuffer(turn.conversation);
    buffer.stream = streamOf(turn, outlet, buffer);
    buffer.runsAgain = turn.owedAttempts !== undefined;
    const started = performance.now();
    let outcome: 'answered' | 'failed' = 'answered';
    let response: InvokeResponse | undefined;
    try {
      // A greeting needs no documents, and must not fail for the want of them.
      if (!greeted.has(turn.activity.type ?? '')) await parts.ready();
      response = await (turn.owedAttempts === undefined
        ? attempt(turn, outlet, buffer)
        : payOwed(turn, turn.owedAttempts, outlet, buffer));
    } catch (error) {
      // Nothing of the turn got out, and an apology would not either. It is owed still, and answered when the store is back.
      if (error instanceof DatabaseUnavailable) throw error;
      outcome = 'failed';
      response = await apologise(turn, outlet, buffer.stream, error);
    }
    parts.metrics.turn(turn.activity.channelId ?? '', outcome, (performance.now() - started) / 1000);
    return response;
  };

  /** Somebody else waits for the answer of this one, and takes care of it, unless they have gone long ago. */
  const isAnothers = ({ activity }: Turn): boolean =>
    answersInResponse(activity) && Date.now() - new Date(activity.timestamp ?? 0).getTime() < othersWaitMs;

  /** The turn after those that came before it, where another replica acknowledged them and has not come to them yet: customers are answered in order. */
  const runInOrder = async (turn: Turn): Promise<InvokeResponse | undefined> => {
    const owed = await log.owedIn(turn.conversation, turn.number);
    for (const earlier of owed) if (earlier.number < turn.number && !isAnothers(earlier)) await runOne(earlier);
    if (owed.at(-1)?.number === turn.number) return runOne(turn);
    const kept = await log.responseTo(turn.conversation, turn.activity.id ?? '');
    return kept && { ...kept };
  };

  return {
    async payAll(conversation) {
      for (const turn of await log.owedIn(conversation)) if (!isAnothers(turn)) await runOne(turn);
    },

    run: (turn) =>
      queue
        .run(turn.conversation, () => (parts.isShared ? runInOrder(turn) : runOne(turn)))
        .catch((error: unknown) => {
          // The store itself failed: the turn is still owed there, and the next start takes it up.
          parts.serviceLog.error({ conversation: turn.conversation, err: error }, 'turn could not be committed');
          return answersInResponse(turn.activity) ? { status: 500 } : undefined;
        }),

    // Behind the turn itself, if that is still under way.
    responseTo: (conversation, activityId) => queue.run(conversation, () => log.responseTo(conversation, activityId)),

    proactive: (conversation, activity, logic, onceAs) =>
      queue.run(conversation, async () => {
        const outlet = outletOf(activity);
        const buffer = turnBuffer(conversation);
        await adapter.runTurn(activity, buffer, (typing) => outlet.typing(conversation, typing), logic);
        const bodies = buffer.replies.map((reply) => (seq: number) => outlet.body(conversation, reply, seq));
        outlet.committed(conversation, await log.append(conversation, bodies, outlet.remote, onceAs, buffer.state));
      }),
  };
}
