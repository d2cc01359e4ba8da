import { z } from 'zod';
import { LoadedDocument } from '../documents';

/** Raise when the files of a version change their meaning. */
export const indexFormat = 2;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What an index on disk says of itself. Its `files` vouch for the others beside it. */
export const IndexManifest = z.object({
  format: z.literal(indexFormat),
  /** The name of the version's folder. */
  version: z.string().min(1),
  builtAt: z.iso.datetime(),
  /** The documents that come with the product, or ones that were given. */
  source: z.enum(['shipped', 'given']),
  /** The files that were read. */
  sources: z.array(z.object({ name: z.string(), sha256: Sha256 })),
  /** Passages, each language edition counted. */
  passages: z.number().int().min(0),
  /** Clauses, all language editions counted once. */
  clauses: z.number().int().min(0),
  votes: z.array(
    z.object({
      embedder: z.string(),
      dimension: z.number().int().positive(),
      /** The vectors' file: 32-bit floats, little-endian, one entry after another. */
      vectors: z.string(),
      /** The graph's file, for a large index built where the native module was there. */
      graph: z.string().optional(),
      /** The same of the example questions, where there are any and the embedder has a vote on them. `plain`: as embedded, before the space of questions. */
      examples: z
        .object({ vectors: z.string(), graph: z.string().optional(), plain: z.string().optional() })
        .optional(),
    }),
  ),
  /** File name → SHA-256, for every file of the version but the manifest. */
  files: z.record(z.string(), Sha256),
  /** What was put right while opening ("embedded anew …"). Empty on disk. */
  notes: z.array(z.string()).default([]),
});
export type IndexManifest = z.infer<typeof IndexManifest>;

/** `documents.json` of a version. */
export const StoredDocuments = z.array(LoadedDocument);

export const manifestFile = 'manifest.json';
export const documentsFile = 'documents.json';
/** The glossary that the passages were read with, compiled. */
export const glossaryFile = 'glossary.json';
/** The words and concepts of the passages. */
export const lexiconFile = 'lexicon.json';
export const lexiconNumbersFile = 'lexicon.numbers';
/** The words and concepts of the example questions. */
export const exampleLexiconFile = 'examples.json';
export const exampleNumbersFile = 'examples.numbers';
/** The file that names the version in use. */
export const currentFile = 'current';
