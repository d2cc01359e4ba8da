import { z } from 'zod';

/** The six languages that a question may be asked in. `no` is Norwegian bokmål. */
export const Language = z.enum(['da', 'en', 'sv', 'no', 'de', 'nl']);
export type Language = z.infer<typeof Language>;

/** The two languages in which every sentence of ours exists. */
export type ReplyLanguage = 'da' | 'en';

/** A Danish question is answered in Danish; every other language's own words are English (`ARCHITECTURE`: da and en complete). */
export const replyLanguage = (language: Language): ReplyLanguage => (language === 'da' ? 'da' : 'en');

/** The language of a locale such as `da-DK` or `nb-NO`; `undefined` where it is none of ours. */
export function localeLanguage(locale: string | undefined): Language | undefined {
  const [language = ''] = (locale ?? '').toLowerCase().split(/[-_]/);
  return Language.safeParse(language === 'nb' || language === 'nn' ? 'no' : language).data;
}
