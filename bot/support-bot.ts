import { type Activity, ActivityHandler, TurnContext } from 'botbuilder';
import type { RecordEvent } from '../adapters/records/port';
import {
  emptyMemory,
  filesBesidePerson,
  type FilesSent,
  filesReply,
  followUpWanted,
  forget,
  greeting,
  linkReply,
  linkWish,
  type LinkOutcome,
  type LinkWish,
  remember,
  replies,
  type Responder,
  signedIn,
  signInFailed,
  type Spoken,
  withPersonBeside,
} from '../dialogs';
import { tellEvent, toldBy } from '../dialogs/record-events';
import { localeLanguage, replyLanguage } from '../knowledge';
import { leftEvent, signedInEvent } from './channels/direct-line/activities';
import { clientOf, replyActivity } from './channels/reply-activity';
import { isFailedSignIn } from './channels/teams-sign-in';
import { withoutTeamsMarkup } from './channels/teams-text';
import { bufferOf } from './conversations/bot-memory';
import { type Desk, speakBesidePerson, speakingIn } from './handoff/desk';
import { HandingOver } from './handoff/handing-over';
import { emptyPersonMemory } from './handoff/person-memory';
import { type IdentityOf, isPersonal, type WrittenBy } from './identity/asking';
import type { Metrics } from './metrics';
import { languageHeld, type Remembered } from './remembered';
import { callerOf, type TaskParts, TaskTurns } from './task-turns';

/** The longest message that is answered; Direct Line's requests may be longer. */
const mostCharacters = 4000;

/** What the customer wrote, without the bot's own mention and the markup that Teams puts around it and around others'. */
function messageText(context: TurnContext): string {
  return withoutTeamsMarkup(TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '');
}

interface Parts extends TaskParts {
  responder: Responder;
  identify: IdentityOf;
  /** Links a person in Teams to a customer, or takes the link away. */
  linkTeams(wish: LinkWish, activity: WrittenBy): Promise<LinkOutcome>;
  /** Takes the files of a message into the conversation. @returns what became of them; undefined where there are none */
  takeFiles(conversation: string, activity: Partial<Activity>): Promise<FilesSent | undefined>;
  /** People who may take a conversation over; absent: customers are told how to reach somebody. */
  desk?: Desk | undefined;
  metrics: Metrics;
  /** Where customers reach the service, for links in answers; no slash at the end. */
  address(): string;
}

/** Marks in a turn's context whether a person can be called in it. */
const personAtHand = Symbol('person at hand');

/** One turn, top to bottom: who has come in, what was said, what is answered or done about it, what is remembered. */
export class SupportBot extends ActivityHandler {
  private readonly tasks: TaskTurns;
  private readonly handingOver: HandingOver | undefined;
  private readonly recall: (context: TurnContext) => Promise<Remembered>;

  constructor(private readonly parts: Parts) {
    super();
    const remembered = parts.memory.createProperty<Remembered>('conversation');
    this.tasks = new TaskTurns(parts);
    const say = (context: TurnContext, spoken: Spoken): Promise<void> => this.say(context, spoken);
    this.handingOver = parts.desk && new HandingOver({ ...parts, desk: parts.desk, tasks: this.tasks, say });
    this.recall = (context) => remembered.get(context, { greeted: false, dialog: emptyMemory });

    this.onMembersAdded(async (context, next) => {
      const memory = await this.recall(context);
      memory.locale = context.activity.locale;
      await this.greet(context, memory);
      await next();
    });

    // In Teams the app has been installed: whichever of the two activities comes first is greeted.
    this.onInstallationUpdateAdd(async (context, next) => {
      const memory = await this.recall(context);
      memory.locale = context.activity.locale;
      await this.greet(context, memory);
      await next();
    });

    // Whoever installs it again is greeted again; an upgrade is no reason to.
    this.onInstallationUpdateRemove(async (context, next) => {
      const memory = await this.recall(context);
      if (context.activity.action === 'remove') memory.greeted = false;
      await next();
    });

    this.onEvent(async (context, next) => {
      // Only the service itself says so: from a client the event is not taken.
      if (context.activity.name === signedInEvent) await this.welcome(context, await this.recall(context));
      if (context.activity.name === leftEvent && context.activity.channelId === 'directline')
        await this.handingOver?.customerLeft(context, await this.recall(context));
      if (isFailedSignIn(context.activity)) await this.tellSignInFailed(context, await this.recall(context));
      await next();
    });

    this.onMessage(async (context, next) => {
      const memory = await this.recall(context);
      parts.metrics.answer(await this.message(context, memory));
      await next();
    });
  }

