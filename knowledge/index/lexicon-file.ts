import { z } from 'zod';
import { Language } from '../language';
import type { ImpactTables } from './impacts';
import type { LexiconTables, Vocabulary } from './lexicon';

/*
 * A lexicon in two files. The header is JSON: what the numbers belong to. The numbers, 32 bits each and little-endian, stand in the order of
 * the header, languages first: spreads, entries, impacts.
 */

const Part = z.object({
  terms: z.string(),
  population: z.number().int().min(0),
  postings: z.number().int().min(0),
});

const Header = z.object({
  /** What it was made with; of no use for any other. */
  id: z.string(),
  words: z.array(Part.extend({ language: Language, vocabulary: z.string() })),
  concepts: Part,
});

/** Writes the tables as a header and its numbers. */
export function encodeLexicon(tables: LexiconTables, id: string): { header: string; numbers: Uint8Array } {
  const parts = [...tables.words.map(({ impacts }) => impacts), tables.concepts];
  const header: z.infer<typeof Header> = {
    id,
    words: tables.words.map(({ language, vocabulary, impacts }) => ({
      ...partOf(impacts),
      language,
      vocabulary: [...vocabulary].map((pair) => pair.join(' ')).join('\n'),
    })),
    concepts: partOf(tables.concepts),
  };
  const numbers = Buffer.concat(
    parts.flatMap(({ spreads, entries, impacts }) => [spreads, entries, impacts].map(bytesOf)),
  );
  return { header: JSON.stringify(header), numbers };
}

/** Reads them back; undefined when they were made with something else than `id` names. Throws a ZodError for a header that is none. */
export function decodeLexicon(header: unknown, numbers: Uint8Array, id: string): LexiconTables | undefined {
  const read = Header.parse(header);
  if (read.id !== id) return undefined;
  // Copied, so that the numbers start where a typed array may.
  const aligned = new Uint8Array(numbers).buffer;
  let at = 0;
  const take = (count: number): number => {
    const start = at;
    at += 4 * count;
    return start;
  };
  const impactsOf = ({ terms, population, postings }: z.infer<typeof Part>): ImpactTables => {
    const list = terms === '' ? [] : terms.split('\n');
    return {
      terms: list,
      population,
      spreads: new Int32Array(aligned, take(list.length), list.length),
      entries: new Int32Array(aligned, take(postings), postings),
      impacts: new Float32Array(aligned, take(postings), postings),
    };
  };
  const words = read.words.map((part) => ({
    language: part.language,
    vocabulary: vocabularyOf(part.vocabulary),
    impacts: impactsOf(part),
  }));
  return { words, concepts: impactsOf(read.concepts) };
}

const partOf = ({ terms, population, entries }: ImpactTables): z.infer<typeof Part> => ({
  terms: terms.join('\n'),
  population,
  postings: entries.length,
});

function vocabularyOf(text: string): Vocabulary {
  const vocabulary: Vocabulary = new Map();
  if (text !== '')
    for (const line of text.split('\n')) {
      const space = line.indexOf(' ');
      vocabulary.set(line.slice(0, space), line.slice(space + 1));
    }
  return vocabulary;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
