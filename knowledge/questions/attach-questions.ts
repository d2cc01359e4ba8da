import path from 'node:path';
import type { ExampleQuestions, LoadedDocument } from '../documents';
import type { Language } from '../language/languages';
import { projectPath } from '../project-path';
import { QuestionFileError, readQuestionFile, type ReadQuestionFile } from './question-file';

/** A document and the file it was read from. */
export interface DocumentFromFile {
  file: string;
  document: LoadedDocument;
}

/** A file of example questions that was left out, and why. */
export interface QuestionFailure {
  file: string;
  reason: string;
}

const shippedDocuments = projectPath('knowledge', 'documents');

/** The example questions of a work that comes with the project; there may be none. */
export const shippedQuestionFile = (work: string): string =>
  projectPath('knowledge', 'questions', `${path.basename(work)}.json`);

/**
 * Gives each document the example questions that stand beside it: `NAME.questions.json` for the file `NAME.pdf`, or `WORK.questions.json` for all
 * language editions of a work. Those of the documents that come with the project have a folder of their own. Questions of clauses that do not exist,
 * and files that cannot be read, are reported; the documents go in without them.
 */
export async function attachQuestions(
  read: readonly DocumentFromFile[],
): Promise<{ documents: LoadedDocument[]; failures: QuestionFailure[] }> {
  const files = new Map<string, Promise<ReadQuestionFile | QuestionFailure | undefined>>();
  const fileOf = (file: string): Promise<ReadQuestionFile | QuestionFailure | undefined> => {
    let known = files.get(file);
    if (!known) files.set(file, (known = readOrExplain(file)));
    return known;
  };
  const failures = new Map<string, string>();
  const users = new Map<string, { questions: ReadQuestionFile; documents: LoadedDocument[] }>();
  const documents: LoadedDocument[] = [];
  for (const { file, document } of read) {
    let found: LoadedDocument = document;
    for (const place of questionFilesFor(file, document)) {
      const questions = await fileOf(place);
      if (questions === undefined) continue;
      if ('reason' in questions) failures.set(place, questions.reason);
      else if (![document.work, document.name].includes(questions.document))
        failures.set(place, `It is for "${questions.document}"; the document beside it is "${document.work}".`);
      else {
        found = {
          ...document,
          questions: bothQuestions(document.questions, questions.questions),
          questionsSha256: questions.sha256,
        };
        const others = users.get(place);
        if (others) others.documents.push(found);
        else users.set(place, { questions, documents: [found] });
      }
      break;
    }
    documents.push(found);
  }
  for (const [file, use] of users) {
    const clauses = new Set(use.documents.flatMap((document) => document.clauses.map(({ id }) => id)));
    const unknown = Object.keys(use.questions.questions).filter((clause) => !clauses.has(clause));
    if (unknown.length > 0)
      failures.set(file, `There is no clause "${unknown.join('", "')}" in ${use.questions.document}.`);
  }
  return { documents, failures: [...failures].map(([file, reason]) => ({ file, reason })) };
}

/** The questions that a document asks itself, and those written for it. */
function bothQuestions(own: ExampleQuestions = {}, written: ExampleQuestions): ExampleQuestions {
  const both: ExampleQuestions = { ...written };
  for (const [clause, texts] of Object.entries(own)) {
    const languages = { ...both[clause] };
    for (const [language, asked] of Object.entries(texts) as [Language, string[]][])
      languages[language] = [...asked, ...(languages[language] ?? [])];
    both[clause] = languages;
  }
  return both;
}

function questionFilesFor(file: string, { name, work }: LoadedDocument): string[] {
  const folder = path.dirname(path.resolve(file));
  if (folder === shippedDocuments) return [shippedQuestionFile(work)];
  return [...new Set([name, work])].map((stem) => path.join(folder, `${path.basename(stem)}.questions.json`));
}

async function readOrExplain(file: string): Promise<ReadQuestionFile | QuestionFailure | undefined> {
  try {
    return await readQuestionFile(file);
  } catch (error) {
    if (!(error instanceof QuestionFileError)) throw error;
    return { file, reason: error.message };
  }
}
