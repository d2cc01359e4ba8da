import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Language, type LoadedDocument, projectPath } from '../../knowledge';
import { checkSentence, type Rule, rules, type Source } from '../../knowledge/grounding';

/** A written sentence, what it says that it rests on, and the rule that it breaks; without one it is right. */
const JudgedAnswer = z.object({
  /** `work#clause`, or `@name` of a record. */
  on: z.array(z.string()).min(1),
  /** The numbers cited; absent: all of `on`, from 1. */
  cites: z.array(z.number()).optional(),
  lang: Language,
  says: z.string().min(1),
  wrong: z.enum(rules).optional(),
});
type JudgedAnswer = z.infer<typeof JudgedAnswer>;

const RecordTexts = z.record(z.string(), z.record(z.enum(['da', 'en']), z.string()));

/** What the check made of an answer. */
export interface Judged {
  answer: JudgedAnswer;
  breaks: readonly Rule[];
}

export interface CheckMeasures {
  answers: number;
  /** Of the sentences that it stops, the share that is wrong. */
  precision: number;
  /** Of the wrong sentences, the share that it stops. */
  recall: number;
  misses: Judged[];
}

const folder = projectPath('test', 'knowledge', 'grounding');

export const answerSets = [
  { name: 'Development answers', file: path.join(folder, 'answers.jsonl') },
  { name: 'Held-out answers', file: path.join(folder, 'answers-held-out.jsonl') },
] as const;

function sourceOf(place: string, number: number, documents: readonly LoadedDocument[]): Source {
  if (place.startsWith('@')) {
    const records = RecordTexts.parse(JSON.parse(readFileSync(path.join(folder, 'records.json'), 'utf8')));
    const record = records[place.slice(1)];
    if (!record) throw new Error(`There is no record ${place}.`);
    return {
      number,
      kind: 'record',
      texts: [
        { language: 'da', text: record.da },
        { language: 'en', text: record.en },
      ],
    };
  }
  const [work, id] = place.split('#');
  const texts = documents
    .filter((document) => document.work === work)
    .flatMap(({ clauses, language }) =>
      clauses
        .filter((clause) => clause.id === id)
        .map((clause) => ({ language, text: [...clause.headings, clause.lead ?? '', clause.text].join('\n') })),
    );
  if (texts.length === 0) throw new Error(`There is no clause ${place}.`);
  return { number, kind: 'passage', texts };
}

/** Holds every answer of a file against the clauses and records that it names. */
export function judgeAnswers(file: string, documents: readonly LoadedDocument[]): Judged[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const answer = JudgedAnswer.parse(JSON.parse(line));
    const sources = answer.on.map((place, at) => sourceOf(place, at + 1, documents));
    const cited = answer.cites ?? sources.map(({ number }) => number);
    const verdict = checkSentence(
      { text: answer.says, sources: cited },
      { sources, language: answer.lang, knownNames: ['Atradius'] },
    );
    return { answer, breaks: verdict.kind === 'grounded' ? [] : verdict.breaks };
  });
}

/** How well the check tells wrong sentences from right ones. */
export function measureCheck(judged: readonly Judged[]): CheckMeasures {
  const stopped = judged.filter(({ breaks }) => breaks.length > 0);
  const wrong = judged.filter(({ answer }) => answer.wrong !== undefined);
  const caught = stopped.filter(({ answer }) => answer.wrong !== undefined);
  return {
    answers: judged.length,
    precision: caught.length / stopped.length,
    recall: caught.length / wrong.length,
    misses: judged.filter(({ answer, breaks }) => (answer.wrong !== undefined) !== breaks.length > 0),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The measures of one set, and the sentences that were judged wrongly. */
export function checkText(name: string, { answers, precision, recall, misses }: CheckMeasures): string {
  const listed = misses.map(({ answer, breaks }) =>
    answer.wrong === undefined
      ? `  stopped, and right (${breaks.join(', ')}): ${answer.says}`
      : `  let through, and wrong (${answer.wrong}): ${answer.says}`,
  );
  return [`${name}: ${answers}. Precision ${percent(precision)}, recall ${percent(recall)}.`, ...listed, ''].join('\n');
}
