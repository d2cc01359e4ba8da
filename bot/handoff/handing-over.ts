import type { TurnContext } from 'botbuilder';
import {
  forget,
  handoffNotices,
  handoffTopic,
  offerAfterReply,
  personFor,
  personWanted,
  type Spoken,
  type TurnEvent,
  unansweredAfter,
  withOffer,
} from '../../dialogs';
import { readControl } from '../../dialogs/reading';
import { type ReplyLanguage, replyLanguage } from '../../knowledge';
import { languageHeld, type Remembered } from '../remembered';
import type { Heard, TaskListener, TaskTurns } from '../task-turns';
import { cancelHandover, type Desk, handOver, speakBesidePerson, speakingIn } from './desk';
import type { HandoffReason, HandoffRequest } from './handoff';
import { emptyPersonMemory, type PersonMemory, withExchange } from './person-memory';

interface Parts {
  desk: Desk;
  tasks: TaskTurns;
  /** Says something with the turn's commit. */
  say(context: TurnContext, spoken: Spoken): Promise<void>;
  now(): Date;
}

/** One message in its turn. */
interface Turn extends Heard {
  context: TurnContext;
  memory: Remembered;
  language: ReplyLanguage;
}

const personMemoryOf = ({ person }: Remembered): PersonMemory => person ?? emptyPersonMemory();

/** The bot's turns where there are people beside it: it offers them, calls them, keeps quiet while they speak, and forgets when they are done. */
export class HandingOver {
  constructor(private readonly parts: Parts) {}

  /** Takes a message that came while the bot has no part in the conversation. @returns what became of it, for the metrics */
  async whileOthersSpeak(context: TurnContext, memory: Remembered, text: string): Promise<string> {
    if (speakingIn(context).speaker === 'person') return 'person';
    const control = readControl(text);
    if (control === 'cancel' || control === 'no') {
      cancelHandover(context);
      return 'handoff-cancelled';
    }
    const person = personMemoryOf(memory);
    if (!person.noted) {
      memory.person = { ...person, noted: true };
      await this.parts.say(context, handoffNotices.noted(replyLanguage(languageHeld(context, memory))));
    }
    return 'waiting';
  }

  /** The customer has ended the conversation, or signed out: nobody is to take it for somebody who is gone, and who has it is to know. */
  async customerLeft(context: TurnContext, memory: Remembered): Promise<void> {
    const { speaker } = speakingIn(context);
    if (speaker === 'queue') cancelHandover(context);
    if (speaker !== 'person') return;
    speakBesidePerson(context);
    await this.parts.say(context, handoffNotices.customerLeft(replyLanguage(languageHeld(context, memory))));
  }

  /**
   * Somebody else has spoken since the bot last did: what was said before colours nothing any more, least of all the wish for a person. What was
   * being written can be taken up again when the customer says so.
   */
  async cutOffWhatEnded(context: TurnContext, memory: Remembered): Promise<void> {
    const { change } = speakingIn(context);
    if (personMemoryOf(memory).speakerChange === change) return;
    memory.dialog = forget(memory.dialog);
    memory.askedAnonymously = undefined;
    memory.told = undefined;
    memory.person = emptyPersonMemory(change);
    await this.parts.tasks.layAside(context, memory);
  }

  /** Answers a message, or hands the conversation over. */
  async take(context: TurnContext, memory: Remembered, heard: Heard): Promise<void> {
    const { reply } = heard.response;
    const turn: Turn = { ...heard, context, memory, language: replyLanguage(reply.language) };
    const { offered, ...person } = personMemoryOf(memory);
    const saysYes = offered !== undefined && readControl(heard.text) === 'yes';
    const wanted = personWanted(reply, offered, saysYes && !(await this.parts.tasks.isAsking(context)));
    memory.person = person;
    if (wanted === undefined || (await this.parts.tasks.isToldToPerson(context))) return this.answer(turn);
    memory.person = withExchange(person, { text: heard.text, reply, said: [], records: [] });
    return this.call(turn, wanted);
  }

