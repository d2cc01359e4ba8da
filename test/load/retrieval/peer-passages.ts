import { createRequire } from 'node:module';
import type { LoadedDocument } from '../../../knowledge';
import type { ClauseName, TestQuestion } from './contest';

/** The peers know one language an index: they get one for each and are told the question's. */
export const peerLanguages = ['da', 'en'] as const;
export type PeerLanguage = (typeof peerLanguages)[number];
export const languageOf = ({ language }: TestQuestion): PeerLanguage => (language === 'en' ? 'en' : 'da');

/** A passage as the peers index it. */
export interface PeerPassage {
  id: number;
  name: ClauseName;
  text: string;
  lead: string;
  headings: string;
}

/** The passages of one language, numbered. */
export function passagesIn(documents: readonly LoadedDocument[], language: PeerLanguage): PeerPassage[] {
  return documents
    .filter((document) => document.language === language)
    .flatMap(({ work, clauses }) => clauses.map((clause) => ({ work, clause })))
    .map(({ work, clause }, id) => ({
      id,
      name: { work, clause: clause.id },
      text: clause.text,
      lead: clause.lead ?? '',
      headings: clause.headings.join(' '),
    }));
}

/** Something for each language. */
export async function forEachLanguage<T>(
  make: (language: PeerLanguage) => T | Promise<T>,
): Promise<Record<PeerLanguage, T>> {
  return { da: await make('da'), en: await make('en') };
}

// A package of ES modules, which its types say cannot be required: imported when needed.
/** Orama's stop words, lent to the others as well. */
export const stopWords = async (): Promise<Record<PeerLanguage, string[]>> => ({
  da: (await import('@orama/stopwords/danish')).stopwords,
  en: (await import('@orama/stopwords/english')).stopwords,
});

/** The part of snowball-stemmers we use. */
interface Snowball {
  newStemmer(name: string): { stem(word: string): string };
}

/** Snowball's stemmers, for the peers that bring none. */
export function snowballStemmers(): Record<PeerLanguage, { stem(word: string): string }> {
  // The package has no types.
  const { newStemmer } = createRequire(__filename)('snowball-stemmers') as Snowball;
  return { da: newStemmer('danish'), en: newStemmer('english') };
}
