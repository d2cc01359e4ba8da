/** One fact of a record: a label and what it says, for a card's row or a line of text. */
export interface Line {
  label: string;
  text: string;
}

/** Lines for what the record has: absent means not there, or not for this reader, and is passed over in silence. */
export const present = (lines: readonly (readonly [label: string, text: string | undefined])[]): Line[] =>
  lines.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [{ label, text }]));

/** The same as text, for channels without cards. */
export const linesText = (title: string, lines: readonly Line[]): string =>
  [`**${title}**`, lines.map(({ label, text }) => `- ${label}: ${text}`).join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
