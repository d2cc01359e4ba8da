import type { Citation } from '../answer-types';
import { type Language, type ReplyLanguage, replyLanguage } from '../language/languages';

/** Where a quote stands, with the number of its citation. */
const places: Record<Language, (title: string, heading: string | undefined, number: number) => string> = {
  da: (title, heading, number) => `Det står i »${title}«${heading ? ` under »${heading}«` : ''} [${number}]`,
  en: (title, heading, number) => `This is what “${title}” says${heading ? ` under “${heading}”` : ''} [${number}]`,
  sv: (title, heading, number) => `Så här står det i ”${title}”${heading ? ` under ”${heading}”` : ''} [${number}]`,
  no: (title, heading, number) => `Dette står i «${title}»${heading ? ` under «${heading}»` : ''} [${number}]`,
  de: (title, heading, number) => `So steht es in „${title}“${heading ? ` unter „${heading}“` : ''} [${number}]`,
  nl: (title, heading, number) => `Dit staat in ‘${title}’${heading ? ` onder ‘${heading}’` : ''} [${number}]`,
};

const languageNames: Record<ReplyLanguage, Record<Language, string>> = {
  da: { da: 'dansk', en: 'engelsk', sv: 'svensk', no: 'norsk', de: 'tysk', nl: 'nederlandsk' },
  en: { da: 'Danish', en: 'English', sv: 'Swedish', no: 'Norwegian', de: 'German', nl: 'Dutch' },
};

/** Said before a quote that is in neither the customer's language nor ours. */
const original: Record<ReplyLanguage, (language: Language) => string> = {
  da: (language) => `Vi har det kun på ${languageNames.da[language]}, så her er originalens ord:`,
  en: (language) => `We only have it in ${languageNames.en[language]}, so here are the original words:`,
};

/**
 * The plain sentence before a quote: it names the document, the heading where the clause stands under one, and the language where it is
 * another than that of the sentence.
 * @param number of the citation among those of the answer, from 1
 */
export function introduction(citation: Citation, asked: Language, number = 1): string {
  const heading = citation.heading === citation.title ? undefined : citation.heading;
  const ours = replyLanguage(asked);
  if (citation.language === asked || citation.language === ours)
    return `${places[citation.language](citation.title, heading, number)}:`;
  return `${places[ours](citation.title, heading, number)}. ${original[ours](citation.language)}`;
}
