import type { Evaluation } from './evaluate-measure';
import { missCells, misses, tables } from './evaluate-report';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const table = (caption: string, head: string[], rows: string[][]): string =>
  [
    `<table><caption>${escape(caption)}</caption>`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`,
  ].join('\n');

const style = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1d2733}
table{border-collapse:collapse;margin:0 0 2rem;width:100%}caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{border-bottom:1px solid #d5dbe1;padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#f2f5f8}`;

/**
 * The evaluation as one page that needs nothing else.
 * @param subject what was evaluated, for the heading
 */
export function toHtml(evaluation: Evaluation, subject: string, at: Date): string {
  const missed = misses(evaluation);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation</title>
<style>${style}</style>
<h1>Evaluation</h1>
<p>${escape(subject)}, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${evaluation.outcomes.length} questions.</p>
${tables(evaluation)
  .map(({ caption, head, rows }) => table(caption, head, rows))
  .join('\n')}
${table(
  `Misses (${missed.length})`,
  ['id', 'style', 'question', 'wanted', 'got', 'right passage', 'why'],
  missed.map((outcome) => [...missCells(outcome), outcome.question.why]),
)}
</html>
`;
}
