import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildIndex } from '../../knowledge/index/index';
import { readDocuments } from '../../knowledge/ingest';
import { openPostgres } from '../../adapters/database';
import { type Config, ConfigError, loadConfig } from '../config';
import { indexPlace, type IndexPlace } from '../index-place';
import { ingestProgress } from './ingest-progress';
import { withModelQuestions } from './ingest-questions';
import { sqlIndexStore } from '../sql-index-store';
import { documentTable, failureLines, leftOutLines } from './ingest-report';
import { shippedDocuments } from './shipped-index';

const USAGE = `Usage: npm run ingest -- [PATH …]

Rebuilds the index from documents: PDF, Word (.docx), HTML, Markdown and plain text (UTF-8). PATH is a file, or a folder that is read with all it
holds. Without a PATH the documents that come with the project are indexed. The index in use stays until the new one is complete and checked; a
running server takes the new one up by itself.

  --help   this text

The index is kept under DATA_DIR (./data), and where DATABASE_URL is set also in the database, from where every replica loads it. Exit status: 0 when every document went in; 1 when a document was left out, each named with its reason
(files in a folder that are no documents are named too, and are no failure);
2 for wrong usage, or when nothing could be indexed: the index in use is then left as it was.
`;

const OLD_INDEX_KEPT = 'Nothing was indexed; the index in use, if there is one, is left as it was.';

const ADDRESS =
  "The document's name is its address: the server shows it at /documents/<name>, to those who may see it.";

/** What the command is asked to do; `undefined` after wrong usage, which has then been explained. */
function readArguments(args: string[]): { help: boolean; paths: string[] } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    });
    return { help: values.help, paths: positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return undefined;
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Gives the index to the replicas. */
async function publish(databaseUrl: string, directory: string): Promise<void> {
  const database = await openPostgres(databaseUrl);
  try {
    await sqlIndexStore(database, () => new Date()).publish(directory);
  } finally {
    await database.close();
  }
}

/** Reads, reports and rebuilds; gives the exit status. */
async function ingest(paths: string[], { directory, building }: IndexPlace, config: Config): Promise<number> {
  const { databaseUrl } = config;
  const progress = ingestProgress(process.stderr);
  const source = paths.length === 0 ? 'shipped' : 'given';
  const { documents, failures, leftOut } = await readDocuments(source === 'shipped' ? [shippedDocuments] : paths, {
    onProgress: (step) => progress.show(step),
    sameName: 'first-only',
  }).finally(() => progress.end());
  if (documents.length > 0) process.stdout.write(`${documentTable(documents)}\n${ADDRESS}\n`);
  if (failures.length > 0) process.stdout.write(`${failureLines(failures).join('\n')}\n`);
  for (const line of leftOutLines(leftOut)) process.stdout.write(`${line}\n`);
  if (documents.length === 0) {
    const none = failures.length > 0 ? '' : `No document in ${paths.join(', ')}. `;
    process.stderr.write(`${none}${OLD_INDEX_KEPT}\n`);
    return 2;
  }
  const { chat } = config.models;
  const asked = chat?.helps.includes('questions')
    ? await withModelQuestions(documents, chat, { directory, knownNames: [config.contact.company], say })
    : documents;
  await buildIndex(asked, { directory, source, ...building });
  if (databaseUrl !== undefined) await publish(databaseUrl, directory);
  const clauses = documents.reduce((sum, document) => sum + document.clauses.length, 0);
  process.stdout.write(
    `Indexed ${documents.length} document(s), ${clauses} clauses, in ${path.relative(process.cwd(), directory) || directory}\n`,
  );
  return failures.length === 0 ? 0 : 1;
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked || asked.help) {
    if (asked) process.stdout.write(USAGE);
    process.exitCode = asked ? 0 : 2;
    return;
  }
  try {
    const config = loadConfig(process.env);
    process.exitCode = await ingest(asked.paths, await indexPlace(config, () => undefined), config);
  } catch (error) {
    const expected = error instanceof ConfigError;
    const shown = error instanceof Error ? (expected ? error.message : error.stack) : String(error);
    process.stderr.write(`${shown}\n${OLD_INDEX_KEPT}\n`);
    process.exitCode = 2;
  }
}

void main();
