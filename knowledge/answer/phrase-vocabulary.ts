import { editBetween } from '../language/spelling';
import type { Word } from './phrase-words';

/** The words that one place in a phrase takes: these, and those that begin so. */
export interface WordChoice {
  exact: ReadonlySet<string>;
  prefixes: readonly string[];
}

/** Looks up which choices a word is one of. Choices are known by their places. */
export interface Vocabulary {
  /** The place of this choice; a new one is taken in. */
  placeOf(choice: WordChoice): number;
  /** The places of the choices that the word is one of. */
  choicesOf(word: Word): ReadonlySet<number>;
}

/** Whether one wrong letter inside a longer word is forgiven. Not where a word alone decides: too many are one letter apart. */
export type Spelling = 'forgiving' | 'exact';

/** From this length on, one wrong letter is forgiven. */
const shortestForgiven = 6;

/** A wrong letter inside is a slip; a wrong last letter is mostly another inflection, and means something else. */
const endsOf = (word: string): string => `${word[0]}${word.at(-1)}`;

/** A vocabulary without choices. */
export function emptyVocabulary(spelling: Spelling): Vocabulary {
  const places = new Map<string, number>();
  const exact = new Map<string, number[]>();
  const prefixes = new Map<string, number[]>();
  const forgiven = new Map<string, Set<string>>();

  function take(choice: WordChoice, at: number): void {
    for (const word of choice.exact) {
      put(exact, word, at);
      if (word.length < shortestForgiven) continue;
      const alike = forgiven.get(endsOf(word));
      if (alike) alike.add(word);
      else forgiven.set(endsOf(word), new Set([word]));
    }
    for (const prefix of choice.prefixes) put(prefixes, prefix, at);
  }

  function choicesOf({ key, kind }: Word): ReadonlySet<number> {
    const found = new Set(exact.get(key));
    for (let length = 1; length <= key.length; length += 1)
      for (const at of prefixes.get(key.slice(0, length)) ?? []) found.add(at);
    if (spelling === 'forgiving' && kind === 'word' && key.length >= shortestForgiven - 1)
      for (const word of forgiven.get(endsOf(key)) ?? [])
        if (word !== key && editBetween(word, key)) for (const at of exact.get(word) ?? []) found.add(at);
    return found;
  }

  return {
    placeOf(choice) {
      // By its words and not by how a phrase writes them: sets of one name differ from file to file.
      const name = `${[...choice.exact].join(' ')}|${choice.prefixes.join(' ')}`;
      let place = places.get(name);
      if (place === undefined) {
        places.set(name, (place = places.size));
        take(choice, place);
      }
      return place;
    },
    choicesOf,
  };
}

function put(map: Map<string, number[]>, key: string, at: number): void {
  const there = map.get(key);
  if (there) there.push(at);
  else map.set(key, [at]);
}
