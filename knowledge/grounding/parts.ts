import type { Language } from '../language';
import { type Figure, figuresIn } from './figures';
import { denied, opposites, type Side, turns } from './opposites';
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

/** Ends of a statement: a stop that ends no abbreviation or number, a semicolon, a line. */
const statementEnd =
  /(?<=[.!?])(?<!\b(?:[Nn]r|[Nn]o|kr|[Tt]lf|[Cc]a|mio|mia|e\.g|f\.eks)\.)(?<!\d\.(?=\s+\p{Ll}))\s+|[;\n]+\s*|(?<=(?:[^\s.!?;:]+\s){3}[^\s.!?;:]+):\s+/u;
const partEnd =
  /,\s+|\s+[–—]\s+|\s+(?:and|but|og|men|och|und|aber|en|maar)\s+(?=\p{L})|\s+(?=instead of|rather than|i stedet for)/u;

export const statementsOf = (text: string): string[] =>
  text.split(statementEnd).filter((statement) => /\p{L}/u.test(statement));

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

/** The parts of a text by statement, and the statements themselves. */
export function partsOf(text: string, language: Language): Part[][] {
  return statementsOf(text).map((statement) =>
    statement
      .split(partEnd)
      .filter((part) => /\p{L}/u.test(part))
      .map((part) => partOf(part, language)),
  );
}

export const merged = (parts: readonly Part[]): Part => ({
  text: parts.map(({ text }) => text).join(', '),
  terms: parts.flatMap(({ terms }) => terms),
  figures: parts.flatMap(({ figures }) => figures),
  turns: parts.reduce((sum, part) => sum + part.turns, 0),
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
