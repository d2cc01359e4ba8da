import type { Activity, TurnContext } from 'botbuilder';
import { botAccount } from '../channels/direct-line/activities';
import { localServiceUrl } from '../channels/authentication';
import type { TeamsUser } from '../identity/identities';
import type { ConversationLog } from './conversation-log';
import type { Presence } from './presence';
import type { TeamsChats } from './sql-teams-chats';
import type { TurnRunner } from './turn-runner';

/** Says something in a conversation that nobody asked for in it: once under each name, whatever happens in between. */
export interface Unasked {
  inConversation<Said>(conversation: string, onceAs: string, speak: Speak<Said>): Promise<Said>;
  /** Whether something has been said in the conversation under this name. */
  hasSaid(conversation: string, onceAs: string): Promise<boolean>;
  /** `no-chat`: the person has not written to the bot yet, or has removed it. */
  inTeams<Said>(user: TeamsUser, onceAs: string, speak: Speak<Said>): Promise<Said | 'no-chat'>;
}

/** Says it, or decides not to. What it throws comes through, and nothing has been said then. */
type Speak<Said> = (context: TurnContext) => Promise<Said>;

interface Parts {
  runner: Pick<TurnRunner, 'proactive'>;
  log: ConversationLog;
  chats: TeamsChats;
  presence: Presence;
  company: string;
}

/** How many of the newest entries are looked through for the language in which the visitor came in. */
const entriesLookedAt = 20;

export function unasked({ runner, log, chats, presence, company }: Parts): Unasked {
  /** The locale of the newest entry that has one: the greeting's, where nothing was said yet. */
  const localeOf = async (conversation: string): Promise<string | undefined> => {
    const last = (await log.lastSeq(conversation)) ?? 0;
    const entries = await log.after(conversation, Math.max(0, last - entriesLookedAt), entriesLookedAt);
    return entries.flatMap(({ body }) => (JSON.parse(body) as { locale?: string }).locale ?? []).at(-1);
  };

  const sayIn = async <Said>(
    conversation: string,
    activity: Partial<Activity>,
    onceAs: string,
    speak: Speak<Said>,
  ): Promise<Said> => {
    let said: { said: Said } | undefined;
    const logic = async (context: TurnContext): Promise<void> => {
      said = { said: await speak(context) };
    };
    await runner.proactive(conversation, activity, logic, onceAs);
    if (!said) throw new Error('A turn of the bot’s own did not run.');
    return (said as { said: Said }).said;
  };

  return {
    hasSaid: (conversation, onceAs) => log.has(conversation, onceAs),

    async inConversation(conversation, onceAs, speak) {
      const locale = await localeOf(conversation);
      const activity: Partial<Activity> = {
        type: 'event',
        name: 'unasked',
        channelId: 'directline',
        serviceUrl: localServiceUrl,
        conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
        from: { id: '', name: '', role: 'user' },
        recipient: botAccount(company),
        ...(locale === undefined ? {} : { locale }),
        channelData: { isWebChat: presence.isWebChat(conversation) },
      };
      return sayIn(conversation, activity, onceAs, speak);
    },

    async inTeams(user, onceAs, speak) {
      const chat = await chats.of(user);
      if (!chat?.conversation) return 'no-chat';
      const activity: Partial<Activity> = { ...chat, type: 'event', name: 'unasked' };
      return sayIn(`${chat.channelId}:${chat.conversation.id}`, activity, onceAs, speak);
    },
  };
}
