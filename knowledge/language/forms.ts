import { z } from 'zod';
import type { Concept } from './concept';
import type { Language } from './languages';
import { looseKey, tokens } from './fold';
import { functionWords, isSilent } from './function-words';
import { looseStem, rememberStem, stem } from './stemming';

/**
 * One language's forms, folded and stemmed, as text: an index on disk keeps them, so that a start needs neither read the glossary nor
 * stem its ten thousand words.
 */
export const FormTables = z.object({
  /** One-word forms. A line: word, stem, the concept's place. */
  words: z.string(),
  /** Phrases. A line: the loose stems of the words that are needed, then the concept's place. */
  phrases: z.string(),
});
export type FormTables = z.infer<typeof FormTables>;

/** Maps to look forms up in; the values are concepts' places. */
export interface FormMaps {
  /** One-word forms by stem. */
  singles: Map<string, number[]>;
  /** The same by loose keys, for words typed without their special letters. */
  loose: Map<string, number[]>;
  /** Phrases by their first word's loose stem. */
  phrases: Map<string, Phrase[]>;
  /** One-word forms, whole and stems, both loose: the front of a compound is rarely a stem. */
  parts: Map<string, number[]>;
}

export interface Phrase {
  /** The loose stems of the words after the first. */
  rest: string[];
  concept: number;
}

/** Folds and stems one language's forms. */
export function formTables(concepts: readonly Concept[], language: Language): FormTables {
  const words = new Set<string>();
  const phrases = new Set<string>();
  concepts.forEach((concept, place) => {
    for (const form of concept.forms[language]) {
      const [first, ...rest] = tokens(form);
      if (first === undefined) continue;
      if (rest.length === 0) words.add(`${first} ${stem(first, language)} ${place}`);
      else phrases.add(`${phraseKeys([first, ...rest], language).join(' ')} ${place}`);
    }
  });
  return { words: [...words].join('\n'), phrases: [...phrases].join('\n') };
}

/** Function words of a phrase may be left out, unless a single word would be left: `will not pay` is not `pay`. */
function phraseKeys(words: readonly string[], language: Language): string[] {
  const kinds = functionWords(language);
  const telling = words.filter((word) => kinds.get(word) !== 'function');
  const hasContent = telling.some((word) => (kinds.get(word) ?? 'content') === 'content');
  const needed = telling.length > 1 && hasContent ? telling : words;
  return needed.map((word) => looseStem(word, language));
}

/** One-word forms as written → concepts. */
export function wordForms(tables: FormTables): Map<string, number[]> {
  const map = new Map<string, number[]>();
  for (const [word, , place] of lines(tables.words)) appendOnce(map, word as string, Number(place));
  return map;
}

/** Makes the maps; the stems in the tables are remembered, so that questions with these words need no stemmer. */
export function formMaps(tables: FormTables, language: Language): FormMaps {
  const kinds = functionWords(language);
  const maps: FormMaps = { singles: new Map(), loose: new Map(), phrases: new Map(), parts: new Map() };
  for (const [word = '', key = '', placeText] of lines(tables.words)) {
    const place = Number(placeText);
    rememberStem(word, key, language);
    appendOnce(maps.singles, key, place);
    for (const loose of looseKeys(word, key)) appendOnce(maps.loose, loose, place);
    if (isSilent(kinds.get(word))) continue;
    appendOnce(maps.parts, looseKey(key), place);
    appendOnce(maps.parts, looseKey(word), place);
  }
  for (const fields of lines(tables.phrases)) {
    const concept = Number(fields.pop());
    const [first = '', ...rest] = fields;
    const there = maps.phrases.get(first);
    if (there) there.push({ rest, concept });
    else maps.phrases.set(first, [{ rest, concept }]);
  }
  return maps;
}

/** Without its special letters a short stem is too often another word's: then only the whole word counts. */
const shortestLooseStem = 4;

/** What a word typed without its special letters is looked up by: the whole word, then its stem. */
export function looseKeys(word: string, itsStem: string): string[] {
  const whole = looseKey(word);
  const ofStem = looseKey(itsStem);
  return ofStem.length >= shortestLooseStem && ofStem !== whole ? [whole, ofStem] : [whole];
}

function* lines(table: string): Generator<string[]> {
  if (table === '') return;
  for (const line of table.split('\n')) yield line.split(' ');
}

function appendOnce(map: Map<string, number[]>, key: string, value: number): void {
  const there = map.get(key);
  if (!there) map.set(key, [value]);
  else if (!there.includes(value)) there.push(value);
}
