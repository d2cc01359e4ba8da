import { ActivityHandler, type StatePropertyAccessor, TurnContext } from 'botbuilder';
import { noRecords } from '../adapters/records';
import type { Complaints } from '../adapters/complaints';
import {
  type Caller,
  CustomerId,
  type RecordEvent,
  type Records,
  type RecordsFor,
  type RecordsUnavailable,
} from '../adapters/records/port';
import {
  type Contact,
  emptyMemory,
  forget,
  greeting,
  linkReply,
  linkWish,
  type LinkOutcome,
  type LinkWish,
  type Memory,
  remember,
  replies,
  type Responder,
  type Response,
  signedIn,
  type Spoken,
} from '../dialogs';
import { dayInDenmark } from '../dialogs/dates';
import { readControl } from '../dialogs/reading';
import { tellEvent, type TellingTurn } from '../dialogs/record-events';
import type { LaidAside, TaskState } from '../dialogs/tasks';
import { type Knowledge, type Language, localeLanguage, type ReplyLanguage, replyLanguage } from '../knowledge';
import { signedInEvent } from './channels/direct-line/activities';
import { clientOf, replyActivity } from './channels/reply-activity';
import type { ConversationMemory } from './conversations/bot-memory';
import type { Asking, IdentityOf, WrittenBy } from './identity/asking';
import type { ProvenCustomer } from './identity/identities';
import type { Metrics } from './metrics';
import { onceAsked } from './once-asked';

/** What the bot keeps of a conversation. */
interface Remembered {
  greeted: boolean;
  /** The locale that the visitor came in with: it decides until something has been written. */
  locale?: string | undefined;
  dialog: Memory;
  laidAside?: LaidAside | undefined;
  /** What an anonymous visitor asked of their own records: taken up again when they sign in. */
  askedAnonymously?: string | undefined;
}

/** The language that the conversation is held in: what the customer wrote last, else what their channel says. */
const languageHeld = ({ activity }: TurnContext, { dialog, locale }: Remembered): Language =>
  dialog.language ?? localeLanguage(activity.locale) ?? localeLanguage(locale) ?? 'da';

/** The longest message that is answered; Direct Line's requests may be longer. */
const mostCharacters = 4000;

/** What the customer wrote, without the bot's own mention and the markup that Teams puts around it. */
function messageText(context: TurnContext): string {
  const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
  return text.replaceAll('&nbsp;', ' ').trim();
}

interface Parts {
  responder: Responder;
  knowledge: Knowledge;
  memory: ConversationMemory;
  identify: IdentityOf;
  /** Links a person in Teams to a customer, or takes the link away. */
  linkTeams(wish: LinkWish, activity: WrittenBy): Promise<LinkOutcome>;
  /** Resolves with undefined where the service has no records: charter answers only. */
  recordsFor(): Promise<RecordsFor | undefined>;
  onRecordsUnavailable(problem: RecordsUnavailable): void;
  complaints: Complaints;
  contact: Contact;
  metrics: Metrics;
  /** Where customers reach the service, for links in answers; no slash at the end. */
  address(): string;
  now(): Date;
  newId(): string;
}

/** One turn, top to bottom: who has come in, what was said, what is answered or done about it, what is remembered. */
export class SupportBot extends ActivityHandler {
  private readonly tasks;
  private readonly taskState: StatePropertyAccessor<TaskState>;
  private readonly recall: (context: TurnContext) => Promise<Remembered>;

  constructor(private readonly parts: Parts) {
    super();
    const remembered = parts.memory.createProperty<Remembered>('conversation');
    this.taskState = parts.memory.createProperty<TaskState>('tasks');
    this.tasks = onceAsked(async () => {
      const { shippedTasks, taskFor, taskRunner } = await import('../dialogs/tasks/index.js');
      return { taskFor, runner: taskRunner(shippedTasks, this.taskState) };
    });
    this.recall = (context) => remembered.get(context, { greeted: false, dialog: emptyMemory });

    this.onMembersAdded(async (context, next) => {
      const memory = await this.recall(context);
      memory.locale = context.activity.locale;
      await this.greet(context, memory);
      await next();
    });

    this.onEvent(async (context, next) => {
      // Only the service itself says so: from a client the event is not taken.
      if (context.activity.name === signedInEvent) await this.welcome(context, await this.recall(context));
      await next();
    });

    this.onMessage(async (context, next) => {
      const memory = await this.recall(context);
      // The widget's visitor has come in before writing: whoever was not greeted then is now. Elsewhere nobody may have told us of them.
      if (context.activity.channelId === 'directline') await this.greet(context, memory);
      parts.metrics.answer(await this.take(context, memory));
      await next();
    });
  }

