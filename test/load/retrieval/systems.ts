import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { create, insertMultiple, load, type RawData, save, search } from '@orama/orama';
import MiniSearch, { type Options } from 'minisearch';
import type { LoadedDocument } from '../../../knowledge';
import { createKnowledge } from '../../../knowledge/answer';
import { buildIndex, openIndex } from '../../../knowledge/index/index';
import type { Way } from './contest';
import { langChain } from './langchain';
import {
  forEachLanguage,
  languageOf,
  passagesIn,
  type PeerLanguage,
  type PeerPassage,
  snowballStemmers,
  stopWords,
} from './peer-passages';

/** A way to make documents searchable. */
export interface System {
  /** Puts the index into the folder; absent for a system that keeps it in memory only. */
  build?(documents: LoadedDocument[], folder: string): Promise<void>;
  /** Takes the index from the folder; one that was not put there is made of the documents. */
  load(folder: string, documents: LoadedDocument[]): Promise<Way[]>;
}

const found = 10;

const ours: System = {
  async build(documents, folder) {
    await buildIndex(documents, { directory: folder, source: 'given' });
  },
  async load(folder) {
    const index = await openIndex(folder);
    if (!index) throw new Error(`There is no index in ${folder}.`);
    const knowledge = createKnowledge(() => index);
    return [
      {
        name: 'charterdesk',
        settings:
          'as shipped: words, concepts, trained vectors and example questions weighed together, one index of both languages',
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
  },
};

const fileOf = (folder: string, language: PeerLanguage): string => path.join(folder, `${language}.json`);

async function miniSearchOptions(): Promise<Record<PeerLanguage, Options<PeerPassage>>> {
  const stemmers = snowballStemmers();
  const stops = await stopWords();
  return forEachLanguage((language) => {
    const silent = new Set(stops[language]);
    return {
      fields: ['text', 'lead', 'headings'],
      processTerm: (term) => {
        const word = term.toLowerCase();
        return silent.has(word) ? null : stemmers[language].stem(word);
      },
    };
  });
}

const miniSearch: System = {
  async build(documents, folder) {
    const options = await miniSearchOptions();
    await forEachLanguage(async (language) => {
      const index = new MiniSearch<PeerPassage>(options[language]);
      index.addAll(passagesIn(documents, language));
      await writeFile(fileOf(folder, language), JSON.stringify(index));
    });
  },
  async load(folder, documents) {
    const options = await miniSearchOptions();
    const indexes = await forEachLanguage(async (language) => ({
      names: passagesIn(documents, language).map(({ name }) => name),
      index: MiniSearch.loadJSON<PeerPassage>(await readFile(fileOf(folder, language), 'utf8'), options[language]),
    }));
    const way = (name: string, settings: string, searching: { fuzzy?: number; prefix?: boolean }): Way => ({
      name,
      settings: `snowball-stemmers, stop words of @orama/stopwords, ${settings}, boost text 2, one index a language`,
      find(question) {
        const { index, names } = indexes[languageOf(question)];
        const results = index.search(question.text, { ...searching, boost: { text: 2 } });
        return results.slice(0, found).flatMap(({ id }) => names[Number(id)] ?? []);
      },
    });
    return [
      way('MiniSearch', 'whole words', {}),
      way('MiniSearch, fuzzy', 'fuzzy 0.2 and prefix', { fuzzy: 0.2, prefix: true }),
    ];
  },
};

async function emptyOramas() {
  const { stemmer: danish } = await import('@orama/stemmers/danish');
  const { stemmer: english } = await import('@orama/stemmers/english');
  const stops = await stopWords();
  const tokenizers = {
    da: { language: 'danish', stemming: true, stemmer: danish, stopWords: stops.da },
    en: { language: 'english', stemming: true, stemmer: english, stopWords: stops.en },
  } as const;
  return forEachLanguage((language) =>
    create({
      schema: { text: 'string', lead: 'string', headings: 'string' } as const,
      components: { tokenizer: tokenizers[language] },
    }),
  );
}

const orama: System = {
  async build(documents, folder) {
    const indexes = await emptyOramas();
    await forEachLanguage(async (language) => {
      const rows = passagesIn(documents, language).map(({ id, text, lead, headings }) => ({
        id: String(id),
        text,
        lead,
        headings,
      }));
      await insertMultiple(indexes[language], rows, 1000);
      await writeFile(fileOf(folder, language), JSON.stringify(save(indexes[language])));
    });
  },
  async load(folder, documents) {
    const indexes = await emptyOramas();
    const names = await forEachLanguage((language) => passagesIn(documents, language).map(({ name }) => name));
    await forEachLanguage(async (language) =>
      load(indexes[language], JSON.parse(await readFile(fileOf(folder, language), 'utf8')) as RawData),
    );
    return [
      {
        // Of the settings tried this one finds most: tolerance 1 finds less in two to four times the time, `exact` nothing of a stemmed index.
        name: 'Orama',
        settings: `@orama/stemmers, @orama/stopwords, tolerance 0, boost text 4, limit ${found}, one index a language`,
        async find(question) {
          const language = languageOf(question);
          const { hits } = await search(indexes[language], { term: question.text, limit: found, boost: { text: 4 } });
          return hits.flatMap(({ id }) => names[language][Number(id)] ?? []);
        },
      },
    ];
  },
};

export const systems: Record<string, System> = {
  charterdesk: ours,
  minisearch: miniSearch,
  orama,
  langchain: langChain,
};
