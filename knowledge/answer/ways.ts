import type { Question } from '../answer-types';
import type { Hit } from '../index/searcher';

/** Makes of a message that leans on earlier ones what is to be searched for. */
export interface FollowUps {
  /** @param context the earlier messages that it leans on, oldest first: at least one */
  inFull(question: Question, context: readonly string[]): Promise<Question>;
}

/** Puts the clauses that were found in the order in which they answer the question. */
export interface Ranking {
  /** @returns the same hits */
  order(question: Question, hits: readonly Hit[]): Promise<readonly Hit[]>;
}

/** How questions are understood. What is absent is done the offline way. */
export interface Ways {
  followUps?: FollowUps | undefined;
  ranking?: Ranking | undefined;
}

/** The offline way: search weighs the earlier messages in. */
export const weighedTogether: FollowUps = {
  inFull: async (question, context) => ({ ...question, history: [...context] }),
};

/** The offline way: search has said all. */
export const asFound: Ranking = { order: async (_question, hits) => hits };
