import { rarityOf } from './features';
import type { Lexicon } from './lexicon';
import type { WeighedQuestion } from './question';

/*
 * Concepts find what the question's own words do not, and in a few documents they must. Among ten thousand passages hundreds name the same
 * concepts in other words, and the one that has the question's words themselves is not to drown among them. Measured at 10,000 made passages:
 * questions in a passage's own words find it first in 93 cases of 100 instead of 89; customers' questions, in words of their own, as often as before.
 */

/** The share of the question from which on having its very words counts, and how much more a passage's words and concepts then count at most. */
const telling = { from: 0.5, most: 0.7 };

/** What a passage's words and concepts are multiplied by, from 1 on, by the share of the question, weighed by rarity, that it has word for word. */
export function wordForWord(question: WeighedQuestion, lexicon: Lexicon): (entry: number) => number {
  const index = lexicon.words(question.language);
  const shares = question.words.map((word) => word.weight * rarityOf(word, lexicon, question));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!index || total === 0) return () => 1;
  return (entry) => {
    let covered = 0;
    question.words.forEach(({ terms }, at) => {
      let most = 0;
      for (const { term, worth } of terms) if (worth > most && index.impact(term, entry) > 0) most = worth;
      covered += most * (shares[at] as number);
    });
    return 1 + (telling.most * Math.max(0, covered / total - telling.from)) / (1 - telling.from);
  };
}
