import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SearchFeatures } from '../index/features';
import { shareOfOurs } from '../index/other-topics';
import { projectPath } from '../project-path';

/** What the rule looks at, in the order of its weights. */
export const evidenceNames = [
  'covered',
  'coveredByWords',
  'coveredBySecond',
  'unknown',
  'unheard',
  'conceptShare',
  'conceptsCovered',
  'similarity',
  'exampleSimilarity',
  'ownTopics',
  'otherTopics',
  'nearestOther',
  'oursNearby',
  'conceptsUnasked',
  'noConcept',
  'words',
  'lead',
  'fewWords',
  'followUp',
  'foreign',
  'figureMissing',
  'coverMissing',
  'matterMissing',
] as const;
export type EvidenceName = (typeof evidenceNames)[number];

/** Numbers of one question, each roughly between 0 and 1. */
export type Evidence = Record<EvidenceName, number>;

/** A rule: the logarithm of the odds that the documents hold the answer is the bias and the weighed sum of the evidence. */
export const Rule = z.object({
  bias: z.number(),
  weights: z.record(z.enum(evidenceNames), z.number()),
  /** Below this chance that the documents hold the answer, the bot says that they do not. */
  refuseBelow: z.number().min(0).max(1),
  /** Below this one, a question is so far from the documents that follow-ups to it are refused too. */
  clearlyBelow: z.number().min(0).max(1),
});
export type Rule = z.infer<typeof Rule>;

/** Clauses with example questions tell more about a question than clauses without: each kind has a rule of its own. */
export const ruleNames = ['withExamples', 'withoutExamples'] as const;
export type RuleName = (typeof ruleNames)[number];

/** The fitted numbers. `npm run evaluate -- --fit` remakes them. */
export const DecisionNumbers = z.object({
  about: z.string(),
  rules: z.record(z.enum(ruleNames), Rule),
  /** Below this chance, and with so small a lead of the first clause over the second (as a share of its score), the nearest are offered. */
  offerBelow: z.number().min(0).max(1),
  offerLead: z.number().min(0).max(1),
});
export type DecisionNumbers = z.infer<typeof DecisionNumbers>;

let loaded: DecisionNumbers | undefined;

/** The fitted numbers of `decision.json`. */
export function decisionNumbers(): DecisionNumbers {
  loaded ??= DecisionNumbers.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'decision.json'), 'utf8')),
  );
  return loaded;
}

/** What the question asks for by name and the nearest clauses do not have. */
export interface Missing {
  /** It asks for a figure and the clause states none. */
  figure: boolean;
  /** It asks whether something is insured and the clause does not speak of cover. */
  cover: boolean;
  /** It names a matter that none of the nearest clauses names. */
  matter: boolean;
}

/** The rule for what was found. */
export const ruleFor = ({ topics }: SearchFeatures): RuleName => (topics ? 'withExamples' : 'withoutExamples');

/** Brings a search's features, and what the clauses lack, to comparable sizes. */
export function evidenceOf(features: SearchFeatures, missing: Missing): Evidence {
  const capped = (value: number, most: number): number => Math.max(0, Math.min(value, most)) / most;
  return {
    covered: features.covered,
    coveredByWords: features.coveredByWords,
    coveredBySecond: features.coveredBySecond,
    unknown: features.unknown,
    unheard: features.unheard,
    conceptShare: features.conceptShare,
    conceptsCovered: capped(features.conceptsCovered, 4),
    similarity: features.similarity,
    exampleSimilarity: features.exampleSimilarity,
    ownTopics: features.topics?.own ?? 0,
    otherTopics: features.topics?.other ?? 0,
    nearestOther: features.topics?.nearestOther ?? 0,
    oursNearby: features.topics ? shareOfOurs(features.topics) : 0,
    conceptsUnasked: features.conceptsUnasked,
    noConcept: features.concepts === 0 ? 1 : 0,
    words: capped(features.contentWords, 12),
    // A share, since scores grow with the number of clauses.
    lead: capped(features.margin / Math.max(1, features.score), 1),
    fewWords: features.contentWords <= 1 ? 1 : 0,
    followUp: features.isFollowUp ? 1 : 0,
    foreign: features.inOwnLanguage ? 0 : 1,
    figureMissing: missing.figure ? 1 : 0,
    coverMissing: missing.cover ? 1 : 0,
    matterMissing: missing.matter ? 1 : 0,
  };
}

/** The chance, by the rule, that the documents hold the answer and the best clause is near it. */
export function chanceOfAnswer(evidence: Evidence, { bias, weights }: Pick<Rule, 'bias' | 'weights'>): number {
  const sum = evidenceNames.reduce((total, name) => total + (weights[name] ?? 0) * evidence[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
