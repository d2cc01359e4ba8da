import { z } from 'zod';
import { Language } from '../language/languages';
import { bookOf, type PhraseSet } from './phrase-book';
import { placeOf, placesOf, type Found, type Step } from './phrase-steps';
import type { Spelling, WordChoice } from './phrase-vocabulary';
import { keyOf, type Word } from './phrase-words';

/**
 * How people say one thing, in six languages. A phrase is words in order, each one of:
 *
 *     word            that word; from six letters on, one wrong letter inside is forgiven
 *     word*           a word that begins so
 *     a|b*|c          any of them
 *     @set  or  x|@set   any word of that set of the same file and language
 *     word?           may be missing
 *     …               up to four words of any kind
 *     #               a number that names a record (a policy, a claim, a company)
 *     &               the legal form of a company (A/S, GmbH)
 *     ~               a name: a word with a capital letter that does not begin the sentence
 *     ~|&|word        any of these, signs among them
 *     ^   $           the sentence begins, ends here
 */
export const PhrasesPerLanguage = z.partialRecord(Language, z.array(z.string().min(1)));
export type PhrasesPerLanguage = z.infer<typeof PhrasesPerLanguage>;

/** Named sets of words, per language. */
export const WordSets = z.record(z.string(), PhrasesPerLanguage);
export type WordSets = z.infer<typeof WordSets>;

/** Phrases made ready to look for. */
export interface Phrases {
  /** Whether one of the phrases stands in the sentence. */
  standIn(sentence: readonly Word[]): boolean;
  /** Every place where one of the phrases stands; they may overlap. */
  findAll(sentence: readonly Word[]): Found[];
}

const signs: Record<string, Step> = {
  '…': { kind: 'gap' },
  '#': { kind: 'reference' },
  '&': { kind: 'company-form' },
  '~': { kind: 'name' },
  '^': { kind: 'start' },
  $: { kind: 'end' },
};

const noSets: WordSets = {};
/** Where choices of words have got to in the book, by how phrases write them: the same few hundred stand in thousands of phrases. */
const known = new WeakMap<WordSets, Map<string, number>>();

/**
 * Makes phrases ready. All languages are looked for at once: short messages are often taken for a neighbouring language.
 * @throws Error for a set that is used and not defined
 */
export function preparePhrases(
  phrases: PhrasesPerLanguage,
  sets: WordSets = noSets,
  spelling: Spelling = 'forgiving',
): Phrases {
  const book = bookOf(spelling);
  const places = known.get(sets) ?? new Map<string, number>();
  known.set(sets, places);
  const placeOfChoice = (words: string, language: Language): number => {
    // Only a set's name means other words in another language.
    const name = `${spelling} ${words.includes('@') ? language : ''} ${words}`;
    const place = places.get(name) ?? book.placeOf(readChoice(words, language, sets));
    places.set(name, place);
    return place;
  };
  const read = (parts: readonly string[], language: Language): Step[] =>
    parts.map((part): Step => {
      const optional = part.endsWith('?');
      const words = optional ? part.slice(0, -1) : part;
      return signs[part] ?? { kind: 'words', choice: placeOfChoice(words, language), optional };
    });
  const set: PhraseSet = book.add(
    Language.options.flatMap((language) =>
      (phrases[language] ?? []).flatMap(waysToRead).map((parts) => read(parts, language)),
    ),
  );
  return {
    standIn(sentence) {
      const { words, possible } = book.look(sentence, set);
      return possible.some((steps) => placeOf(steps, words, 0) !== undefined);
    },
    findAll(sentence) {
      const { words, possible } = book.look(sentence, set);
      return possible.flatMap((steps) => placesOf(steps, words));
    },
  };
}

/** A phrase's parts, once for each sign that may stand in a place. */
const waysToRead = (phrase: string): string[][] =>
  phrase
    .split(' ')
    .reduce<string[][]>((ways, part) => ways.flatMap((way) => eachSign(part).map((one) => [...way, one])), [[]]);

/** "~|&|now" is a name, a legal form, or the word. */
function eachSign(part: string): string[] {
  const options = part.split('|');
  const choices = options.filter((option) => !/^[#&~]$/.test(option)).join('|');
  return [...options.filter((option) => /^[#&~]$/.test(option)), ...(choices === '' ? [] : [choices])];
}

function readChoice(source: string, language: Language, sets: WordSets): WordChoice {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const add = (alternative: string): void => {
    if (alternative.startsWith('@')) {
      const set = sets[alternative.slice(1)];
      if (!set) throw new Error(`The phrase set "${alternative}" is used and not defined.`);
      (set[language] ?? []).forEach(add);
    } else if (alternative.endsWith('*')) prefixes.push(keyOf(alternative.slice(0, -1)));
    else exact.add(keyOf(alternative));
  };
  source.split('|').forEach(add);
  return { exact, prefixes };
}
