import type { ReplyLanguage } from '../../../../knowledge';

/** The few words that a page shows before the chat is opened. */
export const launcherWords: Record<ReplyLanguage, { launcher: string; unread: string; failed: string }> = {
  da: {
    launcher: 'Spørg os',
    unread: 'ny besked',
    failed: 'Chatten kunne ikke hentes. Prøv igen',
  },
  en: {
    launcher: 'Ask us',
    unread: 'new message',
    failed: 'The chat could not be loaded. Try again',
  },
};
