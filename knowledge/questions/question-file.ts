import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { types } from 'node:util';
import { z } from 'zod';
import { ExampleQuestions } from '../documents';

/** A file of example questions, as somebody writes it. */
export const QuestionFile = z.strictObject({
  /** The document, or the work of several language editions, that the questions are asked of. */
  document: z.string().min(1),
  questions: ExampleQuestions,
});
export type QuestionFile = z.infer<typeof QuestionFile>;

/** The same as read, with the file's SHA-256. */
export type ReadQuestionFile = QuestionFile & { sha256: string };

/** Names the file and, where it is one clause's questions that are wrong, the clause. */
export class QuestionFileError extends Error {
  override readonly name = 'QuestionFileError';
}

/** Reads a file of example questions; undefined when it is not there. Throws a QuestionFileError for one that is no such file. */
export async function readQuestionFile(file: string): Promise<ReadQuestionFile | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  return { ...parseQuestionFile(file, text), sha256: createHash('sha256').update(text).digest('hex') };
}

/** The same from the file's text; `file` is for the message. Throws a QuestionFileError. */
export function parseQuestionFile(file: string, text: string): QuestionFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new QuestionFileError(`The example questions ${file} are not JSON.`, { cause });
  }
  const read = QuestionFile.safeParse(json);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => {
    const [field, clause, language, place] = path.map(String);
    if (field !== 'questions' || clause === undefined) return field === undefined ? message : `"${field}": ${message}`;
    return `clause "${clause}"${language === undefined ? '' : `, "${language}"`}${place === undefined ? '' : `, question ${Number(place) + 1}`}: ${message}`;
  });
  throw new QuestionFileError(`The example questions ${file} cannot be used. ${problems.join('; ')}`);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new QuestionFileError(`The example questions ${file} cannot be read.`, { cause: error });
  }
}
