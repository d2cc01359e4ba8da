import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { shippedDocuments } from '../../../bot/commands/shipped-index';
import { type LoadedDocument, projectPath } from '../../../knowledge';
import { readDocuments } from '../../../knowledge/ingest';
import { chance } from './chance';
import type { CorpusName, TestQuestion } from './contest';
import { madeCorpus } from './made-corpus';

/** What is searched, and questions whose right clause is known. */
export interface TestCorpus {
  documents: LoadedDocument[];
  questions: TestQuestion[];
}

const passagesOf = (documents: readonly LoadedDocument[]): number =>
  documents.reduce((sum, { clauses }) => sum + clauses.length, 0);

/**
 * The shipped documents, alone or among so many made passages that it makes `corpus` of them. Asked for are the clauses we ship, as customers ask
 * for them, and the made ones, in their own words: of each as many as `questions`, at most.
 */
export async function testCorpus(corpus: CorpusName, questions: number): Promise<TestCorpus> {
  const { documents } = await readDocuments([shippedDocuments]);
  const asked = (await customersQuestions(documents)).slice(0, questions);
  if (corpus === 'shipped') return { documents, questions: asked };
  const made = madeCorpus(documents, Math.max(1, corpus - passagesOf(documents)), questions);
  return {
    documents: [...documents, ...made.documents],
    // Mixed, so that whoever runs out of time was asked some of each kind.
    questions: chance(7).shuffled([...asked, ...made.questions]),
  };
}

/** The development questions that the peers can be asked too: in a language that they have an index of, and without a history. */
async function customersQuestions(documents: readonly LoadedDocument[]): Promise<TestQuestion[]> {
  const works = [...new Set(documents.map(({ work }) => work))];
  const clauses = new Set(documents.flatMap((document) => document.clauses.map(({ id }) => id)));
  const known = (await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'))).filter(
    (question) =>
      (question.language === 'da' || question.language === 'en') &&
      question.history.length === 0 &&
      question.action === 'answer' &&
      question.clauses.some((clause) => clauses.has(clause)),
  );
  return chance(5)
    .shuffled(known)
    .map(({ language, ask, clauses: expected }) => ({
      kind: "customers'",
      language,
      text: ask,
      expected: works.flatMap((work) => expected.map((clause) => ({ work, clause }))),
    }));
}