  /**
   * Tells a customer unasked what has happened to a record of theirs, in the language that the conversation is held in.
   * @returns `later` while somebody else speaks in the conversation
   * @throws RecordsUnavailable; nothing has been said then
   */
  async tell(context: TurnContext, customerId: string, event: RecordEvent): Promise<'told' | 'not-shown' | 'later'> {
    const recordsFor = await this.parts.recordsFor();
    if (!recordsFor) return 'not-shown';
    const memory = await this.recall(context);
    if (speakingIn(context).speaker !== 'bot') return 'later';
    const language = replyLanguage(languageHeld(context, memory));
    const turn = this.tasks.turnOf(recordsFor(callerOf({ customerId })), language);
    const spoken = await tellEvent(event, turn);
    if (!spoken) return 'not-shown';
    await this.say(context, spoken);
    memory.told = toldBy(event);
    await this.parts.memory.saveChanges(context);
    // What was told stands between the open question and its answer.
    await this.tasks.repeatQuestion(context, turn, (words) => this.say(context, words));
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

  /** The customer has signed in during the chat. Whoever else speaks there then sees it for themselves. */
  private async welcome(context: TurnContext, memory: Remembered): Promise<void> {
    const asking = await this.parts.identify(context.activity);
    if (asking.kind !== 'customer' || speakingIn(context).speaker !== 'bot') return;
    await this.say(context, signedIn(memory.askedAnonymously, asking.customer.name, languageHeld(context, memory)));
    memory.askedAnonymously = undefined;
  }

  /** Teams shows nothing itself: without this the person would wait for what does not come. */
  private async tellSignInFailed(context: TurnContext, memory: Remembered): Promise<void> {
    const asking = await this.parts.identify(context.activity);
    const why = asking.kind === 'anonymous' ? asking.why : 'none';
    const language = replyLanguage(languageHeld(context, memory));
    const text = signInFailed(why, language, this.parts.contact);
    if (speakingIn(context).speaker === 'person') speakBesidePerson(context);
    await this.say(context, { text, language, citations: [], suggestions: [] });
  }

  /** Takes a message, unless somebody else speaks. @returns what became of it, for the metrics */
  private async message(context: TurnContext, memory: Remembered): Promise<string> {
    // Whoever speaks: a person needs what the customer sends.
    const files = await this.parts.takeFiles(bufferOf(context).conversation, context.activity);
    if (speakingIn(context).speaker !== 'bot') {
      if (!this.handingOver) return 'unheard';
      // In the widget the customer sees the file stand in the conversation, or why it does not.
      if (files && context.activity.channelId !== 'directline') {
        if (speakingIn(context).speaker === 'person') speakBesidePerson(context);
        await this.say(context, filesBesidePerson(files, replyLanguage(languageHeld(context, memory))));
      }
      return this.handingOver.whileOthersSpeak(context, memory, messageText(context));
    }
    await this.handingOver?.cutOffWhatEnded(context, memory);
    // The widget's visitor has come in before writing: whoever was not greeted then is now. Elsewhere nobody may have told us of them.
    if (context.activity.channelId === 'directline') await this.greet(context, memory);
    return this.take(context, memory, files);
  }

  /** Takes a message. @returns what kind of reply it got */
  private async take(context: TurnContext, memory: Remembered, files: FilesSent | undefined): Promise<string> {
    const text = messageText(context);
    const { locale, channelId } = context.activity;
    const language = replyLanguage(languageHeld(context, memory));
    const notice = (words: string): Promise<void> =>
      this.say(context, { text: words, language, citations: [], suggestions: [] });

    if (files) await this.say(context, filesReply(files, language, this.parts.contact));
    if (files && text === '') return 'files';
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
    const isTyping = await this.tasks.isAsking(context);
    const isAsking = isTyping || (memory.told !== undefined && followUpWanted(text, memory.told) !== undefined);
    const response = await this.parts.responder.respond({
      text,
      history: memory.dialog.history,
      conversationLanguage: memory.dialog.language,
      // Not every client says it with every message.
      locale: locale ?? memory.locale,
      audience: asking.kind === 'customer' ? 'customers' : 'public',
      withoutRecords: asking.kind === 'customer' ? undefined : asking.why,
      // What is typed into a task is its own: no answer to it is begun that the task then takes back.
      stream: isAsking ? undefined : bufferOf(context).stream?.answer,
      quotesOnly: isAsking,
      goesElsewhere: (answered) => this.tasks.wouldBegin(text, answered, asking, memory),
      conversation: bufferOf(context).conversation,
    });
    if (asking.kind === 'anonymous' && asking.why === 'sign-in-on-site' && response.reply.kind === 'record')
      memory.askedAnonymously = text;
    const isTyped = isTyping && response.reply.kind !== 'answered';
    memory.dialog = remember(memory.dialog, { text: isTyped ? undefined : text, language: response.reply.language });
    // "Here they are" is about the files: that no document knows of it would be no answer.
    if (files && response.reply.kind === 'not-in-documents' && !(await this.tasks.isAsking(context))) return 'files';
    const heard = { text, response, asking };
    if (this.handingOver && (await this.canCallPerson(context))) await this.handingOver.take(context, memory, heard);
    else {
      const say = (spoken: Spoken): Promise<void> => this.say(context, spoken);
      if (!(await this.tasks.take(context, memory, heard, { say }))) await say(response.spoken);
    }
    return response.reply.kind;
  }

  private async forgetCustomer(context: TurnContext, memory: Remembered): Promise<void> {
    memory.dialog = forget(memory.dialog);
    memory.laidAside = undefined;
    memory.told = undefined;
    memory.askedAnonymously = undefined;
    memory.person = emptyPersonMemory(speakingIn(context).change);
    await this.tasks.forget(context);
  }

  /**
   * Whether a person can be called into this conversation: where others read along, or where all replies go into one HTTP response, nobody is.
   */
  private async canCallPerson(context: TurnContext): Promise<boolean> {
    const known: unknown = context.turnState.get(personAtHand);
    if (typeof known === 'boolean') return known;
    const { activity } = context;
    const can =
      isPersonal(activity) &&
      activity.deliveryMode !== 'expectReplies' &&
      ((await this.parts.desk?.isStaffed()) ?? false);
    context.turnState.set(personAtHand, can);
    return can;
  }

  private async say(context: TurnContext, spoken: Spoken): Promise<void> {
    const said = (await this.canCallPerson(context)) ? withPersonBeside(spoken) : spoken;
    await context.sendActivity(replyActivity(said, this.parts.address(), clientOf(context.activity)));
  }
}
