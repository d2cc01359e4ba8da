import { EnsembleRetriever } from '@langchain/classic/retrievers/ensemble';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';
import { staticEmbedder } from '../../../knowledge/index/index';
import type { ClauseName, Way } from './contest';
import { forEachLanguage, languageOf, passagesIn } from './peer-passages';
import type { System } from './systems';

const found = 10;
type Passage = Document<{ name: ClauseName }>;

/** LangChain's own: neither keeps its index anywhere, so loading is building. */
export const langChain: System = {
  async load(_folder, documents) {
    const indexes = await forEachLanguage(async (language) => {
      const docs = passagesIn(documents, language).map(
        ({ name, text, lead, headings }): Passage =>
          new Document({ pageContent: [headings, lead, text].filter(Boolean).join('\n'), metadata: { name } }),
      );
      const words = BM25Retriever.fromDocuments(docs, { k: found });
      const vectors = (await MemoryVectorStore.fromDocuments(docs, staticEmbedder())).asRetriever(found);
      return { words, vectors, both: new EnsembleRetriever({ retrievers: [words, vectors] }) };
    });
    const way = (name: string, settings: string, which: 'words' | 'vectors' | 'both'): Way => ({
      name: `LangChain, ${name}`,
      settings: `${settings}, k ${found}, one index a language`,
      async find(question) {
        const passages = await indexes[languageOf(question)][which].invoke(question.text);
        return passages.slice(0, found).map(({ metadata }) => (metadata as Passage['metadata']).name);
      },
    });
    return [
      way('BM25', 'BM25Retriever of @langchain/community: it has neither stemmers nor stop words', 'words'),
      way('vectors', 'MemoryVectorStore of @langchain/classic with our trained embedding', 'vectors'),
      way('both', 'EnsembleRetriever over the two, its defaults', 'both'),
    ];
  },
};
