import { fold, identifyLanguage, type Language, tokens } from '../language';
import { asksForSecret, givesAdvice, hasMarkup, promisesSomething, saysItActs, speaksOfItself } from './claims';
import { isCurrency } from './figure-words';
import { type Figure, figuresIn } from './figures';
import { withoutInstructions } from './instructions';
import { foreignNames, namesIn } from './names';
import { type Part, partsOf, windowsOf } from './parts';
import { contradicts } from './polarity';
import { misplacedFigures, mixesLinesUp } from './record-lines';
import { sameFigure } from './same-figure';
import { lacksPeriod, overstates } from './strength';
import { bestLikeness, coverage, type Term } from './terms';
import type { CheckContext, Rule, Source, Verdict, WrittenSentence } from './types';

/** Fewer words do not tell their language. */
const shortestTelling = 4;
/** The share of what a sentence says that its sources must say too; chosen on the development answers. */
const leastSupported = 0.6;
/** A word that no word of the sources is near to: more of them than this say something else. */
const foreignBelow = 0.45;
const mostForeign = 0.34;

/**
 * Holds one written sentence against the sources that it cites: numbers, dates, amounts, names and negations must stand there, the language must be
 * the answer's, and nothing may be promised, done or advised beyond them. Knows nothing of who wrote the sentence.
 */
export function checkSentence(sentence: WrittenSentence, context: CheckContext): Verdict {
  const cited = context.sources.filter(({ number }) => sentence.sources.includes(number));
  const breaks = new Set<Rule>();
  if (cited.length === 0 || cited.length !== new Set(sentence.sources).size) breaks.add('citation');
  if (hasMarkup(sentence.text)) breaks.add('markup');
  if (!isIn(sentence.text, context.language)) breaks.add('language');
  if (promisesSomething(sentence.text)) breaks.add('promise');
  if (saysItActs(sentence.text)) breaks.add('action');
  if (cited.length > 0 && !breaks.has('language'))
    for (const rule of againstSources(sentence.text, cited, context)) breaks.add(rule);
  const [first, ...others] = breaks;
  return first === undefined ? { kind: 'grounded' } : { kind: 'ungrounded', breaks: [first, ...others] };
}

function isIn(text: string, language: Language): boolean {
  const words = text.replace(/\p{Lu}[\p{L}/-]*\s\p{Lu}[\p{L}/ -]*|[\d.,%-]+/gu, ' ').match(/\p{L}{2,}/gu) ?? [];
  return words.length < shortestTelling || identifyLanguage(words.join(' '), [language]) === language;
}

/** Editions in the sentence's own language say it best; others count where there is none. */
const textsFor = ({ texts, place }: Source, language: Language): { language: Language; text: string }[] => {
  const own = texts.filter((one) => one.language === language);
  return (own.length > 0 ? own : texts).map((one) => ({
    ...one,
    text: [place ?? '', one.text].map(withoutInstructions).filter(Boolean).join('\n'),
  }));
};

function againstSources(text: string, cited: readonly Source[], context: CheckContext): Rule[] {
  const { language, knownNames } = context;
  const editions = cited.flatMap((source) => textsFor(source, language));
  const told = editions.flatMap((edition) => partsOf(edition.text, edition.language));
  const names = new Set(namesIn(text, language).flatMap((name) => tokens(name)));
  // Names are judged on their own: they tell nothing of what a sentence is about.
  const said = partsOf(text, language).map((parts) =>
    parts.map((part) => ({ ...part, terms: part.terms.filter(({ word }) => !names.has(word)) })),
  );
  const toldTerms = told.flat().flatMap(({ terms }) => terms);
  const saidTerms = said.flat().flatMap(({ terms }) => terms);
  const sources = cited.flatMap(({ texts, place }) =>
    [place ?? '', ...texts.map((one) => one.text)].map(withoutInstructions),
  );
  const passages = cited.filter(({ kind }) => kind === 'passage').flatMap((source) => textsFor(source, language));
  const clauses = passages.flatMap((edition) => partsOf(edition.text, edition.language));
  const rules: Rule[] = unsupportedFigures(said, clauses, sources);
  if (cited.some(({ kind }) => kind === 'record')) {
    const records = context.sources
      .filter(({ kind }) => kind === 'record')
      .flatMap((source) => textsFor(source, language).map((one) => one.text));
    rules.push(...misplacedFigures(text, records, language).map(ruleOf));
    if (mixesLinesUp(text, records, language)) rules.push('name');
  }
  if (foreignNames(text, language, [...sources, ...knownNames]).length > 0) rules.push('name');
  if (contradicts(said, told)) rules.push('negation');
  const isForeign = coverage(saidTerms, toldTerms) < leastSupported || shareForeign(saidTerms, toldTerms) > mostForeign;
  const demands = [givesAdvice, asksForSecret].some((does) => does(text) && !sources.some((one) => does(one)));
  if (isForeign || demands || overstates(text, sources) || speaksOfItself(text, language, sources))
    rules.push('beyond');
  if (lacksPeriod(text, sources)) rules.push('number');
  return rules;
}

function shareForeign(said: readonly Term[], told: readonly Term[]): number {
  const telling = said.filter(({ weight }) => weight === 1);
  const foreign = telling.filter((term) => bestLikeness(term, told) < foreignBelow);
  return telling.length === 0 ? 0 : foreign.length / telling.length;
}

const ruleOf = (figure: Figure): Rule =>
  figure.kind === 'date' ? 'date' : figure.kind === 'quantity' && isCurrency(figure.unit) ? 'amount' : 'number';

/**
 * The figures that no source has, or that a clause has for something else; of records see `misplacedFigures`.
 * @param told by clauses
 */
function unsupportedFigures(
  said: readonly (readonly Part[])[],
  told: readonly (readonly Part[])[],
  sources: readonly string[],
): Rule[] {
  const all = sources.flatMap((source) => figuresIn(source));
  const windows = windowsOf(told, 1).filter(({ figures }) => figures.length > 0);
  return said.flat().flatMap((part) =>
    part.figures.flatMap((figure) => {
      if (!all.some((other) => sameFigure(figure, other))) return [ruleOf(figure)];
      return isOfAnother(figure, part, windows) ? [ruleOf(figure)] : [];
    }),
  );
}

/** The part of the sources that is about the same has other figures of the kind. */
function isOfAnother(figure: Figure, part: Part, windows: readonly Part[]): boolean {
  const alike = windows.filter(({ figures }) => figures.some((other) => isOfKind(figure, other)));
  const scored = alike.map((window) => ({
    score: coverage(window.terms, part.terms) + coverage(part.terms, window.terms),
    has: window.figures.some((other) => sameFigure(figure, other)),
  }));
  const best = (has: boolean): number =>
    Math.max(0, ...scored.filter((one) => one.has === has).map(({ score }) => score));
  return best(false) > best(true) + 0.25;
}

const isOfKind = (one: Figure, other: Figure): boolean =>
  one.kind === other.kind && (one.kind !== 'quantity' || other.kind !== 'quantity' || one.unit === other.unit);

/** Two sentences that say the same, for leaving out a repetition. */
export const sameWords = (one: string, other: string): boolean => fold(one).trim() === fold(other).trim();
