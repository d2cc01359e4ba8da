import type { ReplyLanguage } from '../knowledge';

/** One text in both reply languages, side by side, so that neither can be forgotten. */
export type InBoth = Record<ReplyLanguage, string>;

/**
 * Makes one text in both languages from words that depend on it: the dates and amounts in it are written the language's way. A sentence that ends
 * with "kr." has its full stop already.
 */
export const inBoth = (write: (language: ReplyLanguage) => string): InBoth => ({
  da: write('da').replaceAll('kr..', 'kr.'),
  en: write('en'),
});

/** "a, b and c". */
export const listed = (parts: readonly string[], language: ReplyLanguage): string =>
  new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);

/** The locale in which the language's dates and amounts are written. */
export const locales: Record<ReplyLanguage, string> = { da: 'da-DK', en: 'en-GB' };
