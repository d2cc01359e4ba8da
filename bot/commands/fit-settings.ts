import type { LoadedDocument } from '../../knowledge';
import {
  hashedEmbedder,
  memoryIndex,
  staticEmbedder,
  type Ablation,
  type InstantEmbedder,
  type Weights,
} from '../../knowledge/index/index';
import type { ExpectedQuestion } from './evaluate-questions';

/** A state of the documents that the weights must do well in, and what it counts. */
export interface Setting {
  name: string;
  documents: readonly LoadedDocument[];
  without: readonly Ablation[];
  counts: number;
}

/** The place, from 1, of the first right clause for each question; Infinity where it is not among the ten. */
export type Ranks = readonly number[];

/**
 * An insurer's documents come with example questions or without, in one language or in several. Weights fitted on one of these states alone lean
 * on what the others do not have.
 */
export function settingsOf(documents: readonly LoadedDocument[]): Setting[] {
  const danish = documents.filter(({ language }) => language === 'da');
  const half = documents.map((document) => {
    const kept = document.clauses.flatMap(({ id }, at) => (at % 2 === 0 ? [[id, document.questions?.[id] ?? {}]] : []));
    return { ...document, questions: Object.fromEntries(kept) as LoadedDocument['questions'] };
  });
  return [
    { name: 'two editions, example questions', documents, without: [], counts: 1 },
    { name: 'two editions, example questions for half of the clauses', documents: half, without: [], counts: 0.5 },
    { name: 'two editions', documents, without: ['examples'], counts: 1 },
    { name: 'Danish only, example questions', documents: danish, without: [], counts: 1 },
    { name: 'Danish only', documents: danish, without: ['examples'], counts: 0.5 },
  ];
}

/** Asks the questions; remembers what came out, since a search comes by the same weights again and again. */
export function asker(questions: readonly ExpectedQuestion[]): (setting: Setting, weights: Weights) => Promise<Ranks> {
  const known = new Map<string, Promise<Ranks>>();
  return (setting, weights) => {
    const { examples, ...others } = weights;
    const key = `${setting.name} ${JSON.stringify(setting.without.includes('examples') ? others : { ...others, examples })}`;
    let ranks = known.get(key);
    if (!ranks) known.set(key, (ranks = ask(questions, setting, weights)));
    return ranks;
  };
}

/** The trained vectors are the same for all weights. */
const trained = remembering(staticEmbedder());

function remembering(embedder: InstantEmbedder): InstantEmbedder {
  const known = new Map<string, Float32Array>();
  return {
    ...embedder,
    embedNow(text, language) {
      const vector = known.get(text) ?? embedder.embedNow(text, language);
      known.set(text, vector);
      // Whoever asked may change it.
      return vector.slice();
    },
  };
}

async function ask(questions: readonly ExpectedQuestion[], setting: Setting, weights: Weights): Promise<Ranks> {
  const embedders = [hashedEmbedder(undefined, weights), trained];
  const index = await memoryIndex(setting.documents, { weights, embedders }, setting.without);
  const ranks: number[] = [];
  for (const { ask: text, history, language, clauses } of questions) {
    const { hits } = await index.search({ text, history, language, audience: 'public' });
    const place = hits.findIndex(({ clause }) => clauses.includes(clause));
    ranks.push(place < 0 ? Infinity : place + 1);
  }
  index.close();
  return ranks;
}

/** Of these ranks, the shares that are first and among the first three, and the mean of one over the rank. */
export function recall(ranks: Ranks): { first: number; inThree: number; reciprocal: number } {
  const share = (places: number): number => ranks.filter((rank) => rank <= places).length / Math.max(1, ranks.length);
  const reciprocal = ranks.reduce((sum, rank) => sum + 1 / rank, 0) / Math.max(1, ranks.length);
  return { first: share(1), inThree: share(3), reciprocal };
}
