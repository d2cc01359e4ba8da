import { analyse, isSilent, type Language, looseKey, rememberStem, spellingOf, stem } from '../language';
import type { Analysis, Glossary, Spelling } from '../language';
import type { Corpus } from './corpus';
import { impactIndex, impactTables, type ImpactIndex, type ImpactTables, type TermCounts } from './impacts';
import type { Weights } from './weights';

/** The words and concepts of all entries. */
export interface Lexicon {
  /** Words vote only on passages in the question's own language: across languages they vote for accidents. */
  words(language: Language): WordIndex | undefined;
  /** Concepts are the same in every language: terms are their ids, and the editions of a clause are counted as one, its first entry. */
  concepts: ConceptIndex;
}

/** One language's words: terms are stem keys. */
export interface WordIndex extends ImpactIndex {
  /** Corrects towards the words that the entries have. */
  spelling: Spelling;
  /** The term of a folded word of the vocabulary. */
  termOfWord(word: string): number | undefined;
}

export interface ConceptIndex extends Omit<ImpactIndex, 'term'> {
  /** The term of a concept, by its place in the glossary. */
  term(concept: number): number | undefined;
}

/** The lexicon as plain numbers and text, fit for files. */
export interface LexiconTables {
  words: { language: Language; vocabulary: Vocabulary; impacts: ImpactTables }[];
  concepts: ImpactTables;
}

/** Folded words → stems. */
export type Vocabulary = Map<string, string>;

interface Counted {
  counts: Map<string, number>;
  length: number;
}

/** Reads every entry once and counts its words, by language, and its concepts. */
export function lexiconTables(corpus: Corpus, glossary: Glossary, weights: Weights): LexiconTables {
  const byLanguage = new Map<Language, { vocabulary: Vocabulary; counts: TermCounts[] }>();
  const conceptCounts = new Map<number, Counted>();
  // Headings and leads are shared by many clauses: each is taken apart once.
  const analyses = new Map<string, Analysis>();
  const analysed = (text: string, language: Language): Analysis => {
    const key = `${language}:${text}`;
    let known = analyses.get(key);
    if (!known) analyses.set(key, (known = analyse(text, language, glossary)));
    return known;
  };

  corpus.entries.forEach(({ clause, language, first }, entry) => {
    let own = byLanguage.get(language);
    if (!own) byLanguage.set(language, (own = { vocabulary: new Map(), counts: [] }));
    const { vocabulary } = own;
    const words: Counted = { counts: new Map(), length: 0 };
    const concepts: Counted = { counts: new Map(), length: 0 };
    const read = (analysis: Analysis, weight: number): void => {
      for (const { text, key, kind } of analysis.words) {
        if (isSilent(kind)) continue;
        vocabulary.set(text, stem(text, language));
        count(words, key, kind === 'weak' ? weight * weights.weakWord : weight);
      }
      for (const match of analysis.concepts) count(concepts, glossary.ids[match.concept] ?? '', weight * match.weight);
    };
    read(analyse(clause.text, language, glossary), weights.fields.text);
    if (clause.lead) read(analysed(clause.lead, language), weights.fields.lead);
    for (const heading of clause.headings) read(analysed(heading, language), weights.fields.heading);
    own.counts.push({ entry, ...words });
    conceptCounts.set(first, merged(conceptCounts.get(first), concepts));
  });

  return {
    words: [...byLanguage].map(([language, { vocabulary, counts }]) => ({
      language,
      vocabulary,
      impacts: impactTables(counts, weights.keywords),
    })),
    concepts: impactTables(
      [...conceptCounts].map(([entry, counted]) => ({ entry, ...counted })),
      weights.concepts,
    ),
  };
}

/** The same of the example questions: the words and concepts of all of a clause's together, under the clause's first entry. */
export function exampleTables(corpus: Corpus, glossary: Glossary, weights: Weights): LexiconTables {
  const byLanguage = new Map<Language, { vocabulary: Vocabulary; counts: Map<number, Counted> }>();
  const conceptCounts = new Map<number, Counted>();
  const of = (map: Map<number, Counted>, entry: number): Counted => {
    let counted = map.get(entry);
    if (!counted) map.set(entry, (counted = { counts: new Map(), length: 0 }));
    return counted;
  };
  for (const { text, language, first } of corpus.examples) {
    let own = byLanguage.get(language);
    if (!own) byLanguage.set(language, (own = { vocabulary: new Map(), counts: new Map() }));
    const { words, concepts } = analyse(text, language, glossary);
    for (const { text: word, key, kind } of words) {
      if (isSilent(kind)) continue;
      own.vocabulary.set(word, stem(word, language));
      count(of(own.counts, first), key, kind === 'weak' ? weights.weakWord : 1);
    }
    for (const match of concepts) count(of(conceptCounts, first), glossary.ids[match.concept] ?? '', match.weight);
  }
  const inOrder = (counted: ReadonlyMap<number, Counted>): TermCounts[] =>
    [...counted].map(([entry, counts]) => ({ entry, ...counts })).sort((a, b) => a.entry - b.entry);
  return {
    words: [...byLanguage].map(([language, { vocabulary, counts }]) => ({
      language,
      vocabulary,
      impacts: impactTables(inOrder(counts), weights.examples),
    })),
    concepts: impactTables(inOrder(conceptCounts), weights.examples),
  };
}

/** Makes the tables searchable. */
export function lexiconOf(tables: LexiconTables, glossary: Glossary): Lexicon {
  const byLanguage = new Map(tables.words.map((words) => [words.language, wordIndex(words)]));
  const concepts = impactIndex(tables.concepts);
  const termOfConcept = glossary.ids.map((id) => concepts.term(id));
  return {
    words: (language) => byLanguage.get(language),
    concepts: { ...concepts, term: (concept) => termOfConcept[concept] },
  };
}

function wordIndex({ language, vocabulary, impacts }: LexiconTables['words'][number]): WordIndex {
  const index = impactIndex(impacts);
  for (const [word, itsStem] of vocabulary) rememberStem(word, itsStem, language);
  return {
    ...index,
    spelling: spellingOf(() => vocabulary.keys()),
    termOfWord: (word) => index.term(looseKey(vocabulary.get(word) ?? word)),
  };
}

function count(into: Counted, term: string, worth: number): void {
  if (worth === 0) return;
  into.counts.set(term, (into.counts.get(term) ?? 0) + worth);
  into.length += worth;
}

/** Editions say the same: a concept that one of them names is the clause's. */
function merged(a: Counted | undefined, b: Counted): Counted {
  if (!a) return b;
  const counts = new Map(a.counts);
  for (const [term, worth] of b.counts) counts.set(term, Math.max(counts.get(term) ?? 0, worth));
  return { counts, length: Math.max(a.length, b.length) };
}
