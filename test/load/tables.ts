/** Rows under a header as aligned columns: the first to the left, the others, being figures, to the right. */
export function table(header: string[], rows: string[][]): string {
  const widths = header.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]): string =>
    `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`;
  return [line(header), `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`, ...rows.map(line)].join('\n');
}

/** Three significant digits, or whole numbers from a hundred on; a dash for what could not be measured. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** "ours / peer" as a number with its aim, where there is one. */
export function ratioLine(what: string, ratio: number, aim?: { most: number } | { least: number }): string {
  const met = aim && ('most' in aim ? ratio <= aim.most : ratio >= aim.least);
  const wanted = aim && ('most' in aim ? `at most ${aim.most}` : `at least ${aim.least}`);
  return `  ratio ours/peer, ${what}: ${figure(ratio)}${wanted ? `  (aim: ${wanted}; ${met ? 'met' : 'NOT met'})` : ''}`;
}
