import { createRequire } from 'node:module';
import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';
import type { LoadedDocument } from '../../../knowledge';
import { createKnowledge } from '../../../knowledge/answer';
import { memoryIndex } from '../../../knowledge/index/index';
import type { ClauseName, TestQuestion, Way } from './contest';

/** Makes the documents searchable. */
export type System = (documents: LoadedDocument[]) => Promise<Way[]>;

const found = 10;

interface Entry {
  id: number;
  name: ClauseName;
  text: string;
  lead: string;
  headings: string;
}

type PeerLanguage = 'da' | 'en';

/** The peers know one language an index: they get one for each and are told the question's. */
function entriesOf(documents: LoadedDocument[], language: PeerLanguage): Entry[] {
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

const languageOf = ({ language }: TestQuestion): PeerLanguage => (language === 'en' ? 'en' : 'da');

// Packages of ES modules, which their types say cannot be required: imported when needed.
const stopWords = async () => ({
  da: (await import('@orama/stopwords/danish')).stopwords,
  en: (await import('@orama/stopwords/english')).stopwords,
});

const ours: System = async (documents) => {
  const index = await memoryIndex(documents);
  const knowledge = createKnowledge(() => index);
  return [
    {
      name: 'charterdesk',
      settings: 'as shipped: words, concepts and hashed vectors weighed together, one index of both languages',
      async find({ text, language }) {
        const { hits } = await index.search({ text, language, history: [], audience: 'public' });
        return hits;
      },
    },
    {
      name: 'charterdesk, whole answer',
      settings: 'knowledge.answer: search, decide, compose, check',
      async find({ text, language }) {
        const { passages } = await knowledge.answer({ text, language, history: [], audience: 'public' });
        return passages.map(({ document, clause }) => ({ work: document.work, clause: clause.id }));
      },
    },
  ];
};

/** The part of snowball-stemmers we use. */
interface Snowball {
  newStemmer(name: string): { stem(word: string): string };
}

const miniSearch: System = async (documents) => {
  // The package has no types.
  const { newStemmer } = createRequire(__filename)('snowball-stemmers') as Snowball;
  const stemmers = { da: newStemmer('danish'), en: newStemmer('english') };
  const stops = await stopWords();
  const indexOf = (language: PeerLanguage) => {
    const silent = new Set(stops[language]);
    const entries = entriesOf(documents, language);
    const index = new MiniSearch<Entry>({
      fields: ['text', 'lead', 'headings'],
      processTerm: (term) => {
        const word = term.toLowerCase();
        return silent.has(word) ? null : stemmers[language].stem(word);
      },
    });
    index.addAll(entries);
    return { index, entries };
  };
  const indexes = { da: indexOf('da'), en: indexOf('en') };
  const way = (name: string, settings: string, options: { fuzzy?: number; prefix?: boolean }): Way => ({
    name,
    settings: `snowball-stemmers, stop words of @orama/stopwords, ${settings}, boost text 2, one index a language`,
    find(question) {
      const { index, entries } = indexes[languageOf(question)];
      const results = index.search(question.text, { ...options, boost: { text: 2 } });
      return results.slice(0, found).flatMap(({ id }) => entries[Number(id)]?.name ?? []);
    },
  });
  return [
    way('MiniSearch', 'whole words', {}),
    way('MiniSearch, fuzzy', 'fuzzy 0.2 and prefix', { fuzzy: 0.2, prefix: true }),
  ];
};

const orama: System = async (documents) => {
  const { stemmer: danish } = await import('@orama/stemmers/danish');
  const { stemmer: english } = await import('@orama/stemmers/english');
  const stops = await stopWords();
  const tokenizers = {
    da: { language: 'danish', stemming: true, stemmer: danish, stopWords: stops.da },
    en: { language: 'english', stemming: true, stemmer: english, stopWords: stops.en },
  } as const;
  const indexOf = async (language: PeerLanguage) => {
    const entries = entriesOf(documents, language);
    const index = create({
      schema: { text: 'string', lead: 'string', headings: 'string' } as const,
      components: { tokenizer: tokenizers[language] },
    });
    const rows = entries.map(({ id, text, lead, headings }) => ({ id: String(id), text, lead, headings }));
    await insertMultiple(index, rows, 1000);
    return { index, entries };
  };
  const indexes = { da: await indexOf('da'), en: await indexOf('en') };
  return [
    {
      // Of the settings tried this one finds most: tolerance 1 finds less in two to four times the time, `exact` nothing of a stemmed index.
      name: 'Orama',
      settings: `@orama/stemmers, @orama/stopwords, tolerance 0, boost text 4, limit ${found}, one index a language`,
      async find(question) {
        const { index, entries } = indexes[languageOf(question)];
        const { hits } = await search(index, { term: question.text, limit: found, boost: { text: 4 } });
        return hits.flatMap(({ id }) => entries[Number(id)]?.name ?? []);
      },
    },
  ];
};

export const systems: Record<string, System> = { charterdesk: ours, minisearch: miniSearch, orama };
