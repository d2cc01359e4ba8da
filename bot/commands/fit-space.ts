import { writeFile } from 'node:fs/promises';
import { questionSpaceFile, staticEmbedder } from '../../knowledge/index/index';
import { readDocuments } from '../../knowledge/ingest';
import { discriminantsOf } from './discriminants';
import { shippedDocuments } from './shipped-index';

/*
 * Fits the space that questions are compared in (knowledge/index/question-space.ts) on the example questions of the shipped clauses and
 * writes knowledge/index/question-space.f32. No test question is looked at. Run it after a change of the example questions: `npm run fit -- space`.
 */

/** Of 32 to 192 the figures of the development questions are highest and flat from 64 to 128. */
const dimension = 96;

/** Fits the space and writes it. */
export async function fitSpace(): Promise<void> {
  const { documents } = await readDocuments([shippedDocuments]);
  const embedder = staticEmbedder();
  const byClause = new Map<string, Set<string>>();
  for (const { work, questions = {} } of documents)
    for (const [clause, asked] of Object.entries(questions))
      byClause.set(`${work} ${clause}`, new Set(Object.values(asked).flat()));
  const classes = [...byClause.values()].map((asked) => [...asked].map((text) => embedder.embedNow(text, 'en')));
  const { mean, directions } = discriminantsOf(classes, dimension);
  const numbers = Float32Array.from([mean, ...directions].flatMap((vector) => [...vector]));
  await writeFile(questionSpaceFile, new Uint8Array(numbers.buffer));
  process.stdout.write(`${classes.flat().length} questions of ${classes.length} clauses: ${questionSpaceFile}\n`);
}
