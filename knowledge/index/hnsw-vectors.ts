import { createRequire } from 'node:module';
import { checkQuery, VectorError, type VectorIndex, type VectorTable } from './vectors';

const load = createRequire(__filename);

/** The part of hnswlib-node we use. */
interface HnswGraph {
  initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void;
  addPoint(point: number[], label: number): void;
  searchKnn(
    query: number[],
    count: number,
    filter?: (label: number) => boolean,
  ): { neighbors: number[]; distances: number[] };
  setEf(ef: number): void;
  getCurrentCount(): number;
  getPoint(label: number): number[];
  readIndexSync(file: string): void;
  writeIndexSync(file: string): void;
}
interface Hnswlib {
  HierarchicalNSW: new (space: 'ip', dimension: number) => HnswGraph;
}

/** Neighbours looked at on the way: fewer loses true neighbours (the library's own default, 10, even among 34 points). */
const smallestEf = 100;
const efFor = (count: number): number => Math.max(smallestEf, 4 * count);

let library: Hnswlib | null | undefined;

/** The native module, or undefined where it was not built (no compiler): the exact scan then does the work. */
function hnswlib(): Hnswlib | undefined {
  if (library === undefined) {
    try {
      library = load('hnswlib-node') as Hnswlib;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      library = null;
    }
  }
  return library ?? undefined;
}

/** Neighbours asked for at most when they need not be in order. */
const mostAround = 100;

/** A graph over the table's vectors: approximate, and faster than the scan for large tables. */
export interface HnswVectorIndex extends VectorIndex {
  readonly kind: 'hnsw';
  /** Writes the graph for `openHnsw`. */
  save(file: string): void;
}

/** Builds the graph; undefined when the native module is missing. */
export function buildHnsw(table: VectorTable): HnswVectorIndex | undefined {
  const native = hnswlib();
  if (!native) return undefined;
  const graph = new native.HierarchicalNSW('ip', table.dimension);
  graph.initIndex({ maxElements: Math.max(1, table.count), m: 16, efConstruction: 200, randomSeed: 100 });
  for (let entry = 0; entry < table.count; entry += 1)
    graph.addPoint(Array.from(table.values.subarray(entry * table.dimension, (entry + 1) * table.dimension)), entry);
  return wrap(graph, table);
}

/** Opens a saved graph; undefined when the native module is missing. Throws a VectorError when it was not built from this table. */
export function openHnsw(file: string, table: VectorTable): HnswVectorIndex | undefined {
  const native = hnswlib();
  if (!native) return undefined;
  const graph = new native.HierarchicalNSW('ip', table.dimension);
  graph.readIndexSync(file);
  // The library reads a graph of any other dimension without complaint: compare what it holds.
  if (graph.getCurrentCount() !== table.count || !sameLastPoint(graph, table))
    throw new VectorError(`The graph ${file} was not built from the vectors beside it.`);
  return wrap(graph, table);
}

function sameLastPoint(graph: HnswGraph, { values, dimension, count }: VectorTable): boolean {
  const last = count - 1;
  const point = last < 0 ? [] : graph.getPoint(last);
  return point.every((value, at) => value === values[last * dimension + at]);
}

function wrap(graph: HnswGraph, table: VectorTable): HnswVectorIndex {
  let ef = smallestEf;
  graph.setEf(ef);
  const nearest: VectorIndex['nearest'] = (query, count, visible) => {
    checkQuery(query, table.dimension);
    const wanted = Math.min(count, table.count);
    if (wanted === 0) return [];
    if (efFor(wanted) !== ef) graph.setEf((ef = efFor(wanted)));
    const filter = visible ? (entry: number): boolean => visible[entry] === 1 : undefined;
    const { neighbors, distances } = graph.searchKnn(Array.from(query), wanted, filter);
    return neighbors.map((entry, at) => ({ entry, similarity: 1 - (distances[at] ?? 1) }));
  };
  return {
    kind: 'hnsw',
    nearest,
    around(query, count, visible, tell) {
      // The graph's time grows with the number wanted, and the nearest tell nearly all.
      for (const { entry, similarity } of nearest(query, Math.min(count, mostAround), visible)) tell(entry, similarity);
    },
    save: (file) => graph.writeIndexSync(file),
  };
}
