import { z } from 'zod';

/** What one file may cost before its reader is stopped. */
export const ReadLimits = z.object({
  /** Allowed to any file; `secondsPerMegabyte` comes on top, up to `mostSeconds`. */
  seconds: z.number().positive().default(20),
  secondsPerMegabyte: z.number().nonnegative().default(30),
  mostSeconds: z.number().positive().default(600),
  /** Resident memory of the reading process. */
  memoryMegabytes: z.number().positive().default(700),
  fileMegabytes: z.number().positive().default(50),
  /** The parts of a Word file that are read, unpacked. */
  unpackedMegabytes: z.number().positive().default(64),
  /** Pages that a PDF may declare. */
  pages: z.number().int().positive().default(20_000),
});
export type ReadLimits = z.infer<typeof ReadLimits>;

/** The time that a file of this size may take. */
export const secondsAllowed = (limits: ReadLimits, bytes: number): number =>
  Math.max(
    limits.seconds,
    Math.min(limits.mostSeconds, limits.seconds + (limits.secondsPerMegabyte * bytes) / 1_000_000),
  );
