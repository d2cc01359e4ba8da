import { ActivityHandler, TurnContext } from 'botbuilder';
import {
  type Contact,
  emptyMemory,
  greeting,
  type Memory,
  remember,
  replies,
  type Responder,
  type Spoken,
} from '../dialogs';
import { localeLanguage, type ReplyLanguage, replyLanguage } from '../knowledge';
import { replyActivity } from './channels/reply-activity';
import type { ConversationMemory } from './conversations/bot-memory';
import type { Metrics } from './metrics';

/** What the bot keeps of a conversation. */
interface Remembered {
  greeted: boolean;
  dialog: Memory;
}

/** The longest message that is answered; Direct Line's requests may be longer. */
const mostCharacters = 4000;

/** What the customer wrote, without the bot's own mention and the markup that Teams puts around it. */
function messageText(context: TurnContext): string {
  const text = TurnContext.removeRecipientMention(context.activity) ?? context.activity.text ?? '';
  return text.replaceAll('&nbsp;', ' ').trim();
}

interface Parts {
  responder: Responder;
  memory: ConversationMemory;
  contact: Contact;
  metrics: Metrics;
  /** Where customers reach the service, for links in answers; no slash at the end. */
  address(): string;
}

/** One turn, top to bottom: who has come in, what was said, what is answered, what is remembered. */
export class SupportBot extends ActivityHandler {
  constructor(private readonly parts: Parts) {
    super();
    const remembered = parts.memory.createProperty<Remembered>('conversation');
    const recall = (context: TurnContext): Promise<Remembered> =>
      remembered.get(context, { greeted: false, dialog: emptyMemory });

    this.onMembersAdded(async (context, next) => {
      await this.greet(context, await recall(context));
      await next();
    });

    this.onMessage(async (context, next) => {
      const memory = await recall(context);
      // The widget's visitor has come in before writing: whoever was not greeted then is now. Elsewhere nobody may have told us of them.
      if (context.activity.channelId === 'directline') await this.greet(context, memory);
      const { kind, spoken } = await this.answer(context, memory);
      await this.say(context, spoken);
      parts.metrics.answer(kind);
      await next();
    });
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

  private async answer(context: TurnContext, memory: Remembered): Promise<{ kind: string; spoken: Spoken }> {
    const text = messageText(context);
    const { locale } = context.activity;
    const { history, language: conversationLanguage } = memory.dialog;
    const notice = (kind: string, words: (language: ReplyLanguage) => string): { kind: string; spoken: Spoken } => {
      const language = replyLanguage(conversationLanguage ?? localeLanguage(locale) ?? 'da');
      return { kind, spoken: { text: words(language), language, citations: [], suggestions: [] } };
    };
    if (text === '') return notice('no-text', replies.notUnderstood);
    if (text.length > mostCharacters)
      return notice('too-long', (language) => replies.tooLong(language, mostCharacters));
    const { reply, spoken } = await this.parts.responder.respond({
      text,
      history,
      conversationLanguage,
      locale,
      audience: 'public',
    });
    memory.dialog = remember(memory.dialog, { text, language: reply.language });
    return { kind: reply.kind, spoken };
  }

  private async say(context: TurnContext, spoken: Spoken): Promise<void> {
    await context.sendActivity(replyActivity(spoken, this.parts.address(), context.activity.channelId === 'msteams'));
  }
}
