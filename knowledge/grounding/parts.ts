import { keepingResults } from '../kept-results';
import type { Language } from '../language';
import { type Figure, figuresIn } from './figures';
import { denied, opposites, type Side, turns } from './opposites';
import { statementsOf } from './statements';
import { type Term, termsOf } from './terms';

/** A piece of a sentence that says one thing, with what would turn it around. */
export interface Part {
  text: string;
  terms: readonly Term[];
  figures: readonly Figure[];
  /** How often it says no. */
  turns: number;
  /** The next words after each no. */
  denied: readonly (readonly Term[])[];
  /** Words of which there is an opposite, in order. */
  sides: readonly Side[];
}

/** Each language's own: the Dutch and is a Danish article. */
const conjunctions: Record<Language, string> = {
  da: 'og|men',
  en: 'and|but',
  sv: 'och|men',
  no: 'og|men',
  de: 'und|aber',
  nl: 'en|maar',
};
const partEnd = (language: Language): RegExp =>
  new RegExp(
    String.raw`,\s+|\s+[–—]\s+|\s+(?:${conjunctions[language]})\s+(?=\p{L})|\s+(?=instead of|rather than|i stedet for|unless|medmindre)`,
    'u',
  );

/** What a no reaches. */
const reach = 3;

export function partOf(text: string, language: Language): Part {
  return {
    text,
    terms: termsOf(text, language),
    figures: figuresIn(text),
    turns: turns(text),
    denied: denied(text).map((after) => termsOf(after, language).slice(0, reach)),
    sides: opposites(text),
  };
}

/** Clauses stay as they are, and every sentence of an answer is held against the same ones. */
const kept = new Map<Language, (text: string) => readonly (readonly Part[])[]>();
const mostKept = 300;

/** The parts of a text, by statement. */
export function partsOf(text: string, language: Language): readonly (readonly Part[])[] {
  let parts = kept.get(language);
  if (!parts) kept.set(language, (parts = keepingResults(mostKept, (one) => takeApart(one, language))));
  return parts(text);
}

function takeApart(text: string, language: Language): Part[][] {
  return statementsOf(text).map((statement) =>
    statement
      .split(partEnd(language))
      .filter((part) => /\p{L}/u.test(part))
      .map((part) => partOf(part, language)),
  );
}

const exception = /^(unless|medmindre|except)\b/i;

export const merged = (parts: readonly Part[]): Part => ({
  text: parts.map(({ text }) => text).join(', '),
  terms: parts.flatMap(({ terms }) => terms),
  figures: parts.flatMap(({ figures }) => figures),
  // An exception turns itself around, and not what it is one to.
  turns: parts
    .filter(({ text }) => parts.length === 1 || !exception.test(text))
    .reduce((sum, part) => sum + part.turns, 0),
  denied: parts.flatMap((part) => part.denied),
  sides: parts.flatMap(({ sides }) => sides),
});

/** Every run of up to `most` neighbouring parts within one statement. */
export const windowsOf = (statements: readonly (readonly Part[])[], most: number): Part[] =>
  statements.flatMap((parts) =>
    parts.flatMap((_, from) =>
      Array.from({ length: Math.min(most, parts.length - from) }, (_unused, more) =>
        merged(parts.slice(from, from + more + 1)),
      ),
    ),
  );
