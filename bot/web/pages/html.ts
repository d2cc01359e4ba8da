/** Markup that has been escaped where it had to be. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | Html[] | string | number | undefined;

/** A piece of a page. What is put in is escaped, unless it is such a piece itself; `undefined` puts in nothing. */
export function html(fixed: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(fixed.reduce((markup, piece, at) => markup + markupOf(parts[at - 1]) + piece));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(markupOf).join('');
  return escapeHtml(String(part));
}

/** `text` as it may stand in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