  /** Answers, by a task or from the documents, and offers a person where that may help better. */
  private async answer(turn: Turn): Promise<void> {
    const { context, memory, text, response } = turn;
    const { reply } = response;
    const said: Spoken[] = [];
    const records: string[] = [];
    let left: Extract<TurnEvent, { kind: 'message-left' }> | undefined;
    let offer: HandoffReason | undefined;
    let forced: HandoffReason | undefined;
    let offered: HandoffReason | undefined;
    const say = async (spoken: Spoken): Promise<void> => {
      said.push(spoken);
      await this.parts.say(context, offer && !offered ? withOffer(spoken, offer) : spoken);
      offered = offer;
    };
    const onHappened = (event: TurnEvent): void => {
      if (event.kind === 'message-left') left = event;
      const needed = personFor(event, this.parts.desk.claimAbove);
      if (needed && 'forced' in needed) forced = needed.forced;
      if (needed && 'offered' in needed) offer = needed.offered;
    };
    const onLookup = (record: string): void => void records.push(record);
    const done = await this.parts.tasks.take(context, memory, turn, {
      ...this.listener(turn, say),
      onHappened,
      onLookup,
    });
    const before = personMemoryOf(memory);
    const unanswered = done ? 0 : unansweredAfter(before.unanswered, reply);
    if (!done) {
      offer = offerAfterReply(unanswered);
      await say(response.spoken);
    }
    memory.person = {
      ...withExchange(before, { text, reply, said, records }),
      unanswered: offered ? 0 : unanswered,
      offered,
    };
    if (left) return this.passOn({ ...turn, language: left.language }, left);
    if (forced) {
      // A task goes on in its own language, whatever the last answer sounds like: "OK", a name, an amount.
      const language = replyLanguage(said.at(-1)?.language ?? reply.language);
      await this.parts.say(context, handoffNotices.largeClaim(language));
      return this.call({ ...turn, language }, forced);
    }
  }

  /** A person is called: now where somebody is there, else a message can be left. */
  private async call(turn: Turn, reason: HandoffReason): Promise<void> {
    const { context, memory, language } = turn;
    const { desk, tasks, say, now } = this.parts;
    if (!desk.isOpen(now())) return this.takeMessage(turn, reason);
    if (await tasks.layAside(context, memory)) await say(context, handoffNotices.laidAside(language));
    await handOver(context, await this.request(turn, reason, { leavesMessage: false }));
  }

  /** Says once for each opening when it is, and takes down a message. */
  private async takeMessage(turn: Turn, reason: HandoffReason): Promise<void> {
    const { context, memory } = turn;
    const person = personMemoryOf(memory);
    memory.person = { ...person, leavingFor: reason };
    await this.parts.tasks.leaveMessage(
      context,
      turn,
      this.listener(turn, (spoken) => this.parts.say(context, spoken)),
    );
    memory.person = { ...memory.person, closedTold: this.opening() };
  }

  private async passOn(turn: Turn, left: { message: string; reachedAt?: string | undefined }): Promise<void> {
    const { leavingFor = 'asked', ...person } = personMemoryOf(turn.memory);
    turn.memory.person = person;
    // The message is a person's: no question that comes after leans on it, or on an address.
    turn.memory.dialog = forget(turn.memory.dialog);
    const request = await this.request(turn, leavingFor, { leavesMessage: true });
    const { message, reachedAt } = left;
    await handOver(turn.context, { ...request, brief: { ...request.brief, message, ...(reachedAt && { reachedAt }) } });
  }

  private async request(
    turn: Turn,
    reason: HandoffReason,
    { leavesMessage }: Pick<HandoffRequest, 'leavesMessage'>,
  ): Promise<HandoffRequest> {
    const { memory, asking, language, text } = turn;
    const { exchanges, records, topic } = personMemoryOf(memory);
    const draft = memory.laidAside && (await this.parts.tasks.recapOf(memory.laidAside, turn));
    return {
      reason,
      topic: handoffTopic(text, topic),
      language,
      leavesMessage,
      brief: {
        customer:
          asking.kind === 'customer'
            ? {
                kind: 'customer',
                customerId: asking.customer.customerId,
                ...(asking.customer.name && { name: asking.customer.name }),
              }
            : { kind: 'anonymous' },
        exchanges,
        records,
        ...(draft && { draft }),
      },
    };
  }

  private listener({ memory }: Turn, say: TaskListener['say']): TaskListener {
    const { desk, now } = this.parts;
    const told = personMemoryOf(memory).closedTold === this.opening();
    return { say, outOfHours: desk.isOpen(now()) ? undefined : { opensAt: desk.nextOpening(now()), told } };
  }

  /** The name under which the next opening is remembered as told. */
  private readonly opening = (): string => this.parts.desk.nextOpening(this.parts.now())?.toISOString() ?? 'never';
}