  /**
   * Tells a customer unasked what has happened to a record of theirs, in the language that the conversation is held in.
   * @throws RecordsUnavailable; nothing has been said then
   */
  async tell(context: TurnContext, customerId: string, event: RecordEvent): Promise<'told' | 'not-shown'> {
    const recordsFor = await this.parts.recordsFor();
    if (!recordsFor) return 'not-shown';
    const language = replyLanguage(languageHeld(context, await this.recall(context)));
    const turn = this.turnOf(recordsFor(callerOf({ customerId })), language);
    const spoken = await tellEvent(event, turn);
    if (!spoken) return 'not-shown';
    await this.say(context, spoken);
    await this.repeatQuestion(context, turn);
    return 'told';
  }

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.parts.memory.saveChanges(context);
  }

  /** Teams tells of a new member more than once; the customer is greeted once. */
  private async greet(context: TurnContext, memory: Remembered): Promise<void> {
    if (memory.greeted) return;
    await this.say(context, greeting(localeLanguage(context.activity.locale) ?? 'da', this.parts.contact));
    memory.greeted = true;
  }

  /** The customer has signed in during the chat. */
  private async welcome(context: TurnContext, memory: Remembered): Promise<void> {
    const asking = await this.parts.identify(context.activity);
    if (asking.kind !== 'customer') return;
    await this.say(context, signedIn(memory.askedAnonymously, asking.customer.name, languageHeld(context, memory)));
    memory.askedAnonymously = undefined;
  }

  /** Takes a message. @returns what kind of reply it got, for the metrics */
  private async take(context: TurnContext, memory: Remembered): Promise<string> {
    const text = messageText(context);
    const { locale, channelId } = context.activity;
    const language = replyLanguage(languageHeld(context, memory));
    const notice = (words: string): Promise<void> =>
      this.say(context, { text: words, language, citations: [], suggestions: [] });

    if (text === '') return notice(replies.notUnderstood(language)).then(() => 'no-text');
    if (text.length > mostCharacters) return notice(replies.tooLong(language, mostCharacters)).then(() => 'too-long');
    const wish = channelId === 'msteams' ? linkWish(text) : undefined;
    if (wish) {
      const outcome = await this.parts.linkTeams(wish, context.activity);
      // What was told to one customer, and begun for one, is not the next one's.
      if (outcome.kind === 'linked' || outcome.kind === 'unlinked') await this.forgetCustomer(context, memory);
      return notice(linkReply(outcome, language)).then(() => 'link');
    }

    const asking = await this.parts.identify(context.activity);
    const response = await this.parts.responder.respond({
      text,
      history: memory.dialog.history,
      conversationLanguage: memory.dialog.language,
      locale,
      audience: asking.kind === 'customer' ? 'customers' : 'public',
      withoutRecords: asking.kind === 'customer' ? undefined : asking.why,
    });
    if (asking.kind === 'anonymous' && asking.why === 'sign-in-on-site' && response.reply.kind === 'record')
      memory.askedAnonymously = text;
    memory.dialog = remember(memory.dialog, { text, language: response.reply.language });
    const done = await this.runTasks(context, memory, { text, response, asking });
    if (!done) await this.say(context, response.spoken);
    return response.reply.kind;
  }

  /**
   * Whether a task took the message and has spoken. Visitors who are not signed in have the tasks that need no record; where others read along,
   * there are none.
   */
  private async runTasks(
    context: TurnContext,
    memory: Remembered,
    { text, response, asking }: { text: string; response: Response; asking: Asking },
  ): Promise<boolean> {
    if (asking.kind === 'anonymous' && asking.why === 'in-company') return false;
    if (asking.kind === 'anonymous' && !(await this.mayConcernGuestsTask(context, memory, response))) return false;
    const recordsFor = asking.kind === 'customer' ? await this.parts.recordsFor() : undefined;
    const records = asking.kind === 'customer' && recordsFor ? recordsFor(callerOf(asking.customer)) : undefined;
    const language: ReplyLanguage = replyLanguage(response.reply.language);
    const { taskFor, runner } = await this.tasks();
    const begins = taskFor(text, response);
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
      {
        turn: {
          ...this.turnOf(records ?? noRecords({ kind: 'anonymous' }), language),
          text,
          complaints: this.parts.complaints,
        },
        say: (spoken) => this.say(context, spoken),
        onUnavailable: this.parts.onRecordsUnavailable,
      },
    );
    memory.laidAside = laidAside;
    return spoke;
  }

  /** What was told unasked stands between the open question and its answer: it is asked again. */
  private async repeatQuestion(context: TurnContext, turn: TellingTurn): Promise<void> {
    const state: TaskState | undefined = await this.taskState.get(context);
    if ((state?.dialogStack.length ?? 0) === 0) return;
    const { complaints, onRecordsUnavailable: onUnavailable } = this.parts;
    const stage = {
      turn: { ...turn, text: '', complaints },
      say: (spoken: Spoken) => this.say(context, spoken),
      onUnavailable,
    };
    await (await this.tasks()).runner.repeat(context, stage);
  }

  private async forgetCustomer(context: TurnContext, memory: Remembered): Promise<void> {
    memory.dialog = forget(memory.dialog);
    memory.laidAside = undefined;
    memory.askedAnonymously = undefined;
    await this.taskState.delete(context);
  }

  /** Most messages of visitors who are not signed in concern no task, and their turn is spared the looking. */
  private async mayConcernGuestsTask(
    context: TurnContext,
    { laidAside }: Remembered,
    { reply }: Response,
  ): Promise<boolean> {
    if (reply.kind === 'needs-a-person' || laidAside) return true;
    const state: TaskState | undefined = await this.taskState.get(context);
    return (state?.dialogStack.length ?? 0) > 0;
  }

  private turnOf(records: Records, language: ReplyLanguage): TellingTurn {
    const { contact, knowledge, now, newId } = this.parts;
    return {
      language,
      records,
      today: dayInDenmark(now()),
      now: now(),
      newId,
      explain: ({ work, clause }) => knowledge.clause(work, clause, language, 'customers'),
      contact,
    };
  }

  private async say(context: TurnContext, spoken: Spoken): Promise<void> {
    await context.sendActivity(replyActivity(spoken, this.parts.address(), clientOf(context.activity)));
  }
}

/** A site may name customers in ways that no record of ours does: those have no records. */
function callerOf({ customerId }: ProvenCustomer): Caller {
  const known = CustomerId.safeParse(customerId);
  return known.success ? { kind: 'customer', customerId: known.data } : { kind: 'anonymous' };
}
