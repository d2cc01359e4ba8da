import { Best } from '../../../knowledge/index/best';
import { impactIndex, impactTables, type TermCounts } from '../../../knowledge/index/impacts';
import { decodeLexicon, encodeLexicon } from '../../../knowledge/index/lexicon-file';

const documents: TermCounts[] = [
  {
    entry: 0,
    counts: new Map([
      ['limit', 2],
      ['buyer', 1],
    ]),
    length: 3,
  },
  {
    entry: 2,
    counts: new Map([
      ['limit', 1],
      ['claim', 1],
    ]),
    length: 2,
  },
  { entry: 5, counts: new Map([['claim', 3]]), length: 3 },
];
const settings = { saturation: 1.2, lengthPenalty: 0.75 };

/** BM25 written out, for comparison. */
function bm25(term: string, document: TermCounts): number {
  const having = documents.filter(({ counts }) => counts.has(term)).length;
  const rarity = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
  const meanLength = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const count = document.counts.get(term) ?? 0;
  const { saturation, lengthPenalty } = settings;
  return (
    (rarity * count * (saturation + 1)) /
    (count + saturation * (1 - lengthPenalty + (lengthPenalty * document.length) / meanLength))
  );
}

describe('impacts', () => {
  const index = impactIndex(impactTables(documents, settings));

  it('are BM25 scores', () => {
    for (const term of ['limit', 'buyer', 'claim'])
      for (const document of documents)
        expect(index.impact(index.term(term) as number, document.entry)).toBeCloseTo(bm25(term, document), 5);
    expect(index.term('weather')).toBeUndefined();
  });

  it('add up over terms, and tell which entries were touched', () => {
    const scores = new Float32Array(6);
    const touched = { entries: new Int32Array(6), count: 0 };
    index.add(index.term('limit') as number, 1, scores, touched);
    index.add(index.term('claim') as number, 0.5, scores, touched);
    const [first, second, third] = documents as [TermCounts, TermCounts, TermCounts];
    expect(scores[0]).toBeCloseTo(bm25('limit', first), 5);
    expect(scores[2]).toBeCloseTo(bm25('limit', second) + 0.5 * bm25('claim', second), 5);
    expect(scores[5]).toBeCloseTo(0.5 * bm25('claim', third), 5);
    expect(Array.from(touched.entries.subarray(0, touched.count)).sort()).toEqual([0, 2, 5]);
  });

  it('come back from their file as they went in, and only for what they were made with', () => {
    const impacts = impactTables(documents, settings);
    const tables = {
      words: [{ language: 'da' as const, vocabulary: new Map([['limits', 'limit']]), impacts }],
      concepts: impactTables([], settings),
    };
    const { header, numbers } = encodeLexicon(tables, 'made-so');
    expect(decodeLexicon(JSON.parse(header), numbers, 'made-so')).toEqual(tables);
    expect(decodeLexicon(JSON.parse(header), numbers, 'made otherwise')).toBeUndefined();
  });
});

it('the best of many are those that sorting gives, ties by number', () => {
  const scores = Array.from({ length: 500 }, (_, at) => (at * 7919) % 101);
  const best = new Best(12);
  scores.forEach((score, item) => best.offer(item, score));
  const sorted = scores.map((score, item) => ({ item, score })).sort((a, b) => b.score - a.score || a.item - b.item);
  expect(best.sorted().map(({ score }) => score)).toEqual(sorted.slice(0, 12).map(({ score }) => score));
  expect(new Best(3).sorted()).toEqual([]);
});
