import { identifyLanguage } from '../../knowledge/language';
import { examine, type Examined, type VotesApart, type Weights } from '../../knowledge/index/index';
import type { ExpectedQuestion } from './evaluate-questions';
import type { Ranks, Setting } from './fit-settings';

/*
 * Fitting asks the same questions under hundreds of weights. Searching each time takes hours; so each vote is taken once, and weights are
 * tried by adding the votes up: a hundredth of a second for all questions. What is added up here is what knowledge/index/scoring.ts adds up.
 */

/** Asks the questions once in each setting, then gives the places under any weights. */
export function votesAsker(
  questions: readonly ExpectedQuestion[],
): (setting: Setting, weights: Weights) => Promise<Ranks> {
  const taken = new Map<string, ReturnType<typeof take>>();
  const known = new Map<string, Promise<Ranks>>();
  const ranksOf = async (setting: Setting, weights: Weights): Promise<Ranks> => {
    let votes = taken.get(setting.name);
    if (!votes) taken.set(setting.name, (votes = take(questions, setting)));
    const { examined, byQuestion } = await votes;
    const rightOnes = questions.map(({ clauses }) => clauses);
    return byQuestion.map((apart, at) => rank(apart, examined, rightOnes[at] ?? [], weights));
  };
  return (setting, weights) => {
    const key = `${setting.name} ${JSON.stringify([weights.votes, weights.examples, weights.related])}`;
    let ranks = known.get(key);
    if (!ranks) known.set(key, (ranks = ranksOf(setting, weights)));
    return ranks;
  };
}

async function take(
  questions: readonly ExpectedQuestion[],
  { documents, without }: Setting,
): Promise<{ examined: Examined; byQuestion: VotesApart[] }> {
  const examined = await examine(documents, without);
  const byQuestion: VotesApart[] = [];
  for (const { ask: text, history, language } of questions)
    byQuestion.push(await examined.ask({ text, history, language: identifyLanguage(text, [language]) }));
  return { examined, byQuestion };
}

/** The place of the first right clause when the votes are weighed so. */
function rank(
  apart: VotesApart,
  { clauses, groups, hasMore, settled }: Examined,
  right: readonly string[],
  weights: Weights,
): number {
  const { votes, examples, related } = weights;
  const ofExamples = apart.examples.map(
    (_, entry) =>
      examples.keywords * (apart.exampleWords[entry] as number) +
      examples.concepts * (apart.exampleConcepts[entry] as number),
  );
  const wrong = hasMore.includes(1) ? examples.wrongWords * Math.max(...ofExamples) : 0;
  const lexical = ofExamples.map((score, entry) => {
    const whole =
      votes.keywords * (apart.words[entry] as number) +
      votes.concepts * ((apart.concepts[entry] as number) + related * (apart.related[entry] as number)) +
      score;
    return whole === 0 ? 0 : whole - wrong * (hasMore[entry] as number);
  });
  const mean = lexical.reduce((sum, value) => sum + value, 0) / lexical.length;
  const squares = lexical.reduce((sum, value) => sum + value * value, 0) / lexical.length;
  const deviation = Math.sqrt(Math.max(0, squares - mean * mean)) || 1;

  const best = new Map<number, { clause: string; lexical: number; vectors: number; examples: number }>();
  clauses.forEach((clause, entry) => {
    const group = groups[entry] as number;
    const there = best.get(group) ?? { clause, lexical: -Infinity, vectors: -Infinity, examples: -Infinity };
    const vectors = votes.hashed * (apart.hashed[entry] as number) + votes.trained * (apart.trained[entry] as number);
    const near = examples.wrongNearness * (settled[entry] as number);
    there.lexical = Math.max(there.lexical, ((lexical[entry] as number) - mean) / deviation);
    there.vectors = Math.max(there.vectors, vectors);
    there.examples = Math.max(there.examples, examples.trained * ((apart.examples[entry] as number) - near));
    best.set(group, there);
  });
  const scored = [...best.values()].map((votesOn) => ({
    isRight: right.includes(votesOn.clause),
    score: votesOn.lexical + votesOn.vectors + votesOn.examples,
  }));
  const mostRight = Math.max(...scored.filter(({ isRight }) => isRight).map(({ score }) => score));
  return 1 + scored.filter(({ score }) => score > mostRight).length;
}
