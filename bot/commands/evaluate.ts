import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectPath } from '../../knowledge';
import { ConfigError, loadConfig } from '../config';
import { openSource, SourceError } from './ask-source';
import { toHtml } from './evaluate-html';
import { askAll, measure } from './evaluate-measure';
import { QuestionFileError, readQuestions } from './evaluate-questions';
import { toText } from './evaluate-report';

const usage = `Usage: npm run evaluate -- [FILE.jsonl …] [--documents DIR] [--fit]

  FILE.jsonl        questions with what is expected (absent: the development set)
  --documents DIR   the documents in this folder, in place of the shipped ones
  --fit             choose the numbers of knowledge/answer/decision.json on these questions, then evaluate
`;
const developmentSet = projectPath('test', 'knowledge', 'questions.jsonl');

const say = (line: string): void => void process.stderr.write(`${line}\n`);

interface Asked {
  files: string[];
  documents: string | undefined;
  fit: boolean;
}

function parse(argv: string[]): Asked | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { documents: { type: 'string' }, fit: { type: 'boolean' } },
    });
    return {
      files: positionals.length > 0 ? positionals : [developmentSet],
      documents: values.documents,
      fit: values.fit ?? false,
    };
  } catch (error) {
    // parseArgs throws for nothing but wrong arguments, and says which.
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

async function evaluate(asked: Asked): Promise<void> {
  const questions = (await Promise.all(asked.files.map(readQuestions))).flat();
  const { dataDirectory } = loadConfig(process.env);
  const { index, responder } = await openSource(asked.documents, say);
  if (asked.fit) {
    const { fitDecision } = await import('./evaluate-fit.js');
    say(await fitDecision(questions, index));
    say('The new numbers count from the next run on.');
  }
  const evaluation = measure(await askAll(questions, responder));
  process.stdout.write(toText(evaluation));
  await mkdir(dataDirectory, { recursive: true });
  const report = path.join(dataDirectory, 'evaluation.html');
  await writeFile(
    report,
    toHtml(evaluation, `${asked.files.join(' and ')} on ${asked.documents ?? 'the shipped documents'}`, new Date()),
  );
  process.stdout.write(`\nReport: ${report}\n`);
}

async function main(): Promise<void> {
  const asked = parse(process.argv.slice(2));
  if ('wrong' in asked) {
    say(`${asked.wrong}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  try {
    await evaluate(asked);
  } catch (error) {
    const expected = error instanceof QuestionFileError || error instanceof SourceError || error instanceof ConfigError;
    process.exitCode = expected ? 2 : 1;
    say(
      expected
        ? error.message
        : `Could not evaluate: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}
void main();
