import { z } from 'zod';
import type { ReplyLanguage } from '../../knowledge';
import { readOrdinal } from '../reading';
import type { Spoken } from '../reply-types';

const Draft = z.object({
  task: z.string(),
  state: z.looseObject({}),
  /** What it was told in: a single word such as "resume" tells no language. */
  language: z.enum(['da', 'en']).optional(),
});
/** One task that waits to be taken up again. */
export type Waiting = z.infer<typeof Draft>;

/** A task that was laid aside, to be taken up with "resume", and those laid aside before it, the latest first. */
export const LaidAside = Draft.extend({ earlier: z.array(Draft).optional() });
export type LaidAside = z.infer<typeof LaidAside>;

/** More than this is a heap that nobody comes back to. */
const mostKept = 5;

/** Everything that waits, the latest first. */
export function waitingIn(laidAside: LaidAside | undefined): Waiting[] {
  if (!laidAside) return [];
  const { earlier = [], ...latest } = laidAside;
  return [latest, ...earlier];
}

/** Keeps what waits; undefined for nothing. */
export function laidAsideOf([latest, ...earlier]: readonly Waiting[]): LaidAside | undefined {
  return latest && { ...latest, ...(earlier.length > 0 && { earlier: earlier.slice(0, mostKept - 1) }) };
}

const resume: Record<ReplyLanguage, string> = { da: 'Fortsæt', en: 'Resume' };

/** What a button sends that takes one of several up again. */
const buttonFor = (title: string, at: number, language: ReplyLanguage): string =>
  `${resume[language]} ${at + 1}: ${title}`;

/** The language that a pressed button was shown in. */
export const languageOfButton = (text: string): ReplyLanguage | undefined =>
  /^Fortsæt \d: /u.test(text) ? 'da' : /^Resume \d: /.test(text) ? 'en' : undefined;

/** Which of several that wait a message means; undefined where it means none. @param titles as they were offered */
export function meantToResume(text: string, titles: readonly string[]): number | undefined {
  // In whichever language it was shown.
  const pressed = Number(/^(?:Fortsæt|Resume) (\d): /u.exec(text.trim())?.[1] ?? 0) - 1;
  if (pressed >= 0 && pressed < titles.length) return pressed;
  const rest = /^\W*(?:fortsæt|genoptag|resume|continue|go on)(?:\s+(?:med|with))?\s+(?<which>.+)$/iu.exec(text.trim());
  const which = rest?.groups?.which;
  if (which === undefined) return undefined;
  const named = titles.findIndex((title) => title.toLowerCase().includes(which.toLowerCase()));
  return readOrdinal(which, titles.length) ?? (named < 0 ? undefined : named);
}

/** Asks which of several is to be gone on with. */
export function askWhichToResume(titles: readonly string[], language: ReplyLanguage): Spoken {
  const list = titles.map((title, at) => `${at + 1}. ${title}`).join('\n');
  const lead =
    language === 'da'
      ? 'Du har lagt mere end én ting til side. Hvad vil du fortsætte med?'
      : 'You have laid more than one thing aside. Which do you want to go on with?';
  return {
    text: `${lead}\n\n${list}`,
    language,
    citations: [],
    suggestions: titles.map((title, at) => ({
      title: `${at + 1}. ${title}`,
      value: buttonFor(title, at, language),
    })),
  };
}
