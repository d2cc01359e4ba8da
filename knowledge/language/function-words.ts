import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../project-path';
import { tokens } from './fold';
import type { Language } from './languages';

const Lists = z.object({ function: z.string(), negation: z.string(), weak: z.string() });
const FunctionWords = z.object({ da: Lists, en: Lists, sv: Lists, no: Lists, de: Lists, nl: Lists });

/**
 * How much a word says about a question's subject: `function` words say nothing and are not searched for, nor are those of `negation`,
 * which yet make `does not pay` another thing than `pays`; `weak` ones (get, thing, good) say little; all others are `content`.
 */
export type WordKind = 'function' | 'negation' | 'weak' | 'content';

/** True for a word that says nothing of a question's subject by itself. */
export const isSilent = (kind: WordKind | undefined): boolean => kind === 'function' || kind === 'negation';

type KindsByLanguage = Record<Language, Map<string, WordKind>>;

const load = (): KindsByLanguage => {
  const lists = FunctionWords.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'language', 'function-words.json'), 'utf8')),
  );
  const kinds = (language: Language): Map<string, WordKind> => {
    const map = new Map<string, WordKind>();
    for (const word of tokens(lists[language].weak)) map.set(word, 'weak');
    for (const word of tokens(lists[language].function)) map.set(word, 'function');
    for (const word of tokens(lists[language].negation)) map.set(word, 'negation');
    return map;
  };
  return { da: kinds('da'), en: kinds('en'), sv: kinds('sv'), no: kinds('no'), de: kinds('de'), nl: kinds('nl') };
};

let loaded: KindsByLanguage | undefined;

/** The short lists of our own, folded. Packages' lists are too long: they drop `help`, `call` and `number`. */
export function functionWords(language: Language): ReadonlyMap<string, WordKind> {
  loaded ??= load();
  return loaded[language];
}
