import {
  analyse,
  functionWords,
  identifyLanguage,
  isSilent,
  type Analysis,
  type Glossary,
  type Language,
} from '../language';
import type { Lexicon, WordIndex } from './lexicon';
import type { Weights } from './weights';

/** A question as search weighs it: its words and concepts, with those of the earlier questions that a follow-up leans on. */
export interface WeighedQuestion {
  language: Language;
  words: WeighedWord[];
  /** Concept's place in the glossary → weight. */
  concepts: Map<number, number>;
  /** Concepts that those lead to, with less weight: for ranking only, since the question does not name them. */
  related: Map<number, number>;
  /** The texts to embed, the question itself first. */
  parts: { text: string; language: Language; weight: number }[];
  /** Content words of the question itself. */
  contentWords: number;
  isFollowUp: boolean;
}

export interface WeighedWord {
  key: string;
  weight: number;
  /** Terms of the question's language that it stands for, with what each counts: itself, or what it misspells. None: unknown. */
  terms: { term: number; worth: number }[];
  /** The concepts found in it. */
  concepts: { concept: number; weight: number }[];
  /** From the question itself, not from an earlier one. */
  own: boolean;
}

/** Weighs the question; earlier questions come in when it is too short to stand alone or points back. */
export function weighQuestion(
  question: { text: string; history: readonly string[]; language: Language },
  { glossary, lexicon, weights }: { glossary: Glossary; lexicon: Lexicon; weights: Weights },
): WeighedQuestion {
  const own = analyse(question.text, question.language, glossary);
  const contentWords = new Set(own.words.filter((word) => word.kind === 'content').map((word) => word.key)).size;
  const isFollowUp = question.history.length > 0 && leansBack(own, contentWords, weights);
  const parts = [{ text: question.text, language: question.language, weight: 1, analysis: own }];
  if (isFollowUp)
    for (const { text, weight } of earlier(question.history, weights)) {
      const language = identifyLanguage(text, [question.language]);
      parts.push({ text, language, weight, analysis: analyse(text, language, glossary) });
    }

  const words = new Map<string, WeighedWord>();
  const concepts = new Map<number, number>();
  const index = lexicon.words(question.language);
  parts.forEach(({ analysis, weight, language }, place) => {
    // Words of an earlier question in another language say nothing to this language's passages; its concepts do.
    if (language === question.language) weighWords(analysis, weight, place === 0, index, weights, words);
    for (const { concept, weight: sure, from, to } of analysis.concepts) {
      // A phrase is hardly ever meant otherwise; a single word often is.
      const worth = weight * sure * (to > from ? weights.phrase : 1);
      concepts.set(concept, Math.max(concepts.get(concept) ?? 0, worth));
    }
  });
  const related = relatedTo(concepts, glossary, weights);
  return {
    language: question.language,
    words: [...words.values()],
    concepts,
    related,
    parts,
    contentWords,
    isFollowUp,
  };
}

function relatedTo(concepts: ReadonlyMap<number, number>, glossary: Glossary, weights: Weights): Map<number, number> {
  const related = new Map<number, number>();
  for (const [concept, weight] of concepts)
    for (const other of glossary.related(concept))
      if (!concepts.has(other)) related.set(other, Math.max(related.get(other) ?? 0, weight * weights.related));
  return related;
}

function weighWords(
  analysis: Analysis,
  weight: number,
  own: boolean,
  index: WordIndex | undefined,
  weights: Weights,
  into: Map<string, WeighedWord>,
): void {
  analysis.words.forEach((word, at) => {
    if (isSilent(word.kind) || into.has(word.key)) return;
    const concepts = analysis.concepts
      .filter((match) => match.from <= at && match.to >= at)
      .map(({ concept, weight: sure }) => ({ concept, weight: sure }));
    into.set(word.key, {
      key: word.key,
      weight: word.kind === 'weak' ? weight * weights.weakWord : weight,
      terms: index ? termsOf(word.text, word.key, concepts.length > 0, index, weights) : [],
      concepts,
      own,
    });
  });
}

function termsOf(
  text: string,
  key: string,
  known: boolean,
  index: WordIndex,
  weights: Weights,
): { term: number; worth: number }[] {
  const term = index.term(key);
  if (term !== undefined) return [{ term, worth: 1 }];
  if (known) return [];
  return index.spelling.nearest(text).flatMap((word) => {
    const nearest = index.termOfWord(word);
    return nearest === undefined ? [] : [{ term: nearest, worth: weights.misspelt }];
  });
}

/** Words that point back at what was said before. */
const pointsBack: Record<Language, ReadonlySet<string>> = {
  da: new Set(['det', 'den', 'dem', 'de', 'dette', 'disse', 'saa', 'derefter', 'bagefter', 'ogsaa', 'hvad']),
  en: new Set(['it', 'that', 'this', 'they', 'them', 'those', 'these', 'then', 'so', 'afterwards', 'what']),
  sv: new Set(['det', 'den', 'dem', 'de', 'detta', 'dessa', 'daa', 'sedan', 'ocksaa', 'vad']),
  no: new Set(['det', 'den', 'dem', 'de', 'dette', 'disse', 'saa', 'da', 'etterpaa', 'ogsaa', 'hva']),
  de: new Set(['das', 'es', 'die', 'sie', 'dies', 'diese', 'dann', 'danach', 'auch', 'was']),
  nl: new Set(['het', 'dat', 'die', 'deze', 'dit', 'ze', 'dan', 'daarna', 'ook', 'wat']),
};
const opens: ReadonlySet<string> = new Set([
  'og',
  'and',
  'och',
  'und',
  'en',
  'men',
  'but',
  'aber',
  'maar',
  'hvad',
  'what',
  'so',
  'saa',
]);

/** A question that cannot stand alone: few words of its own, or an opening "and …" or "it" with few more. */
function leansBack({ words, language }: Analysis, contentWords: number, weights: Weights): boolean {
  const { shortQuestion } = weights.history;
  if (contentWords <= shortQuestion) return true;
  const first = words[0]?.text;
  const opening = first !== undefined && opens.has(first) && functionWords(language).get(first) === 'function';
  const pointing = words.some((word) => pointsBack[language].has(word.text));
  return contentWords <= shortQuestion + 2 && (opening || pointing);
}

/** Of what a follow-up leaves out, the previous and the first question hold most. */
function earlier(history: readonly string[], weights: Weights): { text: string; weight: number }[] {
  const previous = history.at(-1);
  const first = history[0];
  if (previous === undefined || first === undefined) return [];
  const parts = [{ text: previous, weight: weights.history.previous }];
  if (history.length > 1) parts.push({ text: first, weight: weights.history.first });
  return parts;
}
