import type { Audience, Clause, DocumentSummary, LoadedDocument } from '../documents';
import { maySee } from '../documents';
import { Language } from '../language/languages';

/** One clause of one document: what is scored. Its place in `Corpus.entries` is its number everywhere in this folder. */
export interface Entry {
  document: DocumentSummary;
  clause: Clause;
  language: Language;
  /** The place in `Corpus.groups` of the clause that it is an edition of. */
  group: number;
  /** The first entry of the same clause and audience: what is said in one language counts for the editions in the others. */
  first: number;
}

/** All editions of one clause: what is ranked. */
export interface ClauseGroup {
  work: string;
  clause: string;
  entries: number[];
}

/** A question that a clause answers. Its place in `Corpus.examples` is its number everywhere in this folder. */
export interface Example {
  text: string;
  language: Language;
  /** The clause it belongs to: the first entry of the clause and audience, as in `Entry.first`. */
  first: number;
  /** A language model wrote it. */
  byModel?: boolean;
}

/** The documents, numbered for search. */
export interface Corpus {
  documents: readonly LoadedDocument[];
  entries: Entry[];
  groups: ClauseGroup[];
  examples: Example[];
  /** By first entry: how many example questions the clause has. */
  exampleCounts: Uint16Array;
  /** Some clauses have example questions and others have none. */
  isMixed: boolean;
}

/** Numbers the clauses of the documents and puts the language editions of one clause together. */
export function corpusOf(documents: readonly LoadedDocument[]): Corpus {
  const entries: Entry[] = [];
  const groups: ClauseGroup[] = [];
  const groupOf = new Map<string, number>();
  const firstOf = new Map<string, number>();
  const examples = new Map<string, Example>();
  for (const { clauses, questions = {}, modelQuestions, warnings: _warnings, ...document } of documents) {
    for (const clause of clauses) {
      const key = JSON.stringify([document.work, clause.id]);
      let group = groupOf.get(key);
      if (group === undefined) {
        group = groups.push({ work: document.work, clause: clause.id, entries: [] }) - 1;
        groupOf.set(key, group);
      }
      groups[group]?.entries.push(entries.length);
      const firstKey = `${group} ${document.audience}`;
      const first = firstOf.get(firstKey) ?? entries.length;
      firstOf.set(firstKey, first);
      entries.push({ document, clause, language: document.language, group, first });
      for (const language of Language.options)
        for (const text of questions[clause.id]?.[language] ?? [])
          // Every edition may bring the questions of the whole work.
          examples.set(`${first} ${language} ${text}`, { text, language, first });
      for (const language of Language.options)
        for (const text of modelQuestions?.questions[clause.id]?.[language] ?? []) {
          const key = `${first} ${language} ${text}`;
          if (!examples.has(key)) examples.set(key, { text, language, first, byModel: true });
        }
    }
  }
  const numbered = [...examples.values()];
  const counts = new Uint16Array(entries.length);
  for (const { first } of numbered) counts[first] = (counts[first] as number) + 1;
  const isMixed = numbered.length > 0 && entries.some(({ first }) => counts[first] === 0);
  return { documents, entries, groups, examples: numbered, exampleCounts: counts, isMixed };
}

/** For each entry 1 when the reader may see it; undefined when they may see all. */
export function visibleTo(corpus: Corpus, reader: Audience): Uint8Array | undefined {
  if (corpus.documents.every((document) => maySee(reader, document.audience))) return undefined;
  return Uint8Array.from(corpus.entries, ({ document }) => (maySee(reader, document.audience) ? 1 : 0));
}

/** What a clause stands under: its headings and the words that introduce its list. */
export function surroundings(clause: Clause): string {
  return [...clause.headings, clause.lead ?? ''].join('\n').trim();
}
