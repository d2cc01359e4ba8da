import { Language } from '../../knowledge';
import { intervalMethod } from './evaluate-intervals';
import { insteadOf, type Miss, missKinds } from './evaluate-misses';
import { missesHidden, tablesOf, type Report, type Section } from './evaluate-report';
import type { Table } from './evaluate-table';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const style = `:root{color-scheme:light dark;--line:#8884;--soft:#8881;--quiet:#777}
body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:80rem;padding:1.5rem 1rem 4rem}
h1{margin:0}h2{margin:2.5rem 0 .5rem;border-top:2px solid var(--line);padding-top:1rem}h3{margin:1.5rem 0 .5rem}
p{max-width:60rem}.quiet,.miss small{color:var(--quiet)}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:0 0 1.5rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.5rem 0}
th,td{border-bottom:1px solid var(--line);padding:.2rem .7rem;text-align:right;white-space:nowrap}th{background:var(--soft)}
th:first-child,td:first-child{text-align:left}
details{border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0;padding:.3rem .8rem}summary{cursor:pointer;font-weight:600}
.miss{border-top:1px solid var(--line);padding:.6rem 0;display:grid;grid-template-columns:7rem 1fr 1fr;gap:.2rem 1.2rem}
.miss:first-of-type{border-top:0}.miss p{margin:0}.miss .ask{grid-column:2/4;font-weight:600}.miss .why{grid-column:2/4}
.miss>small:first-child{grid-row:span 3}
@media(max-width:50rem){.miss{display:block}}`;

const tableHtml = ({ caption, head, rows }: Table): string =>
  [
    `<div class="scroll"><table><caption>${escape(caption)}</caption>`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${escape(cell)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`,
  ].join('\n');

function missHtml({ outcome, expected }: Miss): string {
  const { question, first } = outcome;
  const wanted = expected.map(
    ({ clause, text }) => `<p><small>wanted ${escape(clause)}</small><br>${escape(text)}</p>`,
  );
  return [
    `<div class="miss" id="${escape(question.id)}"><small>${escape(question.id)}<br>${question.language}, ${escape(question.style)}</small>`,
    `<p class="ask">${question.history.map((earlier) => `<small>${escape(earlier)} →</small> `).join('')}${escape(question.ask)}</p>`,
    `<div>${wanted.join('') || `<p><small>wanted</small><br>${question.action}</p>`}</div>`,
    `<div><p><small>got ${escape(insteadOf(outcome))}</small><br>${escape(first?.text ?? '')}</p></div>`,
    `<p class="why"><small>${escape(question.why)}</small></p></div>`,
  ].join('\n');
}

/** Misses by kind and language: a table that leads to each, then the misses themselves. */
function missesHtml({ misses }: Section, place: number): string {
  const anchor = (kind: number, language: string): string => `misses-${place}-${kind}-${language}`;
  const groups = missKinds.map((kind, number) => ({
    kind,
    number,
    languages: Language.options.map((language) => ({
      language,
      misses: misses.filter((miss) => miss.kind === kind && miss.outcome.question.language === language),
    })),
  }));
  const counts = groups.map(({ kind, number, languages }) => {
    const cells = languages.map(({ language, misses: some }) =>
      some.length === 0 ? '<td></td>' : `<td><a href="#${anchor(number, language)}">${some.length}</a></td>`,
    );
    return `<tr><td>${escape(kind)}</td>${cells.join('')}</tr>`;
  });
  const lists = groups.flatMap(({ kind, number, languages }) =>
    languages.flatMap(({ language, misses: some }) =>
      some.length === 0
        ? []
        : `<details open id="${anchor(number, language)}"><summary>${escape(kind)}: ${language} (${some.length})</summary>\n${some.map(missHtml).join('\n')}</details>`,
    ),
  );
  return [
    `<h3>Misses (${misses.length})</h3>`,
    `<table><thead><tr><th></th>${Language.options.map((language) => `<th scope="col">${language}</th>`).join('')}</tr></thead><tbody>${counts.join('\n')}</tbody></table>`,
    ...lists,
  ].join('\n');
}

function sectionHtml(section: Section, place: number): string {
  const [all, ...others] = tablesOf(section);
  return [
    `<h2 id="set-${place}">${escape(section.name)}</h2>`,
    `<p class="quiet">${escape(section.about)}</p>`,
    all ? tableHtml(all) : '',
    `<details><summary>By language, style and kind</summary>${others.map(tableHtml).join('\n')}</details>`,
    section.hidesMisses ? `<p>${missesHidden}</p>` : missesHtml(section, place),
  ].join('\n');
}

/** The report as one page that needs nothing else. */
export function toHtml({ subject, sections, others }: Report, at: Date): string {
  const links = sections.map(({ name }, place) => `<a href="#set-${place}">${escape(name)}</a>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation</title>
<style>${style}</style>
<h1>Evaluation</h1>
<p class="quiet">${escape(subject)}, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. ${links.join(' · ')}</p>
<p class="quiet">${escape(intervalMethod)} Refused: the bot says that the documents do not tell; to offer three places is no refusal.</p>
${sections.map(sectionHtml).join('\n')}
${others.length > 0 ? `<h2>What each part is worth</h2>\n${others.map(tableHtml).join('\n')}` : ''}
</html>
`;
}
