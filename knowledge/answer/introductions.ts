import type { Citation } from '../answer-types';
import { type Language, type ReplyLanguage, replyLanguage } from '../language/languages';

/** Where a quote stands, with the number of its citation. */
const places: Record<Language, (title: string, heading: string | undefined) => string> = {
  da: (title, heading) => `Det står i »${title}«${heading ? ` under »${heading}«` : ''} [1]`,
  en: (title, heading) => `This is what “${title}” says${heading ? ` under “${heading}”` : ''} [1]`,
  sv: (title, heading) => `Så här står det i ”${title}”${heading ? ` under ”${heading}”` : ''} [1]`,
  no: (title, heading) => `Dette står i «${title}»${heading ? ` under «${heading}»` : ''} [1]`,
  de: (title, heading) => `So steht es in „${title}“${heading ? ` unter „${heading}“` : ''} [1]`,
  nl: (title, heading) => `Dit staat in ‘${title}’${heading ? ` onder ‘${heading}’` : ''} [1]`,
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
 */
export function introduction(citation: Citation, asked: Language): string {
  const heading = citation.heading === citation.title ? undefined : citation.heading;
  const ours = replyLanguage(asked);
  if (citation.language === asked || citation.language === ours)
    return `${places[citation.language](citation.title, heading)}:`;
  return `${places[ours](citation.title, heading)}. ${original[ours](citation.language)}`;
}
