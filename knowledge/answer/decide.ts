import type { Question } from '../answer-types';
import type { Hit, SearchResult } from '../index/searcher';
import { lacksWhatIsAskedFor } from './asked-for';
import { asksWhetherCovered, speaksOfCover } from './cover';
import {
  chanceOfAnswer,
  type DecisionNumbers,
  decisionNumbers,
  type Evidence,
  evidenceOf,
  ruleFor,
} from './decision-rule';
import { asksForFigure, statesFigure, tellsWhereFigureStands } from './figures';
import { namesMatterMissing } from './named-matters';

/** What to do with what was found. */
export type Decision =
  | { kind: 'quote'; hit: Hit }
  | { kind: 'offer'; hits: [Hit, ...Hit[]] }
  /** `clearly`: not even near, so that what leans on this question is refused with it. `other`: it names a matter of its own. */
  | { kind: 'refuse'; clearly: boolean; other: boolean };

/** The part of a question that deciding looks at. */
type Asked = Pick<Question, 'text' | 'language'>;

/** Buttons offered when no clause is clearly the one. */
export const offered = 3;

/** A question is one of the clause's example questions from this cosine on: the same words, give or take a capital or a stop. */
const asWritten = 0.97;

/** Whoever wrote the best clause's example questions has said that it answers this one. */
export const isAsWritten = ({ features }: SearchResult): boolean => features.exampleSimilarity >= asWritten;

/** A hit's words in every edition. */
const textsOf = ({ passages }: Hit): string[] =>
  passages.map(({ clause }) => [...clause.headings, clause.lead ?? '', clause.text].join('\n'));

/** The clause has not what a question of this kind asks for, so that it cannot be its answer. */
export const lacksAsked = ({ text }: Asked, hit: Hit): boolean =>
  lacksWhatIsAskedFor(text, textsOf(hit)) || lacksCover(text, textsOf(hit));

const lacksCover = (question: string, texts: readonly string[]): boolean =>
  asksWhetherCovered(question) && !texts.some(speaksOfCover);

/** The numbers that a search is judged on. */
export function weigh(question: Asked, { hits, features }: SearchResult): Evidence {
  const best = hits[0] ? textsOf(hits[0]) : [];
  const nearest = hits.slice(0, offered).flatMap(({ passages }) => passages);
  return evidenceOf(features, {
    figure: asksForFigure(question.text) && !best.some((text) => statesFigure(text) || tellsWhereFigureStands(text)),
    cover: lacksCover(question.text, best),
    matter: namesMatterMissing(question.text, question.language, nearest),
  });
}

/** Whether to quote the best clause, to offer the nearest, or to say that the documents do not tell. */
export function decide(question: Asked, result: SearchResult, numbers: DecisionNumbers = decisionNumbers()): Decision {
  const [first, ...others] = result.hits;
  if (!first) return { kind: 'refuse', clearly: true, other: false };
  if (isAsWritten(result)) return { kind: 'quote', hit: first };
  // Whatever else speaks for it: a clause without what was asked for is no answer.
  if (lacksAsked(question, first)) return { kind: 'refuse', clearly: false, other: false };
  const evidence = weigh(question, result);
  const rule = numbers.rules[ruleFor(result.features)];
  const chance = chanceOfAnswer(evidence, rule);
  if (chance < rule.refuseBelow)
    return { kind: 'refuse', clearly: chance < rule.clearlyBelow, other: evidence.matterMissing > 0 };
  const lead = result.features.margin / Math.max(1, result.features.score);
  if (others.length > 0 && chance < numbers.offerBelow && lead < numbers.offerLead)
    return { kind: 'offer', hits: [first, ...others.slice(0, offered - 1)] };
  return { kind: 'quote', hit: first };
}
