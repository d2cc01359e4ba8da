import type { CreditLimitDecision } from './schemas';

const newestFirst = (a: CreditLimitDecision, b: CreditLimitDecision): number => (a.decidedAt < b.decidedAt ? 1 : -1);

/** An indication or a preliminary answer commits nobody. */
const binds = (decision: CreditLimitDecision): boolean =>
  decision.type !== 'indication' && decision.outcome !== 'preliminary';

/**
 * Which of the decisions on one buyer under one policy counts today, and which is to come.
 * @param today ISO date
 */
export function limitInForce(decisions: CreditLimitDecision[], today: string) {
  const history = [...decisions].sort(newestFirst);
  const binding = history.filter(binds);
  const latest = binding.find((decision) => decision.effectiveFrom <= today);
  const current = latest?.validUntil !== undefined && latest.validUntil < today ? undefined : latest;
  const upcoming = binding.find(
    (decision) => decision.effectiveFrom > today && (latest === undefined || decision.decidedAt > latest.decidedAt),
  );
  return { history, current, upcoming };
}
