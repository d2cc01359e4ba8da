import { z } from 'zod';
import type { Language } from '../../../knowledge';

/** A clause, whatever its language edition. */
export interface ClauseName {
  work: string;
  clause: string;
}

/** A question whose right clauses are known. */
export interface TestQuestion {
  kind: string;
  language: Language;
  text: string;
  /** Any of them is right. */
  expected: ClauseName[];
}

/** One way of searching with a system. */
export interface Way {
  name: string;
  settings: string;
  /** The clauses found, best first; editions of one clause may both be there. */
  find(question: TestQuestion): ClauseName[] | Promise<ClauseName[]>;
}

/** Which passages are searched: those we ship, or so many that were made. */
export const CorpusName = z.union([z.literal('shipped'), z.number().int().positive()]);
export type CorpusName = z.infer<typeof CorpusName>;

/** What a contestant's process is told, as its argument. */
export const Entry = z.object({ system: z.string(), corpus: CorpusName, questions: z.number().int().positive() });
export type Entry = z.infer<typeof Entry>;

/** A contestant's index is ready. */
export const Ready = z.object({
  passages: z.number(),
  questions: z.number(),
  buildMs: z.number(),
  /** What the process grew by. */
  grewMb: z.number(),
  ways: z.array(z.object({ name: z.string(), settings: z.string() })),
});
export type Ready = z.infer<typeof Ready>;

/** All questions asked once in one way. */
export const Lap = z.object({
  /** Of each question. */
  ms: z.array(z.number()),
  /** For each kind of question: how many had a right clause first, and among the first three. */
  found: z.record(z.string(), z.object({ asked: z.number(), first: z.number(), amongThree: z.number() })),
});
export type Lap = z.infer<typeof Lap>;
