import type { TurnContext } from 'botbuilder';
import type { Memory, Told } from '../dialogs';
import type { LaidAside } from '../dialogs/tasks';
import { type Language, localeLanguage } from '../knowledge';
import type { PersonMemory } from './handoff/person-memory';

/** What the bot keeps of a conversation. */
export interface Remembered {
  greeted: boolean;
  /** The locale that the visitor came in with: it decides until something has been written. */
  locale?: string | undefined;
  dialog: Memory;
  laidAside?: LaidAside | undefined;
  /** The record that was told last, while what comes next may be about it. */
  told?: Told | undefined;
  /** What an anonymous visitor asked of their own records: taken up again when they sign in. */
  askedAnonymously?: string | undefined;
  /** Absent in what was kept before there were people to hand over to. */
  person?: PersonMemory | undefined;
}

/** The language that the conversation is held in: what the customer wrote last, else what their channel says. */
export const languageHeld = ({ activity }: TurnContext, { dialog, locale }: Remembered): Language =>
  dialog.language ?? localeLanguage(activity.locale) ?? localeLanguage(locale) ?? 'da';
