import { replyLanguage, type Clause, type DocumentSummary, type ReplyLanguage } from '../../../knowledge';
import { documentHref } from './demo-page';
import { html, type Html } from './html';
import { shell } from './shell';
import { editionFact, homeHref, ownName, pageWords, writtenDate } from './words';

const viewerWords: Record<ReplyLanguage, { back: string; editions: string; permalink: string; contents: string }> = {
  da: {
    back: 'Til kundeservice',
    editions: 'Samme dokument på',
    permalink: 'Link til dette punkt',
    contents: 'Indhold',
  },
  en: {
    back: 'To customer service',
    editions: 'The same document in',
    permalink: 'Link to this clause',
    contents: 'Contents',
  },
};

/** A heading and what stands directly under it. */
interface Part {
  /** The heading's own words, and how deep it stands: 2 under the title, 3 under that. */
  heading: { text: string; level: number; id: string } | undefined;
  runs: Run[];
}
/** Clauses that one lead introduces. */
interface Run {
  lead: string | undefined;
  clauses: Clause[];
}

/**
 * The document viewer: the whole document, each clause an anchor. The clause in the address is marked by style alone.
 * `editions` are the language editions of the same work that this reader may see, this one among them or not.
 */
export function documentPage({
  document,
  clauses,
  editions,
  companyName,
  language = replyLanguage(document.language),
}: {
  document: DocumentSummary;
  clauses: readonly Clause[];
  editions: readonly DocumentSummary[];
  companyName: string;
  /** The language of the page's own words. Absent: the document's, for whoever reads a document reads its language. */
  language?: ReplyLanguage;
}): string {
  const words = { ...pageWords[language], ...viewerWords[language] };
  const others = editions.filter((edition) => edition.language !== document.language);
  const parts = partsOf(document.title, clauses);
  const headings = parts.flatMap(({ heading }) => heading ?? []).filter(({ level }) => level === 2);
  return shell({
    language,
    contentLanguage: document.language,
    title: document.title,
    companyName,
    corner: html`<a class="switch" href="${homeHref(language)}">${words.back}</a>`,
    scripts: others.length > 0 ? [html`<script src="/assets/viewer.js" defer></script>`] : [],
    body: html`<article class="viewer">
      <div class="title">
        <h1>${document.title}</h1>
        <p class="facts" lang="${language}">
          ${editionFact(document, language)}
          ${document.date ? html`<span>${writtenDate(document.date, language)}</span>` : undefined}
          <span>${ownName[document.language]}</span>
          <span class="audience ${document.audience}">${words.audience[document.audience]}</span>
        </p>
        ${others.length > 0 ? editionLinks(others, words.editions, language) : undefined}
      </div>
      ${headings.length > 2 ? contents(headings, words.contents, language) : undefined}
      ${parts.map((part) => partView(part, { permalink: words.permalink, page: words.page, language }))}
    </article>`,
  });
}

function editionLinks(others: DocumentSummary[], label: string, language: ReplyLanguage): Html {
  const links = others.map(
    (edition) =>
      html`<a data-edition href="${documentHref(edition)}" lang="${edition.language}" hreflang="${edition.language}"
        >${ownName[edition.language]}</a
      > `,
  );
  return html`<p class="languages" lang="${language}">${label}: ${links}</p>`;
}

function contents(headings: { text: string; id: string }[], label: string, language: ReplyLanguage): Html {
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents" lang="${language}">${label}</h2>
    <ol>
      ${headings.map(({ text, id }) => html`<li><a href="#${id}">${text}</a></li>`)}
    </ol>
  </nav>`;
}

function partView({ heading, runs }: Part, words: ClauseWords): Html {
  return html`${heading ? headingView(heading) : undefined} ${runs.map((run) => runView(run, words))}`;
}

function headingView({ text, level, id }: { text: string; level: number; id: string }): Html {
  if (level === 2) return html`<h2 id="${id}">${text}</h2>`;
  if (level === 3) return html`<h3 id="${id}">${text}</h3>`;
  return html`<h4 id="${id}">${text}</h4>`;
}

function runView({ lead, clauses }: Run, words: ClauseWords): Html {
  if (lead === undefined) {
    return html`${clauses.map((clause) => html`<div class="clause" id="${clause.id}">${clauseView(clause, words)}</div>`)}`;
  }
  return html`<p class="lead-in">${lead}</p>
    <ul class="clauses">
      ${clauses.map((clause) => html`<li class="clause" id="${clause.id}">${clauseView(clause, words)}</li>`)}
    </ul>`;
}

interface ClauseWords {
  permalink: string;
  page: string;
  language: ReplyLanguage;
}

function clauseView(clause: Clause, { permalink, page, language }: ClauseWords): Html {
  const paged =
    clause.page === undefined ? undefined : html` <span class="page" lang="${language}">${page} ${clause.page}</span>`;
  const label = `${permalink}: ${clause.id}`;
  return html`<p>${clause.text}${paged}</p>
    <a class="permalink" href="#${clause.id}" aria-label="${label}" title="${permalink}" lang="${language}">#</a>`;
}

/** The clauses under the headings where they stand: a heading opens a part when it differs from the one before. */
function partsOf(title: string, clauses: readonly Clause[]): Part[] {
  const parts: Part[] = [];
  let above: string[] = [];
  for (const clause of clauses) {
    const headings = clause.headings[0] === title ? clause.headings.slice(1) : clause.headings;
    const same = headings.findIndex((heading, depth) => heading !== above[depth]);
    const firstNew = same === -1 ? headings.length : same;
    headings.slice(firstNew).forEach((text, at) => {
      // A prefix that no clause id can have: an underscore.
      parts.push({ heading: { text, level: firstNew + at + 2, id: `part_${parts.length + 1}` }, runs: [] });
    });
    above = headings;
    const part = parts[parts.length - 1] ?? { heading: undefined, runs: [] };
    if (parts.length === 0) parts.push(part);
    const run = part.runs[part.runs.length - 1];
    if (run && run.lead === clause.lead) run.clauses.push(clause);
    else part.runs.push({ lead: clause.lead, clauses: [clause] });
  }
  return parts;
}
