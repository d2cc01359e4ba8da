import type { ReadLimits } from './read-limits';

/** Why a file did not go in. Each is an expected outcome: the rest of the folder goes in. */
export type Unreadable =
  | { kind: 'missing' }
  | { kind: 'no-permission' }
  | { kind: 'no-file' }
  | { kind: 'unknown-extension'; extension: string }
  | { kind: 'old-format'; extension: string }
  | { kind: 'too-large'; bytes: number }
  | { kind: 'empty' }
  | { kind: 'wrong-extension'; extension: string; content: string }
  | { kind: 'unknown-encoding'; offset: number }
  | { kind: 'binary' }
  | { kind: 'broken'; what: string; detail: string }
  | { kind: 'encrypted' }
  | { kind: 'scan'; pages: number }
  | { kind: 'too-many-pages'; pages: number }
  | { kind: 'inflates-too-far'; bytes: number }
  | { kind: 'front-matter'; problems: string }
  | { kind: 'no-text' }
  | { kind: 'too-slow'; seconds: number }
  | { kind: 'too-much-memory' }
  | { kind: 'reader-stopped'; detail: string };

export const READABLE_EXTENSIONS = [
  '.pdf',
  '.docx',
  '.html',
  '.htm',
  '.xhtml',
  '.md',
  '.markdown',
  '.txt',
  '.text',
] as const;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString('en')} MB`;

/** The reason in English, with the way out, as the ingest's list of failures shows it after the file's name. */
export function explain(problem: Unreadable, limits: ReadLimits): string {
  switch (problem.kind) {
    case 'missing':
      return 'there is no such file or folder. Check the path.';
    case 'no-permission':
      return 'may not be read by this user. Change its permissions.';
    case 'no-file':
      return 'is no file but a pipe, a socket or a device. Save its content in a file.';
    case 'unknown-extension':
      return `has an extension that is not read (${problem.extension || 'none'}). Readable are ${READABLE_EXTENSIONS.join(', ')}.`;
    case 'old-format':
      return `is a ${problem.extension} file, which is not read. Save it as .docx or PDF.`;
    case 'too-large':
      return `is too large (${megabytes(problem.bytes)}, the limit is ${limits.fileMegabytes} MB). Split it, or leave out its pictures.`;
    case 'empty':
      return 'is empty (0 bytes). Save or download it again.';
    case 'wrong-extension':
      return `has the wrong extension: it is named ${problem.extension}, but its content is ${problem.content}. Rename it, or save it in the format of its name.`;
    case 'unknown-encoding':
      return `is text in an encoding that cannot be told: not UTF-8 (first wrong byte at position ${problem.offset}), and no Western European words as Latin-1 either. Save it again with the encoding UTF-8.`;
    case 'binary':
      return 'is not text: it holds zero bytes. Check that it is the right file, and save it as UTF-8 text.';
    case 'broken':
      return `is broken or truncated: it cannot be read as ${problem.what} (${problem.detail}). Save or download it again.`;
    case 'encrypted':
      return 'is encrypted and needs a password. Save a copy without a password.';
    case 'scan':
      return `has no text on any of its ${problem.pages} page(s): a scan or pictures only. Run text recognition (OCR) on it and save it with a text layer.`;
    case 'too-many-pages':
      return `declares ${problem.pages.toLocaleString('en')} pages (the limit is ${limits.pages.toLocaleString('en')}): broken or hostile. Split it if it is really that long.`;
    case 'inflates-too-far':
      return `unpacks to ${megabytes(problem.bytes)} (the limit is ${limits.unpackedMegabytes} MB): hostile, or not a text document. Save it again from the program it came from.`;
    case 'front-matter':
      return `has a front matter that cannot be used: ${problem.problems}. Correct the lines between the two --- lines at its top.`;
    case 'no-text':
      return 'has no text. Check that it is the right file.';
    case 'too-slow':
      return `took more than ${problem.seconds} seconds to read: too complex, or hostile. Save it again from the program it came from, or split it.`;
    case 'too-much-memory':
      return `needed more than ${limits.memoryMegabytes} MB of memory to read: too complex, or hostile. Save it again from the program it came from, or split it.`;
    case 'reader-stopped':
      return `made its reader stop (${problem.detail}). Save it again from the program it came from.`;
    default:
      throw new Error(`Unhandled problem: ${problem satisfies never}`);
  }
}
