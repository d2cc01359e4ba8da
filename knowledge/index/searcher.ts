import type { Audience, Passage } from '../documents';
import type { Language } from '../language';
import { Best } from './best';
import { visibleTo, type Corpus } from './corpus';
import { describe, type SearchFeatures } from './features';
import { weighQuestion } from './question';
import { scoreBoards } from './score-boards';
import { ballot, type Ballot, type Searchable } from './scoring';
import { embedQuestion } from './vector-vote';

/** What to look for, for whom. */
export interface SearchQuestion {
  text: string;
  /** Earlier questions of the conversation, oldest first. */
  history: string[];
  language: Language;
  audience: Audience;
}

/** One clause that was found. */
export interface Hit {
  work: string;
  clause: string;
  /** In deviations from the usual clause: comparable within one search only. */
  score: number;
  /** Every language edition that the reader may see: the customer's language first, then the best scored. */
  passages: [Passage, ...Passage[]];
}

export interface SearchResult {
  /** The ten best, best first; all when there are fewer. */
  hits: Hit[];
  features: SearchFeatures;
}

const hitsGiven = 10;
/** Clauses that the wide vectors are compared with: their vote is too light to bring one from further behind. */
const judged = 20;

export interface Searcher {
  search(question: SearchQuestion): Promise<SearchResult>;
}

/** Searches by words, concepts and vectors together, every language edition of a clause under one hit. */
export function createSearcher(index: Searchable): Searcher {
  const { corpus, votes } = index;
  const boards = scoreBoards(corpus);
  const visibility = new Map<Audience, Uint8Array | undefined>();

  function visible(reader: Audience): Uint8Array | undefined {
    if (!visibility.has(reader)) visibility.set(reader, visibleTo(corpus, reader));
    return visibility.get(reader);
  }

  return {
    async search(question) {
      const weighed = weighQuestion(question, index);
      const vectors = await Promise.all(votes.map(({ embedder }) => embedQuestion(weighed.parts, embedder)));
      // No waiting from here on: the boards belong to one question at a time.
      const seen = visible(question.audience);
      const cast = ballot(index, boards, weighed, vectors, seen);
      try {
        const ranked = rank(cast);
        const best = cast.editions(ranked[0]?.item);
        const features = describe(weighed, index, {
          best,
          second: cast.editions(ranked[1]?.item),
          similarity: Math.max(0, ...best.map(cast.similarity)),
          trainedSimilarity: Math.max(0, ...best.map(cast.trainedSimilarity)),
          exampleSimilarity: Math.max(0, ...best.map(cast.exampleSimilarity)),
          topics: best[0] === undefined ? undefined : cast.topics(best[0]),
          score: ranked[0]?.score ?? 0,
          margin: (ranked[0]?.score ?? 0) - (ranked[1]?.score ?? 0),
        });
        return {
          hits: ranked.flatMap(({ item, score }) => hitOf(corpus, cast, item, score, question.language)),
          features,
        };
      } finally {
        boards.clear();
      }
    },
  };
}

function rank(cast: Ballot): { item: number; score: number }[] {
  const likely = new Best(judged);
  for (const group of cast.nominees) likely.offer(group, cast.roughScore(group));
  const best = new Best(hitsGiven);
  for (const group of likely.items().sort((a, b) => a - b)) best.offer(group, cast.groupScore(group));
  return best.sorted();
}

function hitOf(corpus: Corpus, cast: Ballot, group: number, score: number, language: Language): Hit[] {
  const passages = cast.editions(group).flatMap((entry): Passage[] => {
    const there = corpus.entries[entry];
    return there ? [{ document: there.document, clause: there.clause, score: cast.entryScore(entry) }] : [];
  });
  const own = (passage: Passage): number => (passage.document.language === language ? 1 : 0);
  const [first, ...others] = passages.sort((a, b) => own(b) - own(a) || b.score - a.score);
  const there = corpus.groups[group];
  return first && there ? [{ work: there.work, clause: there.clause, score, passages: [first, ...others] }] : [];
}
