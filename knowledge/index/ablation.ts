import type { LoadedDocument } from '../documents';
import { glossaryOf } from '../language';
import { hashedEmbedder } from './hashed-embedder';
import type { IndexParts } from './parts';

/** What an index can be built without, to see what each is worth. */
export const ablations = ['glossary', 'examples', 'lent-examples', 'n-grams', 'trained', 'editions'] as const;
export type Ablation = (typeof ablations)[number];

/** The documents without their example questions, or with one language edition of each work only, the first. */
export function documentsWithout(documents: readonly LoadedDocument[], without: readonly Ablation[]): LoadedDocument[] {
  const works = new Set<string>();
  return documents.flatMap((document) => {
    if (without.includes('editions') && works.has(document.work)) return [];
    works.add(document.work);
    if (!without.includes('examples')) return document;
    const { questions: _questions, modelQuestions: _modelQuestions, ...rest } = document;
    return rest;
  });
}

/** The parts without the glossary's concepts, the vote of the n-grams or that of the trained embedding. */
export function partsWithout(parts: Required<IndexParts>, without: readonly Ablation[]): Required<IndexParts> {
  const glossary = without.includes('glossary') ? glossaryOf([], 'none') : parts.glossary;
  const { votes, examples } = parts.weights;
  const weights = without.includes('n-grams')
    ? { ...parts.weights, votes: { ...votes, hashed: 0 }, examples: { ...examples, hashed: 0 } }
    : parts.weights;
  const embedders = parts.embedders
    .filter(({ vote }) => vote !== 'trained' || !without.includes('trained'))
    // The hashed vectors have the glossary's concepts in them.
    .map((embedder) =>
      embedder.vote === 'hashed' && glossary !== parts.glossary ? hashedEmbedder(glossary, weights) : embedder,
    );
  return { glossary, weights, embedders };
}
