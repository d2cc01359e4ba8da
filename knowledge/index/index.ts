export { openIndex } from './open-index';
export { buildIndex } from './build-index';
export type { BuildOptions } from './build-index';
export { memoryIndex } from './memory-index';
export { readCurrentVersion, useCarriedVersion } from './carry';
export type { CarriedVersion } from './carry';
export { currentVersion as currentIndexVersion } from './versions';
export { followIndex } from './follow-index';
export type { FollowOptions } from './follow-index';
export type { SearchIndex } from './search-index';
export type { Hit, SearchQuestion, SearchResult } from './searcher';
export type { SearchFeatures } from './features';
export { IndexError } from './errors';
export type { IndexProblem } from './errors';
export { IndexManifest } from './manifest';
export { sourceOf } from './source-of';
export { ablations } from './ablation';
export type { Ablation } from './ablation';
export type { IndexParts } from './parts';
export type { Embedder, InstantEmbedder, Vote } from './embedder';
export { hashedEmbedder } from './hashed-embedder';
export { staticEmbedder } from './static-embedder';
export {
  encodeOtherTopics,
  otherTopicQuestions,
  otherTopicVectors,
  plainOtherTopicVectors,
} from './other-topic-questions';
export type { OtherTopicQuestion } from './other-topic-questions';
export { otherTopicNearness, shareOfOurs } from './other-topics';
export { asQuestion } from './vector-vote';
export { loadWeights, Weights } from './weights';
export { examine } from './votes-apart';
export type { Examined, VotesApart } from './votes-apart';
export { questionSpaceFile } from './question-space';
