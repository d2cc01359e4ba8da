import type { LoadedDocument } from '../documents';
import type { Language } from '../language';
import { documentsWithout, partsWithout, type Ablation } from './ablation';
import { corpusOf } from './corpus';
import { exampleNearness, settledBy } from './example-vote';
import { lendQuestions } from './lent-questions';
import { exampleTables, lexiconOf, lexiconTables, type ConceptIndex } from './lexicon';
import { voteOf } from './memory-index';
import { withDefaults } from './parts';
import { weighQuestion } from './question';
import { scoreBoards, type Board } from './score-boards';
import { embedQuestion, nearnessOf, votersOf } from './vector-vote';
import type { Weights } from './weights';

/** What each vote says of every entry for one question, before the votes are weighed: what weights can be fitted on without searching again. */
export interface VotesApart {
  /** By entry, as the votes bring them: raw sums of words and concepts, z-scores of vectors. */
  words: Float32Array;
  concepts: Float32Array;
  related: Float32Array;
  exampleWords: Float32Array;
  exampleConcepts: Float32Array;
  hashed: Float32Array;
  trained: Float32Array;
  /** Of the trained vectors of example questions, nothing taken off for having some. */
  examples: Float32Array;
}

/** Documents ready to be asked for their votes. */
export interface Examined {
  /** By entry: its clause, its clause's number, and whether it has example questions where others have none. */
  clauses: readonly string[];
  groups: Int32Array;
  hasMore: Uint8Array;
  /** By entry: how much of `wrongNearness` is taken off its examples' vote. */
  settled: Float32Array;
  ask(question: { text: string; history: readonly string[]; language: Language }): Promise<VotesApart>;
}

/** Reads and embeds the documents with the present weights. Everybody's documents only: audiences are none of a fit's business. */
export async function examine(documents: readonly LoadedDocument[], without: readonly Ablation[]): Promise<Examined> {
  const { glossary, weights: present, embedders } = partsWithout(withDefaults({}), without);
  const weights: Weights = {
    ...present,
    related: 1,
    examples: { ...present.examples, wrongNearness: 0, trained: 1 },
  };
  const chosen = documentsWithout(documents, without);
  const corpus = corpusOf(without.includes('examples') ? chosen : lendQuestions(chosen, glossary, weights));
  const lexicon = lexiconOf(lexiconTables(corpus, glossary, weights), glossary);
  const examples = lexiconOf(exampleTables(corpus, glossary, weights), glossary);
  const votes = await Promise.all(votersOf(embedders).map((voter) => voteOf(corpus, voter, weights)));
  const boards = scoreBoards(corpus);
  const { entries } = corpus;

  /** What is added to an empty board, by entry. */
  function read(add: (board: Board) => void, isByFirst: boolean): Float32Array {
    add(boards.words);
    const { scores } = boards.words;
    const given = Float32Array.from(entries, ({ first }, entry) => scores[isByFirst ? first : entry] as number);
    boards.clear();
    return given;
  }
  const readConcepts = (index: ConceptIndex, concepts: ReadonlyMap<number, number>): Float32Array =>
    read(({ scores, touched }) => {
      for (const [concept, weight] of concepts) {
        const term = index.term(concept);
        if (term !== undefined) index.add(term, weight, scores, touched);
      }
    }, true);

  return {
    clauses: entries.map(({ clause }) => clause.id),
    groups: boards.groups,
    hasMore: boards.hasMore,
    settled: Float32Array.from(entries, ({ first }) =>
      corpus.isMixed ? settledBy(corpus.exampleCounts[first] ?? 0) : 0,
    ),
    async ask(question) {
      const weighed = weighQuestion(question, { glossary, lexicon, examples, weights });
      const apart: VotesApart = {
        words: read(({ scores, touched }) => {
          const index = lexicon.words(question.language);
          for (const { terms, weight } of index ? weighed.words : [])
            for (const { term, worth } of terms) index?.add(term, weight * worth, scores, touched);
        }, false),
        concepts: readConcepts(lexicon.concepts, weighed.concepts),
        related: readConcepts(lexicon.concepts, weighed.related),
        exampleWords: read(({ scores, touched }) => {
          const index = examples.words(question.language);
          for (const { exampleTerms, weight } of index ? weighed.words : [])
            for (const { term, worth } of exampleTerms) index?.add(term, weight * worth, scores, touched);
        }, true),
        exampleConcepts: readConcepts(examples.concepts, weighed.concepts),
        hashed: new Float32Array(entries.length),
        trained: new Float32Array(entries.length),
        examples: new Float32Array(entries.length),
      };
      for (const vote of votes) {
        const name = vote.embedder.vote;
        if (name === 'model') continue;
        const vector = await embedQuestion(weighed.parts, vote.embedder);
        const { similarity, usual } = nearnessOf(vote, vector, 1);
        apart[name] = Float32Array.from(
          entries,
          (_, entry) => (similarity(entry) - usual.mean) / (usual.deviation || 1),
        );
        if (name === 'trained' && vote.examples.table.count > 0) {
          const nearness = exampleNearness(corpus, vote, vector, undefined, weights);
          apart.examples = Float32Array.from(entries, ({ first }) => nearness.score(first));
        }
      }
      return apart;
    },
  };
}
