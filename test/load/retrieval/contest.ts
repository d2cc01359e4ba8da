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

/** Which passages are searched: those we ship, or so many, the rest of them made. */
export const CorpusName = z.union([z.literal('shipped'), z.number().int().positive()]);
export type CorpusName = z.infer<typeof CorpusName>;

/** What a contestant's process is told, as its argument: to build its index in the folder, or to load it from there and answer. */
export const Entry = z.object({
  system: z.string(),
  corpus: CorpusName,
  questions: z.number().int().positive(),
  folder: z.string(),
  task: z.enum(['build', 'answer']),
  /** A lap ends early after this long. */
  lapMs: z.number().positive(),
});
export type Entry = z.infer<typeof Entry>;

/** The index lies in the folder. */
export const Built = z.object({ ms: z.number() });
export type Built = z.infer<typeof Built>;

/** A contestant's index is loaded. */
export const Ready = z.object({
  passages: z.number(),
  ms: z.number(),
  /** What the process grew by: all of it, and the JavaScript heap alone. */
  residentMb: z.number(),
  heapMb: z.number(),
  ways: z.array(z.object({ name: z.string(), settings: z.string() })),
});
export type Ready = z.infer<typeof Ready>;

/** The places where a right clause counts as found. */
export const places = [1, 3, 10] as const;

/** The questions asked once in one way. */
export const Lap = z.object({
  /** Of each question. */
  ms: z.array(z.number()),
  /** Processor time of them all, of every thread. */
  cpuMs: z.number(),
  /** For each kind of question: how many were asked, and how many had a right clause within each of the places. */
  found: z.record(z.string(), z.object({ asked: z.number(), within: z.array(z.number()) })),
});
export type Lap = z.infer<typeof Lap>;
