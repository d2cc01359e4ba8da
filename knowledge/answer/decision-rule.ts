import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SearchFeatures } from '../index/features';
import { projectPath } from '../project-path';

/** What the rule looks at, in the order of its weights. */
export const evidenceNames = [
  'covered',
  'coveredByWords',
  'coveredBySecond',
  'unknown',
  'conceptShare',
  'conceptsCovered',
  'similarity',
  'score',
  'margin',
  'fewWords',
  'followUp',
  'foreign',
  'figureMissing',
  'coverMissing',
  'mattersMissing',
] as const;
export type EvidenceName = (typeof evidenceNames)[number];

/** Numbers of one question, each roughly between 0 and 1. */
export type Evidence = Record<EvidenceName, number>;

/** The fitted numbers. `npm run evaluate -- --fit` remakes them. */
export const DecisionNumbers = z.object({
  about: z.string(),
  bias: z.number(),
  weights: z.record(z.enum(evidenceNames), z.number()),
  /** Below this chance that the documents hold the answer, the bot says that they do not. */
  refuseBelow: z.number().min(0).max(1),
  /** Below this chance, and with this little between the first and the second clause, the bot offers the nearest instead of choosing. */
  offerBelow: z.number().min(0).max(1),
  offerMargin: z.number().min(0),
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

/** What the question asks for by name and the best clause does not have. */
export interface Missing {
  /** It asks for a figure and the clause states none. */
  figure: boolean;
  /** It asks whether something is insured and the clause does not speak of cover. */
  cover: boolean;
  /** Matters that it names and the clause does not. */
  matters: number;
}

/** Brings a search's features, and what the best clause lacks, to comparable sizes. */
export function evidenceOf(features: SearchFeatures, missing: Missing): Evidence {
  const capped = (value: number, most: number): number => Math.max(0, Math.min(value, most)) / most;
  return {
    covered: features.covered,
    coveredByWords: features.coveredByWords,
    coveredBySecond: features.coveredBySecond,
    unknown: features.unknown,
    conceptShare: features.conceptShare,
    conceptsCovered: capped(features.conceptsCovered, 4),
    similarity: features.similarity,
    score: capped(features.score, 12),
    margin: capped(features.margin, 4),
    fewWords: features.contentWords <= 1 ? 1 : 0,
    followUp: features.isFollowUp ? 1 : 0,
    foreign: features.inOwnLanguage ? 0 : 1,
    figureMissing: missing.figure ? 1 : 0,
    coverMissing: missing.cover ? 1 : 0,
    mattersMissing: capped(missing.matters, 2),
  };
}

/** The chance, by the rule, that the documents hold the answer and the best clause is near it. */
export function chanceOfAnswer(evidence: Evidence, { bias, weights }: Pick<DecisionNumbers, 'bias' | 'weights'>): number {
  const sum = evidenceNames.reduce((total, name) => total + (weights[name] ?? 0) * evidence[name], bias);
  return 1 / (1 + Math.exp(-sum));
}
