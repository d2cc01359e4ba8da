import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../project-path';

const Weight = z.number().min(0).max(10);
const Saturation = z.object({ saturation: z.number().positive(), lengthPenalty: z.number().min(0).max(1) });

/** The numbers that search is tuned with, in one data file. */
export const Weights = z.object({
  /** Where the numbers come from, and what they reach on questions that they were not fitted on. Not used. */
  about: z.string().optional(),
  measured: z.record(z.string(), z.string()).optional(),
  /** What each vote's z-score counts in the sum. */
  votes: z.object({ keywords: Weight, concepts: Weight, hashed: Weight, trained: Weight, model: Weight }),
  /**
   * The same for the example questions: what words and concepts of all of a clause's, read as one text, count beside those of the clause, and
   * what being near one of them counts. BM25's numbers are for that text.
   */
  examples: Saturation.extend({
    /** What a wrong clause's examples bring: of the best clause's words and concepts, and by being near. For documents where not all have examples. */
    wrongWords: Weight,
    wrongNearness: Weight,
    keywords: Weight,
    concepts: Weight,
    hashed: Weight,
    trained: Weight,
    model: Weight,
  }),
  /** A word's worth by where in the document it stands. */
  fields: z.object({ text: Weight, lead: Weight, heading: Weight }),
  /** BM25's k1 and b. */
  keywords: Saturation,
  concepts: Saturation,
  /** What the vector of headings and lead counts beside the clause's own. */
  vectors: z.object({ heading: Weight }),
  /** What a concept named by a phrase counts beside one named by a word. */
  phrase: Weight,
  /** What a concept counts that one of the question's leads to. */
  related: Weight,
  /** What a weak word (get, thing, good) counts beside a content word. */
  weakWord: Weight,
  /** What a concept counts that only weak or function words name (when, how). */
  weakConcept: Weight,
  /** What a word corrected for spelling counts beside one found as written. */
  misspelt: Weight,
  /** Earlier questions' share in a follow-up, and how many content words a question may have and still be taken for one. */
  history: z.object({ previous: Weight, first: Weight, shortQuestion: z.number().int().min(0) }),
  /** The blocks of the hashed vector. */
  hashing: z.object({ concepts: Weight, stems: Weight, grams: Weight }),
});
export type Weights = z.infer<typeof Weights>;

let loaded: Weights | undefined;

/** The fitted weights of `weights.json`. */
export function loadWeights(): Weights {
  loaded ??= Weights.parse(JSON.parse(readFileSync(projectPath('knowledge', 'index', 'weights.json'), 'utf8')));
  return loaded;
}
