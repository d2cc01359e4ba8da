/**
 * The function, with the results of its last calls kept: a conversation's earlier messages are looked at again with each new one.
 * @param most results kept; the oldest goes first
 */
export function keepingResults<T>(most: number, make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, { result: T }>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known.result;
    const result = make(text);
    kept.set(text, { result });
    // A Map lists its oldest entry first.
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return result;
  };
}
