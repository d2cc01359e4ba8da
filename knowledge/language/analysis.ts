import type { ConceptMatch, Guess } from './concept-matcher';
import type { Language } from './languages';
import { looseKey, tokens } from './fold';
import { functionWords, isSilent, type WordKind } from './function-words';
import { loadGlossary, type Glossary } from './glossary';
import { stem } from './stemming';

/** A word of a text as search sees it. */
export interface Word {
  /** Folded. */
  text: string;
  /** Its stem, loosely folded: the key of the keyword index. */
  key: string;
  kind: WordKind;
}

/** A text taken apart. */
export interface Analysis {
  language: Language;
  words: Word[];
  /** Concepts of the trade; `from` and `to` are places in `words`. */
  concepts: ConceptMatch[];
}

/** Languages whose forms also count for a word that the language itself does not know: English everywhere, neighbours in Scandinavia. */
const lentBy: Record<Language, readonly Language[]> = {
  da: ['no', 'en', 'sv'],
  no: ['da', 'en', 'sv'],
  sv: ['da', 'no', 'en'],
  de: ['en'],
  nl: ['en'],
  en: ['da'],
};
const lentWeight = 0.8;
/** Shorter words mean different things in different languages. */
const shortestLent = 5;

/** Takes a text apart into words and concepts. */
export function analyse(text: string, language: Language, glossary: Glossary = loadGlossary()): Analysis {
  const kinds = functionWords(language);
  const words = tokens(text).map((word): Word => ({
    text: word,
    key: looseKey(stem(word, language)),
    kind: kinds.get(word) ?? 'content',
  }));
  const folded = words.map((word) => word.text);
  const concepts = glossary.matcher(language).match(folded);
  const matched = new Set<number>();
  for (const { from, to } of concepts) for (let at = from; at <= to; at += 1) matched.add(at);
  words.forEach((word, at) => {
    if (matched.has(at) || isSilent(word.kind)) return;
    for (const { concept, weight } of unmatched(word, language, glossary))
      concepts.push({ concept, weight, from: at, to: at });
  });
  return { language, words, concepts };
}

/** Concepts of a word that is no form in its own language: lent from another language, a compound's parts, a misspelling. */
function unmatched(word: Word, language: Language, glossary: Glossary): Guess[] {
  if (word.text.length >= shortestLent)
    for (const lender of lentBy[language]) {
      const lent = glossary.matcher(lender).exact(word.text);
      if (lent.length > 0) return lent.map(({ concept, weight }) => ({ concept, weight: weight * lentWeight }));
    }
  return word.kind === 'content' ? glossary.matcher(language).guess(word.text) : [];
}
