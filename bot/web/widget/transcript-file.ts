import { el } from './dom';
import type { Strings } from './strings';
import { shownTime } from './times';

/** One line of the conversation, as it is kept for the reader. */
export interface SaidLine {
  who: string;
  /** ISO 8601; absent while it is on its way. */
  at: string | undefined;
  text: string;
  files: readonly string[];
  /** What the answer rests on. */
  sources: readonly string[];
}

/** Markdown's marks say nothing in a text file; link definitions are for clients that know no citations. */
const plain = (text: string): string =>
  text
    .replace(/^\s{0,3}\[\d{1,2}\]:\s.*$/gm, '')
    .replaceAll('**', '')
    .trim();

/** The conversation as a text: who said what, when, and on which sources. */
export function transcriptText(lines: readonly SaidLine[], words: Strings, now: Date): string {
  const shown = lines.map(({ who, at, text, files, sources }) => {
    const time = at === undefined ? '' : ` (${shownTime(new Date(at), now, words)})`;
    const beneath = [
      ...sources.map((source, index) => `[${index + 1}] ${source}`),
      ...files.map((file) => `+ ${file}`),
    ];
    return [`${who.replace(/:$/, '')}${time}:`, plain(text), ...beneath].filter((part) => part !== '').join('\n');
  });
  return `${words.title}, ${now.toLocaleString(words.locale)}\n\n${shown.join('\n\n')}\n`;
}

/** Has the browser save it. */
export function saveTranscript(lines: readonly SaidLine[], words: Strings, now: Date): void {
  // The mark tells Windows' editors which letters these are.
  const file = new Blob(['\uFEFF', transcriptText(lines, words, now)], { type: 'text/plain;charset=utf-8' });
  const url = URL.createObjectURL(file);
  el('a', { href: url, download: `${words.downloadName}-${now.toISOString().slice(0, 10)}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
