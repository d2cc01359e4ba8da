import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Language } from '../../knowledge';

export const Action = z.enum(['answer', 'suggest', 'abstain', 'handoff', 'record', 'chat', 'refuse']);
export type Action = z.infer<typeof Action>;

/** A question with what should become of it. */
export const ExpectedQuestion = z
  .object({
    id: z.string(),
    language: Language,
    style: z.string(),
    ask: z.string().min(1),
    history: z.array(z.string()).default([]),
    action: Action.default('answer'),
    /** What is as right. */
    also: z.array(Action).default([]),
    /** The work that the best clause stands in. */
    document: z.string().optional(),
    /** Of a question with history: whether it cannot be understood without it, or is a change of topic. */
    leans: z.boolean().optional(),
    /** The ids of the clauses that answer it, any of them. */
    clauses: z.array(z.string()).default([]),
    /** Instead of ids, for documents whose ids nobody has chosen: words that the right passage has. */
    text: z.string().optional(),
    /** The same, any of them. */
    texts: z.array(z.string().min(1)).default([]),
    why: z.string().default(''),
  })
  .refine(
    ({ action, clauses, text, texts }) =>
      action !== 'answer' || clauses.length + texts.length > 0 || text !== undefined,
    {
      message: 'an answerable question needs "clauses" or "text"',
    },
  );
export type ExpectedQuestion = z.infer<typeof ExpectedQuestion>;

/** What is wrong with a file of questions, line by line. */
export class QuestionFileError extends Error {}

/**
 * Reads JSON lines of questions; blank lines are passed over.
 * @throws QuestionFileError that names every bad line
 */
export async function readQuestions(file: string): Promise<ExpectedQuestion[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new QuestionFileError(`Cannot read ${file}: ${error.message}`, { cause: error });
  });
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  const questions = text.split('\n').flatMap((line, at): ExpectedQuestion[] => {
    if (line.trim() === '') return [];
    const parsed = questionJson.safeParse(line);
    if (parsed.success) {
      const earlier = lineOf.get(parsed.data.id);
      if (earlier !== undefined)
        problems.push(`  line ${at + 1}: the id "${parsed.data.id}" is that of line ${earlier}`);
      lineOf.set(parsed.data.id, at + 1);
      return [parsed.data];
    }
    problems.push(
      `  line ${at + 1}: ${parsed.error.issues.map(({ path, message }) => [...path, message].join(' ')).join('; ')}`,
    );
    return [];
  });
  if (problems.length > 0)
    throw new QuestionFileError(`${file} has lines that cannot be read:\n${problems.join('\n')}`);
  if (questions.length === 0) throw new QuestionFileError(`${file} holds no question.`);
  return questions;
}

const questionJson = z
  .string()
  .transform((line, context) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(ExpectedQuestion);
