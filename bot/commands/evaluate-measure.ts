import { actionOf, type Responder } from '../../dialogs';
import type { Passage } from '../../knowledge';
import type { Action, ExpectedQuestion } from './evaluate-questions';

/** What became of a question. */
export interface Outcome {
  question: ExpectedQuestion;
  action: Action;
  /** The place, from 1, of the first right passage; undefined when none of the ten is right, or none was to be found. */
  rank: number | undefined;
  /** The clause of the first citation, or of the best passage. */
  shown: string;
}

/** The numbers of a group of outcomes. Shares run from 0 to 1; undefined where there was nothing to measure. */
export interface Figures {
  name: string;
  answerable: number;
  recallAt1: number | undefined;
  recallAt3: number | undefined;
  /** Mean reciprocal rank among the ten passages. */
  meanReciprocalRank: number | undefined;
  /** Of the answerable: answered, and with a right clause. */
  answeredRight: number | undefined;
  answerableRefused: number | undefined;
  unanswerable: number;
  unanswerableRefused: number | undefined;
}

export interface Evaluation {
  all: Figures;
  byLanguage: Figures[];
  byStyle: Figures[];
  /** Expected action → action taken → how many. */
  confusion: Map<Action, Map<Action, number>>;
  outcomes: Outcome[];
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

function isRight({ clauses, text }: ExpectedQuestion, { clause }: Passage): boolean {
  if (clauses.includes(clause.id)) return true;
  return text !== undefined && folded(clause.text).includes(folded(text));
}

/** Asks every question, one after the other. */
export async function askAll(questions: readonly ExpectedQuestion[], responder: Responder): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const { reply, spoken, passages } = await responder.respond({
      text: question.ask,
      history: question.history,
      audience: 'public',
    });
    const place = passages.findIndex((passage) => isRight(question, passage));
    outcomes.push({
      question,
      action: actionOf[reply.kind],
      rank: place < 0 ? undefined : place + 1,
      shown: spoken.citations[0]?.clause ?? passages[0]?.clause.id ?? '',
    });
  }
  return outcomes;
}

/** The outcome is what was wanted: the right action, and for an answer the right clause. */
export const isAsWanted = ({ question, action, rank }: Outcome): boolean =>
  action === question.action && (action !== 'answer' || rank === 1);

const share = (outcomes: readonly Outcome[], holds: (outcome: Outcome) => boolean): number | undefined =>
  outcomes.length === 0 ? undefined : outcomes.filter(holds).length / outcomes.length;

function figures(name: string, outcomes: readonly Outcome[]): Figures {
  const answerable = outcomes.filter(({ question }) => question.action === 'answer');
  const unanswerable = outcomes.filter(({ question }) => question.action === 'abstain');
  const within = (places: number) => share(answerable, ({ rank }) => rank !== undefined && rank <= places);
  const reciprocals = answerable.reduce((sum, { rank }) => sum + (rank === undefined ? 0 : 1 / rank), 0);
  const isRefusal = ({ action }: Outcome): boolean => action === 'abstain' || action === 'refuse';
  return {
    name,
    answerable: answerable.length,
    recallAt1: within(1),
    recallAt3: within(3),
    meanReciprocalRank: answerable.length === 0 ? undefined : reciprocals / answerable.length,
    answeredRight: share(answerable, isAsWanted),
    answerableRefused: share(answerable, isRefusal),
    unanswerable: unanswerable.length,
    unanswerableRefused: share(unanswerable, isRefusal),
  };
}

function groupedBy(outcomes: readonly Outcome[], nameOf: (question: ExpectedQuestion) => string): Figures[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = nameOf(outcome.question);
    const group = groups.get(name);
    if (group) group.push(outcome);
    else groups.set(name, [outcome]);
  }
  return [...groups].map(([name, group]) => figures(name, group));
}

/** Measures what became of the questions. */
export function measure(outcomes: Outcome[]): Evaluation {
  const confusion: Evaluation['confusion'] = new Map();
  for (const { question, action } of outcomes) {
    const row = confusion.get(question.action) ?? new Map<Action, number>();
    row.set(action, (row.get(action) ?? 0) + 1);
    confusion.set(question.action, row);
  }
  return {
    all: figures('all', outcomes),
    byLanguage: groupedBy(outcomes, ({ language }) => language),
    byStyle: groupedBy(outcomes, ({ style }) => style),
    confusion,
    outcomes,
  };
}
