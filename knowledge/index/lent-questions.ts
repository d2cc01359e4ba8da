import type { LoadedDocument } from '../documents';
import type { Glossary } from '../language';
import { shippedQuestions, type AskedClause } from '../questions';
import { hashedEmbedder } from './hashed-embedder';
import { staticEmbedder } from './static-embedder';
import type { Weights } from './weights';

/*
 * Insurers promise much the same in words of their own, and their customers ask about it in the same everyday words. So a clause without example
 * questions borrows those of ours that says the same: where both embedders find the two alike, and each is the other's nearest.
 */

/** Which clauses say the same. `alike` is the mean of the two cosines; a clause's second nearest must be `clear` behind. */
const same = { trained: 0.4, alike: 0.5, clear: 0.08 };

/** What two clauses are compared by. Few are anything like one another, and the hashed vector is the dearer: it is made when first asked for. */
interface Vectors {
  trained: Float32Array;
  hashed(): Float32Array;
}

type Lender = AskedClause & Vectors;

/**
 * Gives the clauses that have no example questions those of ours that say the same. Documents with a file of questions borrow nothing:
 * whoever wrote it knows the customers better. A document that asks and answers some questions itself borrows for its other clauses.
 */
export function lendQuestions(
  documents: readonly LoadedDocument[],
  glossary: Glossary,
  weights: Weights,
  asked: readonly AskedClause[] = shippedQuestions(),
): LoadedDocument[] {
  if (documents.every(hasFile)) return [...documents];
  const hashed = hashedEmbedder(glossary, weights);
  const trained = staticEmbedder();
  const vectorsOf = ({ text, language }: Pick<AskedClause, 'text' | 'language'>): Vectors => {
    let made: Float32Array | undefined;
    return { trained: trained.embedNow(text, language), hashed: () => (made ??= hashed.embedNow(text, language)) };
  };
  const lenders = asked.map((clause): Lender => ({ ...clause, ...vectorsOf(clause) }));

  return documents.map((document) => {
    if (hasFile(document)) return document;
    const nearest = lenders.map(() => ({ clause: '', alike: 0 }));
    const wanted = document.clauses.flatMap(({ id, text }) => {
      if (document.questions?.[id]) return [];
      const found = nearestLender(vectorsOf({ text, language: document.language }), lenders, (lender, alike) => {
        const there = nearest[lender];
        if (there && alike > there.alike) nearest[lender] = { clause: id, alike };
      });
      return found === undefined ? [] : { id, lender: found };
    });
    const lent = wanted.filter(({ id, lender }) => nearest[lender]?.clause === id);
    if (lent.length === 0) return document;
    return {
      ...document,
      questions: {
        ...document.questions,
        ...Object.fromEntries(lent.map(({ id, lender }) => [id, lenders[lender]?.questions ?? {}])),
      },
    };
  });
}

const hasFile = ({ questionsSha256 }: LoadedDocument): boolean => questionsSha256 !== undefined;

/** The place of the clause of ours that says the same; undefined when none does, or two that differ. All comparisons are told to `seen`. */
function nearestLender(
  own: Vectors,
  lenders: readonly Lender[],
  seen: (lender: number, alike: number) => void,
): number | undefined {
  let best: { lender: number; alike: number } | undefined;
  let second = 0;
  lenders.forEach((lender, place) => {
    const first = cosine(own.trained, lender.trained);
    if (first < same.trained) return;
    const alike = (first + cosine(own.hashed(), lender.hashed())) / 2;
    seen(place, alike);
    if (best && lenders[best.lender]?.questions === lender.questions) {
      // Another edition of the same clause.
      if (alike > best.alike) best = { lender: place, alike };
    } else if (!best || alike > best.alike) {
      second = best?.alike ?? 0;
      best = { lender: place, alike };
    } else second = Math.max(second, alike);
  });
  return best && best.alike >= same.alike && best.alike - second >= same.clear ? best.lender : undefined;
}

const cosine = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] as number) * (b[at] as number);
  return sum;
};
