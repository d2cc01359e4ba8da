import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Responder } from '../../dialogs';
import type { LoadedDocument } from '../../knowledge';
import type { SearchIndex } from '../../knowledge/index/index';
import { ConfigError, loadConfig } from '../config';
import { openSource, SourceError } from './ask-source';
import { type Asked, parse, type QuestionSet, usage } from './evaluate-arguments';
import { readClauseMap, translated } from './evaluate-clause-map';
import { toHtml } from './evaluate-html';
import { askAll, measure } from './evaluate-measure';
import { missesOf } from './evaluate-misses';
import { type ExpectedQuestion, QuestionFileError, readQuestions } from './evaluate-questions';
import { type Report, type Section, toText } from './evaluate-report';
import type { Table } from './evaluate-table';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** What is evaluated: documents, ready to be asked. */
interface Subject {
  index: SearchIndex;
  responder: Responder;
}

async function questionsOf({ files }: QuestionSet, clauses: string | undefined): Promise<ExpectedQuestion[]> {
  const questions = (await Promise.all(files.map(readQuestions))).flat();
  return clauses === undefined ? questions : translated(questions, await readClauseMap(clauses));
}

/** The documents that come with the project, as they are in its folder. */
async function shipped(): Promise<LoadedDocument[]> {
  const { shippedDocuments } = await import('./shipped-index.js');
  const { readDocuments } = await import('../../knowledge/ingest/index.js');
  return (await readDocuments([shippedDocuments])).documents;
}

async function sectionOf(
  set: QuestionSet,
  questions: ExpectedQuestion[],
  { index, responder }: Subject,
  asked: Asked,
  beside: ExpectedQuestion[],
): Promise<Section> {
  const evaluation = measure(await askAll(questions, responder));
  const section = {
    ...set,
    evaluation,
    misses: set.hidesMisses ? [] : missesOf(evaluation.outcomes, index),
    unseen: [] as Section['unseen'],
  };
  if (!set.isFittedOn || asked.documents !== undefined) return section;
  const { unseenDecision, unseenWeights } = await import('./evaluate-cross-validate.js');
  const documents = await shipped();
  section.unseen.push(await unseenDecision(questions, beside, index, documents));
  if (asked.crossValidate) section.unseen.push(await unseenWeights(questions, beside, documents, say));
  return section;
}

async function ablationTables(questions: readonly ExpectedQuestion[]): Promise<Table[]> {
  const { statesTable } = await import('./evaluate-states.js');
  return [await statesTable(questions, await shipped())];
}

/** How well the check of written answers tells right from wrong. */
async function printCheck(): Promise<void> {
  const { answerSets, checkText, judgeAnswers, measureCheck } = await import('./evaluate-check.js');
  const documents = await shipped();
  for (const { name, file } of answerSets)
    process.stdout.write(`${checkText(name, measureCheck(judgeAnswers(file, documents)))}\n`);
}

async function evaluate(asked: Asked): Promise<void> {
  if (asked.check) return printCheck();
  const sets = await Promise.all(
    asked.sets.map(async (set) => ({ set, questions: await questionsOf(set, asked.clauses) })),
  );
  const { dataDirectory } = loadConfig(process.env);
  if (asked.model) {
    const { measureModel } = await import('./evaluate-model.js');
    const questions = sets.flatMap((one) => (one.set.isFittedOn || asked.sets.length === 1 ? one.questions : []));
    process.stdout.write(await measureModel(questions, asked, shipped, say));
    return;
  }
  const subject = await openSource(asked.documents, say);
  if (asked.fit) {
    const { fitDecision, writeOtherTopics } = await import('./evaluate-fit.js');
    await writeOtherTopics();
    const questions = sets.flatMap((one) => one.questions);
    const files = sets.flatMap(({ set }) => set.files);
    say(await fitDecision(questions, files, subject.index, await shipped()));
    say('The new numbers count from the next run on.');
  }
  const sections: Section[] = [];
  for (const { set, questions } of sets) {
    const beside = sets.flatMap((other) => (other.set.isFittedOn && other.set !== set ? other.questions : []));
    sections.push(await sectionOf(set, questions, subject, asked, beside));
  }
  const report: Report = {
    subject: asked.documents ?? 'The shipped documents',
    sections,
    others: asked.ablations ? await ablationTables(sets[0]?.questions ?? []) : [],
  };
  process.stdout.write(toText(report));
  await mkdir(dataDirectory, { recursive: true });
  const file = path.join(dataDirectory, 'evaluation.html');
  await writeFile(file, toHtml(report, new Date()));
  process.stdout.write(`\nReport: ${file}\n`);
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
