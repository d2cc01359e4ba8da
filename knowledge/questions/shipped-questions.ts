import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExampleQuestions } from '../documents';
import { Language } from '../language/languages';
import { projectPath } from '../project-path';
import { parseQuestionFile } from './question-file';

/** A clause of ours with the questions that were written for it: the same object for all its language editions. */
export interface AskedClause {
  language: Language;
  text: string;
  questions: NonNullable<ExampleQuestions[string]>;
}

let shipped: AskedClause[] | undefined;

/** The clauses of the documents that come with the project, in every language they have, with their example questions. Read once. */
export function shippedQuestions(): readonly AskedClause[] {
  shipped ??= read(projectPath('knowledge', 'documents'), projectPath('knowledge', 'questions'));
  return shipped;
}

/** `Text of a clause. {#its-id}`, in a list or not: how the documents that come with the project are written. */
const clauseLine = /^(?:- )?(?!#)(\S.*) \{#([a-z0-9-]+)\}$/gm;
const frontMatter = (text: string, field: string): string | undefined =>
  new RegExp(`^${field}: *(\\S+) *$`, 'm').exec(text)?.[1];

function read(documents: string, questions: string): AskedClause[] {
  const files = new Map<string, ExampleQuestions>();
  const questionsIn = (file: string): ExampleQuestions => {
    let known = files.get(file);
    if (!known)
      files.set(file, (known = existsSync(file) ? parseQuestionFile(file, readFileSync(file, 'utf8')).questions : {}));
    return known;
  };
  return readdirSync(documents)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => {
      const text = readFileSync(path.join(documents, name), 'utf8');
      const language = Language.safeParse(frontMatter(text, 'language'));
      if (!language.success) return [];
      const asked = questionsIn(path.join(questions, `${frontMatter(text, 'document') ?? ''}.json`));
      return [...text.matchAll(clauseLine)].flatMap(([, clause = '', id = '']) => {
        const ofClause = asked[id];
        return ofClause ? [{ language: language.data, text: clause, questions: ofClause }] : [];
      });
    });
}
