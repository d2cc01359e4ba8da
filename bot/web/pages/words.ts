import type { Audience, DocumentSummary, Language, ReplyLanguage } from '../../../knowledge';
import { shownEdition } from '../edition';
import { html, type Html } from './html';

/** The words that several pages share, in one language. */
export interface PageWords {
  skip: string;
  home: string;
  otherLanguage: string;
  footer: string;
  edition: string;
  page: string;
  audience: Record<Audience, string>;
  languageName: Record<Language, string>;
}

export const pageWords: Record<ReplyLanguage, PageWords> = {
  da: {
    skip: 'Gå til indholdet',
    home: 'Kundeservice',
    otherLanguage: 'English',
    footer:
      'Skriv ikke fortrolige oplysninger i chatten. Assistenten svarer ud fra dokumenterne og træffer ingen afgørelser.',
    edition: 'Udgave',
    page: 'Side',
    audience: { public: 'For alle', customers: 'For kunder', staff: 'Kun for medarbejdere' },
    languageName: { da: 'dansk', en: 'engelsk', sv: 'svensk', no: 'norsk', de: 'tysk', nl: 'nederlandsk' },
  },
  en: {
    skip: 'Skip to the content',
    home: 'Customer service',
    otherLanguage: 'Dansk',
    footer:
      'Please keep confidential details out of the chat. The assistant answers from the documents and decides nothing.',
    edition: 'Edition',
    page: 'Page',
    audience: { public: 'For everyone', customers: 'For customers', staff: 'Staff only' },
    languageName: { da: 'Danish', en: 'English', sv: 'Swedish', no: 'Norwegian', de: 'German', nl: 'Dutch' },
  },
};

/** Each language's name in that language, for links that lead to it. */
export const ownName: Record<Language, string> = {
  da: 'Dansk',
  en: 'English',
  sv: 'Svenska',
  no: 'Norsk',
  de: 'Deutsch',
  nl: 'Nederlands',
};

/** `2026-03-01` as the language writes a date. */
export function writtenDate(isoDate: string, language: ReplyLanguage): string {
  const format = new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${isoDate}T00:00:00Z`));
}

/** The edition of a document as its facts name it; nothing where it has none of its author's. */
export function editionFact(
  { edition, sha256 }: Pick<DocumentSummary, 'edition' | 'sha256'>,
  language: ReplyLanguage,
): Html | undefined {
  const shown = shownEdition(edition) ?? (sha256.startsWith(edition) ? undefined : edition);
  return shown === undefined ? undefined : html`<span>${pageWords[language].edition} ${shown}</span>`;
}

/** The front page, in this language whatever the browser prefers. */
export const homeHref = (language: ReplyLanguage): string => `/?lang=${language}`;
