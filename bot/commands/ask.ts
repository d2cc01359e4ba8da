import { ConfigError } from '../config';
import { parseAskArguments, usage, type AskArguments } from './ask-arguments';
import { answerBatch, longestQuestion } from './ask-batch';
import { toOutput, toTerminal } from './ask-output';
import { openSource, openWriter, SourceError } from './ask-source';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Resolves when the text is with the reader: a slow one holds us up, a caller that waits for each line gets it. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())));

/** @returns the exit status */
async function ask(asked: AskArguments): Promise<number> {
  if (asked.mode === 'help') {
    await print(usage);
    return 0;
  }
  if (asked.mode !== 'batch' && asked.question.length > longestQuestion) {
    say(`The question is longer than ${longestQuestion} characters.`);
    return 1;
  }
  const writer = await openWriter(() => undefined);
  const { responder } = await openSource(asked.documents, say, { writer });
  if (asked.mode === 'batch') return (await answerBatch(process.stdin, responder, print, asked.language)) > 0 ? 1 : 0;
  const response = await responder.respond({
    text: asked.question,
    history: [],
    forcedLanguage: asked.language,
    audience: 'public',
  });
  await print(asked.mode === 'json' ? `${JSON.stringify(toOutput(response))}\n` : toTerminal(response));
  return 0;
}

async function main(): Promise<void> {
  const asked = parseAskArguments(process.argv.slice(2));
  if ('wrong' in asked) {
    say(`${asked.wrong}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  try {
    process.exitCode = await ask(asked);
  } catch (error) {
    if (isBrokenPipe(error)) return;
    process.exitCode = error instanceof SourceError ? 2 : 1;
    const expected = error instanceof SourceError || error instanceof ConfigError;
    say(
      expected
        ? error.message
        : `Could not answer: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

/** The reader went away (`| head`): nobody is left to tell. */
const isBrokenPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE';

process.stdout.on('error', (error) => {
  if (!isBrokenPipe(error)) throw error;
});
void main();
