import type { Clause, DocumentSummary, Passage } from '../documents';
import { loadGlossary, type Concept, type ReplyLanguage } from '../language';

/*
 * The glossary as a document that an answer can cite and the viewer can show: one clause per concept, under the concept's id. It is in no index:
 * search uses the glossary in its own way.
 */

const titles: Record<ReplyLanguage, string> = { da: 'Ordliste', en: 'Glossary' };
const languages: readonly ReplyLanguage[] = ['da', 'en'];

const summary = (language: ReplyLanguage): DocumentSummary => ({
  name: `glossary.${language}`,
  work: 'glossary',
  title: titles[language],
  language,
  edition: loadGlossary().hash.slice(0, 8),
  audience: 'public',
  sha256: loadGlossary().hash,
});

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const clauseOf = ({ id, term, definition }: Concept, language: ReplyLanguage): Clause => ({
  id,
  headings: [],
  text: `${upperFirst(term[language])}: ${definition[language]}`,
});

interface GlossaryDocument {
  document: DocumentSummary;
  clauses: Clause[];
}
let documents: GlossaryDocument[] | undefined;

/** The glossary's editions, Danish and English, with their concepts in the order of the alphabet. Made when first asked for. */
export const glossaryDocuments = (): readonly GlossaryDocument[] =>
  (documents ??= languages.map((language) => ({
    document: summary(language),
    clauses: loadGlossary()
      .concepts()
      .map((concept) => clauseOf(concept, language))
      .sort((a, b) => a.text.localeCompare(b.text, language)),
  })));

/** A concept's one-line definition in both languages, as passages to quote. */
export const glossaryPassages = (concept: Concept): [Passage, ...Passage[]] => [
  { document: summary('da'), clause: clauseOf(concept, 'da'), score: 0 },
  { document: summary('en'), clause: clauseOf(concept, 'en'), score: 0 },
];
