import { z } from 'zod';
import { Language } from './language/languages';

/** Who may see a document: search and the viewer show a reader only what they may see. */
export const Audience = z.enum(['public', 'customers', 'staff']);
export type Audience = z.infer<typeof Audience>;

/** True when a reader of `reader`'s standing may see a document meant for `document`. Staff see all, customers see public too. */
export function maySee(reader: Audience, document: Audience): boolean {
  const rank: Record<Audience, number> = { public: 0, customers: 1, staff: 2 };
  return rank[document] <= rank[reader];
}

/** One promise, rule or paragraph of a document: the smallest thing that an answer cites. */
export const Clause = z.object({
  /** Stable within the document, and shared by the language editions of one work. Safe in a URL fragment. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** The headings that the clause stands under, outermost first. */
  headings: z.array(z.string()),
  /** The words that introduce the list in which the clause stands ("We aim at all times:"). */
  lead: z.string().optional(),
  /** The clause as the document has it, white space folded. */
  text: z.string().min(1),
  /** The page it begins on, for a paged document. */
  page: z.number().int().positive().optional(),
});
export type Clause = z.infer<typeof Clause>;

/** Questions in a customer's words: clause id → language → questions. They help search find the clause and are never shown or cited. */
export const ExampleQuestions = z.record(z.string(), z.partialRecord(Language, z.array(z.string().trim().min(1))));
export type ExampleQuestions = z.infer<typeof ExampleQuestions>;

/** One file, read and cut into clauses. */
export const LoadedDocument = z.object({
  /** The file's name without its extension: what a citation calls the document. */
  name: z.string().min(1),
  /** Documents of one work are language editions of each other and share clause ids. Front matter `document`; without it, `name`. */
  work: z.string().min(1),
  title: z.string().min(1),
  language: Language,
  /** Front matter `edition`; without it, the first eight hexadecimal digits of the file's SHA-256. */
  edition: z.string().min(1),
  /** ISO date, from front matter. */
  date: z.iso.date().optional(),
  audience: Audience,
  /** The file's SHA-256, hexadecimal. */
  sha256: z.string().length(64),
  /** For a paged document. */
  pages: z.number().int().positive().optional(),
  clauses: z.array(Clause),
  /** From the file of questions beside the document. Editions of one work may each have the whole work's. */
  questions: ExampleQuestions.optional(),
  /** That file's SHA-256, hexadecimal. */
  questionsSha256: z.string().length(64).optional(),
  /** Questions that a language model wrote at ingest. They help search as the others do, and vouch for nothing: no answer is given for their sake alone. */
  modelQuestions: z
    .object({ model: z.string().min(1), promptVersion: z.int(), questions: ExampleQuestions })
    .optional(),
  /** What the reader of the ingest table should know ("page 3 has no text: a scan, not indexed"). */
  warnings: z.array(z.string()),
});
export type LoadedDocument = z.infer<typeof LoadedDocument>;

/** A clause within its document, as search returns it and an answer quotes it. */
export interface Passage {
  document: DocumentSummary;
  clause: Clause;
  /** Comparable within one search only. */
  score: number;
}

/** A document without its clauses. */
export type DocumentSummary = Omit<LoadedDocument, 'clauses' | 'questions' | 'modelQuestions' | 'warnings'>;
