/** Where in the text something stood: from `start` to before `end`, in UTF-16 units as `slice` takes them. */
export interface Span {
  start: number;
  end: number;
}

/** Something found in what a person typed. It always says what it was taken from, and how sure the reading is. */
export type Found<Value> =
  /** `likely`: show what was understood and let it be corrected, such as a year that was not written. */
  | { kind: 'read'; value: Value; sure: 'certain' | 'likely'; matched: string; span: Span }
  /** Can mean several things: ask, never choose. */
  | { kind: 'ambiguous'; choices: [Value, Value, ...Value[]]; matched: string; span: Span }
  /** Meant as such, and cannot be: 31 April, a CVR number of 7 digits. */
  | { kind: 'impossible'; matched: string; span: Span };

export type Reading<Value> = Found<Value> | { kind: 'not-found' };

export const spanOf = (match: RegExpMatchArray, text: string = match[0]): Span => {
  const start = (match.index ?? 0) + match[0].indexOf(text);
  return { start, end: start + text.length };
};

export const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** The text with the spans blanked out, so that what is left keeps its place. */
export const without = (text: string, spans: readonly Span[]): string =>
  spans.reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), text);

/**
 * One reading of all that was found: the only one, or the only value. Several different ones are ambiguous: the person chooses.
 * @param same whether two values are one and the same
 */
export function onlyOne<Value>(
  found: readonly Found<Value>[],
  same: (one: Value, other: Value) => boolean,
): Reading<Value> {
  const [first, ...others] = found;
  if (!first) return { kind: 'not-found' };
  const values = found.flatMap((item) =>
    item.kind === 'read' ? [item.value] : item.kind === 'ambiguous' ? item.choices : [],
  );
  const [one, two, ...more] = values.filter((value, at) => values.findIndex((earlier) => same(earlier, value)) === at);
  if (others.length === 0 || two === undefined) return found.find(({ kind }) => kind === 'read') ?? first;
  if (one === undefined) return first;
  return {
    kind: 'ambiguous',
    choices: [one, two, ...more],
    matched: found.map(({ matched }) => matched).join(' … '),
    span: { start: first.span.start, end: found.at(-1)?.span.end ?? first.span.end },
  };
}
