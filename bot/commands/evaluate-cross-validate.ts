import { createResponder } from '../../dialogs';
import type { LoadedDocument } from '../../knowledge';
import { createKnowledge } from '../../knowledge/answer';
import { loadWeights, memoryIndex, type SearchIndex, type Weights } from '../../knowledge/index/index';
import { deal } from './chance';
import { allCases, type Case } from './evaluate-cases';
import { decisionFrom, folds } from './evaluate-fit';
import { askAll, type Figures, figures, type Outcome } from './evaluate-measure';
import type { ExpectedQuestion } from './evaluate-questions';
import { settingsOf } from './fit-settings';
import { votesAsker } from './fit-votes';
import { weightsFitter } from './fit-weights';

/*
 * What was fitted on a set of questions flatters itself there. So the questions are dealt into five parts, and each part is asked with numbers that
 * were fitted on the other four.
 */

type Numbers = (part: number) => Promise<{ index: SearchIndex; cases: readonly Case[]; close(): void }>;

async function askUnseen(
  name: string,
  questions: readonly ExpectedQuestion[],
  parts: readonly number[],
  indexWithout: Numbers,
): Promise<Figures> {
  const outcomes: Outcome[] = [];
  for (let part = 0; part < folds; part += 1) {
    const { index, cases, close } = await indexWithout(part);
    const decision = decisionFrom(cases.filter(({ question }) => question === undefined || parts[question] !== part));
    const responder = createResponder({ knowledge: createKnowledge(() => index, { numbers: decision }) });
    const own = questions.filter((_, at) => parts[at] === part);
    outcomes.push(...(await askAll(own, responder)));
    close();
  }
  return figures(name, outcomes);
}

/**
 * The figures when only the thresholds of the decision are fitted on other questions; search as shipped. Seconds.
 * @param beside the questions of the other sets that are fitted on: a few dialogs alone are too few to fit anything on
 */
export async function unseenDecision(
  questions: readonly ExpectedQuestion[],
  beside: readonly ExpectedQuestion[],
  index: SearchIndex,
  documents: readonly LoadedDocument[],
): Promise<Figures> {
  const cases = await allCases([...questions, ...beside], index, documents);
  return askUnseen('thresholds cross-validated', questions, deal(questions.length, folds), async () => ({
    index,
    cases,
    close: () => undefined,
  }));
}

/** The figures when the weights of search are fitted on other questions as well. Many minutes: the weights are fitted five times. */
export async function unseenWeights(
  questions: readonly ExpectedQuestion[],
  beside: readonly ExpectedQuestion[],
  documents: readonly LoadedDocument[],
  say: (line: string) => void,
): Promise<Figures> {
  const parts = deal(questions.length, folds);
  const all = [...questions, ...beside];
  const answerable = all.flatMap((question, at) => (question.action === 'answer' ? { question, at } : []));
  const ask = votesAsker(answerable.map(({ question }) => question));
  const fitted = weightsFitter(settingsOf(documents), ask);
  return askUnseen('weights and thresholds cross-validated', questions, parts, async (part) => {
    const weights: Weights = await fitted((place) => parts[answerable[place]?.at ?? -1] !== part);
    say(`Weights fitted without part ${part + 1} of ${folds}.`);
    const index = await memoryIndex(documents, { weights: { ...loadWeights(), ...weights } });
    return { index, cases: await allCases(all, index, documents), close: () => index.close() };
  });
}
