import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type ExpectedQuestion, QuestionFileError } from './evaluate-questions';

const ClauseMap = z.record(z.string(), z.string().min(1));
export type ClauseMap = z.infer<typeof ClauseMap>;

/**
 * Reads what the clauses that the questions name are in other documents.
 * @throws QuestionFileError for a file that cannot be read or is none
 */
export async function readClauseMap(file: string): Promise<ClauseMap> {
  try {
    return ClauseMap.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : '';
    throw new QuestionFileError(`--clauses: ${file} cannot be used: ${reason}`, { cause: error });
  }
}

/** The questions with words in place of clause ids; one whose best clause is not in the map is left out, since these documents may not answer it. */
export function translated(questions: readonly ExpectedQuestion[], map: ClauseMap): ExpectedQuestion[] {
  return questions.flatMap((question) => {
    if (question.action !== 'answer' || question.text !== undefined) return question;
    const texts = question.clauses.flatMap((clause) => map[clause] ?? []);
    const [best = ''] = question.clauses;
    return map[best] === undefined ? [] : { ...question, clauses: [], texts };
  });
}
