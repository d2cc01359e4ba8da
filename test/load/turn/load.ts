import type { NextQuestion } from './questions';
import type { Conversation } from './target';

/** How much to load in one round: so many turns, or until the time is up. */
export interface RoundSize {
  turns: number;
  mostMs: number;
}

export interface Round {
  turns: number;
  ms: number;
  /** Of each turn, from sending to the reply seen and the request answered. */
  turnMs: number[];
}

/** Each conversation sends its next message when the one before is answered. */
export async function load(conversations: Conversation[], next: NextQuestion, size: RoundSize): Promise<Round> {
  const turnMs: number[] = [];
  let begun = 0;
  const started = performance.now();
  const converse = async (conversation: Conversation): Promise<void> => {
    while (begun < size.turns && performance.now() - started < size.mostMs) {
      begun += 1;
      const sent = performance.now();
      await conversation.turn(next());
      turnMs.push(performance.now() - sent);
    }
  };
  await Promise.all(conversations.map(converse));
  return { turns: turnMs.length, ms: performance.now() - started, turnMs };
}
