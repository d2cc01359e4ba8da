import { z } from 'zod';
import type { Responder } from '../../dialogs';
import { Language } from '../../knowledge';
import { linesOf, type Line } from './ask-lines';
import { toOutput } from './ask-output';

/** The same limit as in a conversation. */
export const longestQuestion = 4000;

const Id = z.union([z.string().max(1000), z.number()], 'must be a string or a number');

const BatchLine = z.object(
  {
    id: Id,
    question: z
      .string('must be a string')
      .refine((text) => text.trim() !== '', 'is empty')
      .refine((text) => text.length <= longestQuestion, `is longer than ${longestQuestion} characters`),
    history: z.array(z.string('must be a string'), 'must be a list of earlier questions').default([]),
    language: z.enum(Language.options, `must be one of ${Language.options.join(', ')}`).optional(),
  },
  'must be an object with "id" and "question"',
);

const withId = z.object({ id: Id });

/**
 * Answers JSON lines with JSON lines: one for each, in order, each written before the next line is read.
 * @param write resolves when the line is with the reader
 * @returns how many lines failed
 */
export async function answerBatch(
  input: AsyncIterable<Uint8Array>,
  responder: Responder,
  write: (line: string) => Promise<void>,
  language?: Language,
): Promise<number> {
  let failed = 0;
  let number = 0;
  for await (const line of linesOf(input)) {
    number += 1;
    const answered = await answerLine(line, responder, language);
    if ('error' in answered) failed += 1;
    // Without an id, its place is all that tells which line failed.
    const output = 'error' in answered && !('id' in answered) ? { line: number, ...answered } : answered;
    await write(`${JSON.stringify(output)}\n`);
  }
  return failed;
}

async function answerLine(line: Line, responder: Responder, language: Language | undefined): Promise<object> {
  if ('wrong' in line) return { error: line.wrong };
  const json = parseJson(line.text);
  if (json === undefined) return { error: line.text.trim() === '' ? 'The line is empty.' : 'The line is not JSON.' };
  const parsed = BatchLine.safeParse(json.value);
  if (!parsed.success) return { ...withId.safeParse(json.value).data, error: describe(parsed.error) };
  const { id, question, history } = parsed.data;
  const response = await responder.respond({
    text: question,
    history,
    forcedLanguage: parsed.data.language ?? language,
    audience: 'public',
  });
  return { id, ...toOutput(response) };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const describe = (error: z.ZodError): string =>
  error.issues
    .map(({ path, message }) => (path.length > 0 ? `"${path.join('.')}" ${message}` : `The line ${message}`))
    .join('; ');
