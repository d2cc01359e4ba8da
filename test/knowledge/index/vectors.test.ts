import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exactVectorIndex } from '../../../knowledge/index/exact-vectors';
import { hashedEmbedder, toUnitLength } from '../../../knowledge/index/hashed-embedder';
import { buildHnsw, openHnsw, type HnswVectorIndex } from '../../../knowledge/index/hnsw-vectors';
import { vectorTable, VectorError, type VectorTable } from '../../../knowledge/index/vectors';

/** The same numbers at every run. */
function randomTable(count: number, dimension: number, seed: number): VectorTable {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const values = Float32Array.from({ length: count * dimension }, next);
  for (let at = 0; at < count; at += 1) toUnitLength(values.subarray(at * dimension, (at + 1) * dimension));
  return vectorTable(values, dimension);
}
const row = (table: VectorTable, at: number): Float32Array =>
  table.values.slice(at * table.dimension, (at + 1) * table.dimension);

function built(table: VectorTable): HnswVectorIndex {
  const graph = buildHnsw(table);
  if (!graph)
    throw new Error('hnswlib-node is not built here: npm rebuild hnswlib-node (needs a compiler, make and Python 3).');
  return graph;
}

describe('the graph', () => {
  it.each([
    [34, 10],
    [34, 34],
    [1500, 10],
    [1500, 50],
  ])('of %i vectors gives the same %i neighbours as the scan', (size, count) => {
    const table = randomTable(size, 32, 1);
    const questions = randomTable(40, 32, 2);
    const graph = built(table);
    const exact = exactVectorIndex(table);
    let same = 0;
    for (let at = 0; at < questions.count; at += 1) {
      const wanted = new Set(exact.nearest(row(questions, at), count).map(({ entry }) => entry));
      same += graph.nearest(row(questions, at), count).filter(({ entry }) => wanted.has(entry)).length;
    }
    expect(same / (questions.count * count)).toBeGreaterThan(0.995);
  });

  it('gives similarities as the scan does, nearest first, and keeps to what is visible', () => {
    const table = randomTable(300, 16, 3);
    const query = row(randomTable(1, 16, 4), 0);
    const visible = Uint8Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? 1 : 0));
    const exact = exactVectorIndex(table).nearest(query, 10, visible);
    const approximate = built(table).nearest(query, 10, visible);
    expect(approximate.map(({ entry }) => entry)).toEqual(exact.map(({ entry }) => entry));
    approximate.forEach(({ similarity }, at) => expect(similarity).toBeCloseTo(exact[at]?.similarity ?? 0, 4));
  });

  it('is as good after saving and opening', () => {
    const table = randomTable(1200, 16, 5);
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'graph-')), 'graph.hnsw');
    const graph = built(table);
    graph.save(file);
    const query = row(randomTable(1, 16, 6), 0);
    expect(openHnsw(file, table)?.nearest(query, 20)).toEqual(graph.nearest(query, 20));
  });

  it('of other vectors is refused, of another dimension too', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'graph-')), 'graph.hnsw');
    built(randomTable(50, 16, 7)).save(file);
    expect(() => openHnsw(file, randomTable(51, 16, 7))).toThrow(VectorError);
    expect(() => openHnsw(file, randomTable(50, 16, 8))).toThrow(VectorError);
    expect(() => openHnsw(file, randomTable(50, 32, 7))).toThrow(VectorError);
  });
});

describe.each([
  ['scan', exactVectorIndex],
  ['graph', built],
])('the %s', (_name, make) => {
  const table = randomTable(20, 8, 9);
  it('refuses a question of another dimension and one that is not finite', () => {
    expect(() => make(table).nearest(new Float32Array(7), 3)).toThrow(VectorError);
    expect(() =>
      make(table).nearest(
        Float32Array.from({ length: 8 }, () => NaN),
        3,
      ),
    ).toThrow(VectorError);
  });
  it('gives all there are when asked for more', () => {
    expect(make(table).nearest(row(table, 3), 50)).toHaveLength(20);
    expect(make(table).nearest(row(table, 3), 50)[0]).toMatchObject({ entry: 3 });
  });
});

it('a table of broken numbers is refused', () => {
  expect(() => vectorTable(Float32Array.from([1, 0, NaN, 0]), 2)).toThrow(VectorError);
  expect(() => vectorTable(new Float32Array(5), 2)).toThrow(VectorError);
});

describe('the offline embedder', () => {
  const embedder = hashedEmbedder();
  const near = async (a: string, b: string): Promise<number> => {
    const [left = [], right = []] = await embedder.embedDocuments([a, b]);
    return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
  };

  it('gives the same unit vector each time, as a question and as a document', async () => {
    const vector = await embedder.embedQuery('Hvornår får vi svar?');
    expect(vector).toHaveLength(embedder.dimension);
    expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect((await embedder.embedDocuments(['Hvornår får vi svar?']))[0]).toEqual(vector);
    expect(await embedder.embedQuery('')).toEqual(Array.from({ length: embedder.dimension }, () => 0));
  });

  it('puts misspellings, missing letters and translations nearer than other matters', async () => {
    const other = await near('Hvordan fornyer vi policen?', 'The weather is nice today');
    expect(await near('Hvordan fornyer vi policen?', 'hvrodan fornyer vi polisen')).toBeGreaterThan(other + 0.3);
    expect(await near('en ny køber', 'en ny koeber')).toBeGreaterThan(0.99);
    expect(await near('Hvordan fornyer vi policen?', 'How do we renew the policy?')).toBeGreaterThan(other + 0.2);
  });
});
