/**
 * An inverted index with the whole BM25 arithmetic done when it is built: what a term adds to an entry's score is one stored number,
 * so that a question only adds numbers up. Flat typed arrays, since ten thousand small ones would cost more than they hold.
 */
export interface ImpactIndex {
  /** The term's number, or undefined when no entry has it. */
  term(term: string): number | undefined;
  /** How rare the term is: the logarithm that its impacts were multiplied by. */
  rarity(term: number): number;
  /** The rarity of a term that no entry has: the largest there is. */
  readonly unknownRarity: number;
  /** What the term adds to the entry; 0 when the entry does not have it. */
  impact(term: number, entry: number): number;
  /** Adds `weight` times the term's impacts to `scores`, by entry; entries met for the first time are appended to `touched`. */
  add(term: number, weight: number, scores: Float32Array, touched: Touched): void;
}

/** The entries with a score: a list without allocation. */
export interface Touched {
  entries: Int32Array;
  count: number;
}

/** How often each term stands in an entry, already weighed by field, and the entry's weighed length. */
export interface TermCounts {
  entry: number;
  counts: ReadonlyMap<string, number>;
  length: number;
}

/** The index as plain numbers, fit for a file. */
export interface ImpactTables {
  /** By number. */
  terms: string[];
  /** How many entries were counted. */
  population: number;
  /** By term: how many entries have it. */
  spreads: Int32Array;
  /** Term after term: its entries, ascending, and what it adds to each. */
  entries: Int32Array;
  impacts: Float32Array;
}

/** Does the arithmetic. Entries must come in ascending order. */
export function impactTables(
  documents: readonly TermCounts[],
  { saturation, lengthPenalty }: { saturation: number; lengthPenalty: number },
): ImpactTables {
  const numbers = new Map<string, number>();
  const counted: number[] = [];
  let length = 0;
  for (const document of documents) {
    length += document.length;
    for (const term of document.counts.keys()) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counted[number] = (counted[number] ?? 0) + 1;
    }
  }
  const spreads = Int32Array.from(counted);
  const next = startsOf(spreads);
  const entries = new Int32Array(next[spreads.length] ?? 0);
  const impacts = new Float32Array(entries.length);
  const meanLength = Math.max(length / Math.max(1, documents.length), 1e-6);
  for (const document of documents) {
    const dampening = saturation * (1 - lengthPenalty + (lengthPenalty * document.length) / meanLength);
    for (const [term, count] of document.counts) {
      const number = numbers.get(term) as number;
      const at = next[number] as number;
      next[number] = at + 1;
      entries[at] = document.entry;
      impacts[at] =
        (rarityOf(spreads[number] as number, documents.length) * count * (saturation + 1)) / (count + dampening);
    }
  }
  return { terms: [...numbers.keys()], population: documents.length, spreads, entries, impacts };
}

/** Makes the tables searchable. */
export function impactIndex({ terms, population, spreads, entries, impacts }: ImpactTables): ImpactIndex {
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const starts = startsOf(spreads);
  return {
    term: (term) => numbers.get(term),
    rarity: (term) => rarityOf(spreads[term] ?? 0, population),
    unknownRarity: rarityOf(0, population),
    impact(term, entry) {
      let low = starts[term] ?? 0;
      let high = (starts[term + 1] ?? 0) - 1;
      while (low <= high) {
        const middle = (low + high) >> 1;
        const there = entries[middle] as number;
        if (there === entry) return impacts[middle] as number;
        if (there < entry) low = middle + 1;
        else high = middle - 1;
      }
      return 0;
    },
    add(term, weight, scores, touched) {
      // A score of 0 says that an entry was not met yet.
      if (weight === 0) return;
      const end = starts[term + 1] as number;
      for (let at = starts[term] as number; at < end; at += 1) {
        const entry = entries[at] as number;
        const before = scores[entry] as number;
        if (before === 0) touched.entries[touched.count++] = entry;
        scores[entry] = before + weight * (impacts[at] as number);
      }
    },
  };
}

/** BM25's inverse document frequency, in the form that is never negative. */
const rarityOf = (spread: number, population: number): number =>
  Math.log(1 + (population - spread + 0.5) / (spread + 0.5));

/** Where each term's entries start; one more for the end. */
function startsOf(spreads: Int32Array): Int32Array {
  const starts = new Int32Array(spreads.length + 1);
  for (let term = 0; term < spreads.length; term += 1)
    starts[term + 1] = (starts[term] as number) + (spreads[term] as number);
  return starts;
}
