import { actionOf, type Responder } from '../../dialogs';
import type { Passage } from '../../knowledge';
import { estimate, type Estimate } from './evaluate-intervals';
import type { Action, ExpectedQuestion } from './evaluate-questions';

/** What became of a question. */
export interface Outcome {
  question: ExpectedQuestion;
  action: Action;
  /** The place, from 1, of the first right passage; undefined when none of the ten is right, or none was to be found. */
  rank: number | undefined;
  /** The clause of the first citation, or of the best passage. */
  shown: string;
  /** The best passage; undefined when nothing was found. */
  first: { document: string; clause: string; text: string; score: number } | undefined;
}

/** The numbers of a group of outcomes. Shares run from 0 to 1; undefined where there was nothing to measure. */
export interface Figures {
  name: string;
  answerable: number;
  recallAt1: Estimate | undefined;
  recallAt3: Estimate | undefined;
  /** Mean reciprocal rank among the ten passages. */
  meanReciprocalRank: Estimate | undefined;
  answerableRefused: Estimate | undefined;
  unanswerable: number;
  unanswerableRefused: Estimate | undefined;
  questions: number;
  /** Of all questions: the action was right, and for an answer the clause. */
  asWanted: Estimate | undefined;
}

/** Figures by one property of the questions. */
export interface Grouping {
  by: string;
  groups: Figures[];
}

export interface Evaluation {
  all: Figures;
  groupings: Grouping[];
  /** Expected action → action taken → how many. */
  confusion: Map<Action, Map<Action, number>>;
  outcomes: Outcome[];
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

function isRight({ clauses, text, texts }: ExpectedQuestion, { clause }: Passage): boolean {
  if (clauses.includes(clause.id)) return true;
  const has = folded(clause.text);
  return [...texts, ...(text === undefined ? [] : [text])].some((words) => has.includes(folded(words)));
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
    const [best] = passages;
    outcomes.push({
      question,
      action: actionOf[reply.kind],
      rank: place < 0 ? undefined : place + 1,
      shown: spoken.citations[0]?.clause ?? best?.clause.id ?? '',
      first: best && {
        document: best.document.name,
        clause: best.clause.id,
        text: best.clause.text,
        score: best.score,
      },
    });
  }
  return outcomes;
}

/** The outcome is what was wanted: the right action or one as right, and for an answer the right clause. */
export const isAsWanted = ({ question, action, rank }: Outcome): boolean =>
  (action === question.action || question.also.includes(action)) && (action !== 'answer' || rank === 1);

/** To offer three places is no refusal. */
export const isRefusal = ({ action }: Outcome): boolean => action === 'abstain' || action === 'refuse';

/** The figures of a group. */
export function figures(name: string, outcomes: readonly Outcome[]): Figures {
  const answerable = outcomes.filter(({ question }) => question.action === 'answer');
  const unanswerable = outcomes.filter(({ question }) => question.action === 'abstain');
  const share = (among: readonly Outcome[], holds: (outcome: Outcome) => boolean): Estimate | undefined =>
    estimate(among.map((outcome) => (holds(outcome) ? 1 : 0)));
  return {
    name,
    answerable: answerable.length,
    recallAt1: share(answerable, ({ rank }) => rank === 1),
    recallAt3: share(answerable, ({ rank }) => rank !== undefined && rank <= 3),
    meanReciprocalRank: estimate(answerable.map(({ rank }) => (rank === undefined ? 0 : 1 / rank))),
    answerableRefused: share(answerable, isRefusal),
    unanswerable: unanswerable.length,
    unanswerableRefused: share(
      unanswerable,
      (outcome) =>
        isRefusal(outcome) || (outcome.action !== 'answer' && outcome.question.also.includes(outcome.action)),
    ),
    questions: outcomes.length,
    asWanted: share(outcomes, isAsWanted),
  };
}

const leaning = ({ leans }: ExpectedQuestion): string | undefined =>
  leans === undefined ? undefined : leans ? 'leans on what was said' : 'changes the subject';

/** What the figures are told by, and a question's group; undefined for one that is in none. */
const properties: Record<string, (question: ExpectedQuestion) => string | undefined> = {
  language: ({ language }) => language,
  style: ({ style }) => style,
  kind: ({ action }) => action,
  document: ({ document }) => document,
  'follow-up': leaning,
};

function groupedBy(
  outcomes: readonly Outcome[],
  nameOf: (question: ExpectedQuestion) => string | undefined,
): Figures[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = nameOf(outcome.question);
    if (name === undefined) continue;
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
    groupings: Object.entries(properties)
      .map(([by, nameOf]) => ({ by, groups: groupedBy(outcomes, nameOf) }))
      .filter(({ groups }) => groups.length > 0),
    confusion,
    outcomes,
  };
}
