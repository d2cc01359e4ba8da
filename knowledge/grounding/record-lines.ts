import { fold, type Language } from '../language';
import { isCurrency } from './figure-words';
import { type Figure, figuresIn } from './figures';
import { sameFigure } from './same-figure';
import { namesIn } from './names';
import { partsOf } from './parts';
import { coverage, type Term, termsOf } from './terms';

/**
 * What a record says stands in lines that look alike: amounts and dates under their labels, applications one below the other. Of a clause, a figure that
 * stands in it is mostly the right one; of a record it may just as well be the next line's.
 */
interface RecordLine {
  text: string;
  terms: readonly Term[];
  figures: readonly Figure[];
  names: readonly string[];
}
/** One sentence of a line, in which a figure stands, and the line that it belongs to. */
interface Saying extends RecordLine {
  line: RecordLine;
}

/** A sum worked out in a line: which of its amounts is which, words do not tell. */
const isCalculation = /[=×]/;

/** Currencies and months stand beside all amounts and dates, and tell none of them from another. */
const besideFigures =
  /^(kr|kroner|dkk|eur|usd|gbp|sek|nok|pln|chf|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|june|july|october)$/;

function lineOf(text: string, language: Language): RecordLine {
  const names = namesIn(text, language)
    .map(fold)
    .filter((name) => name.length > 2);
  const terms = termsOf(text, language).filter(({ word }) => !besideFigures.test(word));
  return { text, terms, figures: figuresIn(text), names };
}

const linesOf = (source: string, language: Language): RecordLine[] =>
  source
    .split('\n')
    .filter((line) => /\p{L}/u.test(line))
    .map((line) => lineOf(line, language));

const sentenceEnd =
  /(?<=\p{L}[.!?])(?<!\b(?:kr|nr|no|mio|mia)\.)\s+(?=\p{Lu})|(?<=kr\.)\s+(?=\p{Lu}\p{Ll}+ )|(?<=\d\.)\s+(?=\p{Lu})|;\s+/u;

const sayingsOf = (line: RecordLine, language: Language): Saying[] =>
  line.text.split(sentenceEnd).map((sentence) => ({ ...lineOf(sentence, language), line }));

const kindOf = (figure: Figure): string =>
  figure.kind !== 'quantity' ? figure.kind : isCurrency(figure.unit) ? 'amount' : (figure.unit ?? 'number');

const has = (line: RecordLine, figure: Figure): boolean => line.figures.some((other) => sameFigure(figure, other));

/** How well a saying is about what is said: by its words, by those of its line, and by what else the two have in common. */
function about(saying: Saying, part: RecordLine, sentence: RecordLine, isOther: (figure: Figure) => boolean): number {
  const { terms, line } = saying;
  const words = coverage(terms, part.terms) + coverage(part.terms, terms) + coverage(line.terms, sentence.terms) / 2;
  return words + sentence.figures.filter((figure) => isOther(figure) && has(line, figure)).length;
}

const fromWord = /\b(fra|from)\s+(?:\p{Lu}{3}\s)?$/u;
const toWord = /\b(til|to)\s+(?:\p{Lu}{3}\s)?$/u;
/** "From" or "to" right before an amount. */
function directionOf({ at }: Figure, text: string): 'from' | 'to' | undefined {
  const before = text.slice(0, at);
  return fromWord.test(before) ? 'from' : toWord.test(before) ? 'to' : undefined;
}

/**
 * The figures of a sentence that stand in the records under something else than the sentence says, or in a name's line that is another's.
 * @param records the texts of all records of the turn: what the sentence is held against may be in a line that it does not cite
 */
export function misplacedFigures(text: string, records: readonly string[], language: Language): Figure[] {
  const lines = records.flatMap((record) => linesOf(record, language));
  const sayings = lines.flatMap((line) => sayingsOf(line, language));
  const sentence = lineOf(text, language);
  const parts = partsOf(text, language)
    .flat()
    .map((part) => lineOf(part.text, language));
  return parts.flatMap((part) => part.figures.filter((figure) => isMisplaced(figure, part, sentence, sayings)));
}

function isMisplaced(figure: Figure, part: RecordLine, sentence: RecordLine, sayings: readonly Saying[]): boolean {
  const kind = kindOf(figure);
  if (kind === 'reference') return false;
  const alike = sayings.filter(({ figures }) => figures.some((other) => kindOf(other) === kind));
  // It stands in a clause then, and has been found there.
  if (!alike.some((saying) => has(saying, figure))) return false;
  const own = alike.filter((saying) => has(saying, figure) && !(kind === 'amount' && isCalculation.test(saying.text)));
  const rivals = alike.filter((saying) => !has(saying, figure));
  // Of two dates in a sentence each has a line of its own; a date and an amount may share one.
  const isOther = (other: Figure): boolean => kindOf(other) !== kind;
  const best = (among: readonly Saying[]): number =>
    Math.max(0, ...among.map((saying) => about(saying, part, sentence, isOther)));
  if (own.length === 0 || (rivals.length > 0 && best(own) <= best(rivals))) return true;
  const direction = kind === 'amount' ? directionOf(figure, part.text) : undefined;
  if (direction === undefined) return false;
  return !own.some((saying) =>
    saying.figures.some((other) => sameFigure(figure, other) && directionOf(other, saying.text) === direction),
  );
}

/** A line that says it only this much better is no better. */
const asGood = 0.15;

/**
 * A company or a number of a list, said to be what another line of it says. Lines of one text only are told apart so: elsewhere one line has the name and
 * another what is said of it.
 */
export function mixesLinesUp(text: string, records: readonly string[], language: Language): boolean {
  const sentence = lineOf(text, language);
  const keys = (line: RecordLine): string[] => [
    ...line.names,
    ...line.figures.flatMap((figure) => (figure.kind === 'reference' ? [figure.key] : [])),
  ];
  const said = keys(sentence);
  return records.some((record) => {
    const lines = linesOf(record, language);
    const own = lines.filter((line) => keys(line).some((key) => said.includes(key)));
    const others = lines.filter((line) => !own.includes(line) && keys(line).length > 0);
    if (own.length !== 1 || others.length === 0) return false;
    const content = sentence.terms.filter(({ word }) => !sentence.names.includes(word));
    const best = (among: readonly RecordLine[]): number =>
      Math.max(0, ...among.map(({ terms }) => coverage(content, terms)));
    return best(others) > best(own) + asGood;
  });
}
