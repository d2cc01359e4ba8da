import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Analysis, Language } from '../language';
import type { QuestionSpace } from './question-space';

/** Which vote an embedder casts, and so which weight it has: our own hashing, a trained static embedding, a configured model. */
export type Vote = 'hashed' | 'trained' | 'model';

/**
 * Makes vectors of texts: LangChain's embeddings, with what an index on disk must know about them. Vectors must be finite; they are
 * brought to unit length by whoever stores them.
 */
export interface Embedder extends EmbeddingsInterface {
  /** Changes with anything that changes the vectors: vectors of different ids are never compared. */
  readonly id: string;
  readonly dimension: number;
  readonly vote: Vote;
  /** Where its vectors of questions are compared with each other; absent: as they are. */
  readonly questions?: QuestionSpace;
  /** For an embedder that needs no waiting and gains from knowing the language, and from the text being taken apart already. */
  embedNow?(text: string, language: Language, analysis?: Analysis): Float32Array;
}

/** One that needs no waiting. */
export type InstantEmbedder = Embedder & Required<Pick<Embedder, 'embedNow'>>;
