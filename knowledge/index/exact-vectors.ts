import { Best } from './best';
import { checkQuery, similarity, type VectorIndex, type VectorTable } from './vectors';

/** Compares the question with every vector: right by definition, and the fastest for small tables. */
export function exactVectorIndex(table: VectorTable): VectorIndex {
  return {
    kind: 'exact',
    nearest(query, count, visible) {
      checkQuery(query, table.dimension);
      const best = new Best(count);
      for (let entry = 0; entry < table.count; entry += 1)
        if (!visible || visible[entry] === 1) best.offer(entry, similarity(table, query, entry));
      return best.sorted().map(({ item, score }) => ({ entry: item, similarity: score }));
    },
    around(query, _count, visible, tell) {
      checkQuery(query, table.dimension);
      for (let entry = 0; entry < table.count; entry += 1)
        if (!visible || visible[entry] === 1) tell(entry, similarity(table, query, entry));
    },
  };
}
