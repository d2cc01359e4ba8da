import { actionOf, type Response } from '../../dialogs';

/** A response as scripts get it: exactly these keys. */
export function toOutput({ reply, spoken, passages }: Response) {
  return {
    kind: reply.kind,
    action: actionOf[reply.kind],
    language: spoken.language,
    text: spoken.text,
    citations: spoken.citations.map(({ document, edition, clause, heading, quote, link }) => ({
      document,
      edition,
      clause,
      heading,
      quote,
      link,
    })),
    passages: passages.map(({ document, clause, score }) => ({
      document: document.name,
      clause: clause.id,
      text: clause.text,
      score: Math.round(score * 10_000) / 10_000,
    })),
  };
}

/** Characters that move the cursor or hide text have no place on a terminal; documents and questions may hold them. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A response for people: the text, what can be asked next, where it stands. */
export function toTerminal({ spoken }: Response): string {
  const lines = [spoken.text];
  if (spoken.suggestions.length > 0) lines.push('', ...spoken.suggestions.map(({ title }) => `  → ${title}`));
  if (spoken.citations.length > 0)
    lines.push(
      '',
      ...spoken.citations.map(
        ({ title, edition, heading, link }, at) => `  [${at + 1}] ${title} (${edition}), ${heading}: ${link}`,
      ),
    );
  return `${lines.join('\n').replace(controls, '')}\n`;
}
