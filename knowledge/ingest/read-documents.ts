import { availableParallelism } from 'node:os';
import type { LoadedDocument } from '../documents';
import { identifyLanguage } from '../language';
import { attachQuestions, type DocumentFromFile } from '../questions';
import { DuplicateDocumentNameError, explainSecond, secondsOfName } from './duplicate-names';
import { findFiles, type FoundFile } from './find-files';
import type { ReadOutcome } from './read-file';
import { ReadLimits } from './read-limits';
import { type ReaderProcess, startReader } from './reader-process';
import { readerScript } from './reader-script';
import { explain } from './unreadable';

/** A file that did not go in, and why, with the way out. */
export interface ReadFailure {
  file: string;
  reason: string;
}

export interface ReadOptions {
  /** Told after each file, in the order in which they are done. */
  onProgress?(progress: { file: string; done: number; total: number }): void;
  limits?: Partial<ReadLimits>;
  /** Of two files of one name: refuse them all (absent), or read the first by path and name the second among the failures. */
  sameName?: 'refuse' | 'first-only';
}

/**
 * Reads files, and folders with all they hold, into documents cut into clauses. Each file is read in a process of its own kind, within limits of time
 * and memory, so that no file can hang or end this one. All lists are sorted by path; `leftOut` names the files in the folders that are no documents.
 * @throws DuplicateDocumentNameError before anything is read, when two files would be cited under one name and `sameName` does not say which goes in
 */
export async function readDocuments(
  paths: string[],
  options: ReadOptions = {},
): Promise<{ documents: LoadedDocument[]; failures: ReadFailure[]; leftOut: string[] }> {
  const limits = ReadLimits.parse(options.limits ?? {});
  const found = await findFiles(paths);
  const named = found.filter((entry) => entry.kind === 'file');
  const seconds = new Map(secondsOfName(named.map(({ file }) => file)).map((second) => [second.file, second]));
  const [twin] = seconds.values();
  if (twin && options.sameName !== 'first-only')
    throw new DuplicateDocumentNameError(twin.name, [twin.first, twin.file]);
  const files = named.filter(({ file }) => !seconds.has(file));
  const outcomes = await readAll(files, limits, options);
  const failures = found.flatMap((entry): ReadFailure[] => {
    if (entry.kind === 'failed') return [{ file: entry.file, reason: explain(entry.problem, limits) }];
    const second = seconds.get(entry.file);
    if (second) return [{ file: entry.file, reason: explainSecond(second) }];
    const outcome = outcomes.get(entry.file);
    return outcome?.kind === 'unreadable' ? [{ file: entry.file, reason: outcome.reason }] : [];
  });
  const read = files.flatMap(({ file }): DocumentFromFile[] => {
    const outcome = outcomes.get(file);
    return outcome?.kind === 'document' ? [{ file, document: withLanguage(outcome) }] : [];
  });
  const withQuestions = await attachQuestions(read);
  const leftOut = found.flatMap((entry) => (entry.kind === 'no-document' ? [entry.file] : []));
  return { documents: withQuestions.documents, failures: [...failures, ...withQuestions.failures], leftOut };
}

type File = Extract<FoundFile, { kind: 'file' }>;

/** In megabytes, what all readers together may hold: the whole ingest stays below 3 GB. A reader is replaced when it holds half of what it may. */
const MOST_MEGABYTES = 2_400;

const mostReaders = (limits: ReadLimits): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(MOST_MEGABYTES / (limits.memoryMegabytes / 2))));

/** Several readers side by side, one a core as far as memory allows, each taking the next file when it is done with one. */
async function readAll(files: File[], limits: ReadLimits, options: ReadOptions): Promise<Map<string, ReadOutcome>> {
  const outcomes = new Map<string, ReadOutcome>();
  const script = files.length > 0 ? await readerScript() : '';
  const waiting = files[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    let reader: ReaderProcess | undefined;
    try {
      for (const { file, bytes } of waiting) {
        reader ??= await startReader(script, limits);
        const { outcome, spent } = await reader.read(file, bytes);
        if (spent) reader = undefined;
        outcomes.set(file, outcome);
        options.onProgress?.({ file, done: outcomes.size, total: files.length });
      }
    } finally {
      reader?.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostReaders(limits), files.length) }, lane));
  return outcomes;
}

/** Headings and clauses together: a short document has few words to tell its language by. */
function withLanguage({ document, asked }: Extract<ReadOutcome, { kind: 'document' }>): LoadedDocument {
  const text = [
    document.title,
    ...document.clauses.flatMap((clause) => [...clause.headings.slice(-1), clause.text]),
  ].join('\n');
  const language = document.language ?? identifyLanguage(text.slice(0, 20_000));
  const questions = Object.fromEntries(Object.entries(asked).map(([clause, texts]) => [clause, { [language]: texts }]));
  return { ...document, language, ...(Object.keys(questions).length > 0 ? { questions } : {}) };
}
