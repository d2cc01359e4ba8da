import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { LoadedDocument } from '../documents';
import type { Content } from './content';
import { cutClauses } from './cut-clauses';
import { fileProblem } from './find-files';
import { readHtml } from './read-html';
import type { ReadLimits } from './read-limits';
import { readMarkdown, readPlainText } from './read-markdown';
import { readPdf } from './read-pdf';
import { readWord } from './read-word';
import { contentName, sniff } from './sniff';
import { titleOfName } from './title';
import { explain, type Unreadable } from './unreadable';
import { Language } from '../language/languages';

/** What comes back from reading one file: a document whose language is still to be identified, unless its front matter names it; or why not. */
export const ReadOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    document: LoadedDocument.extend({ language: Language.optional() }),
    /** The questions that the document asks and answers itself, by the id of the clause that answers. */
    asked: z.record(z.string(), z.array(z.string())),
  }),
  z.object({ kind: z.literal('unreadable'), reason: z.string() }),
]);
export type ReadOutcome = z.infer<typeof ReadOutcome>;

/** Reads and cuts one file, in this process and without limits of time and memory: the pool of readers sees to those. */
export async function readDocumentFile(file: string, limits: ReadLimits): Promise<ReadOutcome> {
  const result = await readWhole(file, limits);
  return result.kind === 'document' ? result : { kind: 'unreadable', reason: explain(result, limits) };
}

type Read = Extract<ReadOutcome, { kind: 'document' }>;

async function readWhole(file: string, limits: ReadLimits): Promise<Read | Unreadable> {
  const bytes = await readBytes(file, limits);
  if (!Buffer.isBuffer(bytes)) return bytes;
  // Taken before a reader sees the bytes: pdf.js detaches what it is given.
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const content = await readContent(path.extname(file).toLowerCase(), bytes, limits);
  return content.kind === 'content' ? toDocument(path.basename(file, path.extname(file)), sha256, content) : content;
}

async function readBytes(file: string, limits: ReadLimits): Promise<Buffer | Unreadable> {
  try {
    const { size } = await stat(file);
    if (size > limits.fileMegabytes * 1_000_000) return { kind: 'too-large', bytes: size };
    return size === 0 ? { kind: 'empty' } : await readFile(file);
  } catch (error) {
    return fileProblem(error);
  }
}

async function readContent(extension: string, bytes: Buffer, limits: ReadLimits): Promise<Content | Unreadable> {
  const kind = sniff(bytes);
  const wrong: Unreadable = { kind: 'wrong-extension', extension, content: contentName[kind] };
  switch (extension) {
    case '.pdf':
      if (kind === 'other') return { kind: 'broken', what: 'a PDF', detail: 'its first kilobyte has no PDF header' };
      return kind === 'pdf' ? readPdf(bytes, limits) : wrong;
    case '.docx':
      // Word encrypts a .docx by wrapping it into an old-style container, which names its stream in UTF-16.
      if (kind === 'ole' && bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return { kind: 'encrypted' };
      if (kind === 'other') return { kind: 'broken', what: 'a Word document', detail: 'it is no ZIP archive' };
      return kind === 'zip' ? readWord(bytes, limits) : wrong;
    case '.html':
    case '.htm':
    case '.xhtml':
      return kind === 'html' || kind === 'other' ? readHtml(bytes) : wrong;
    case '.md':
    case '.markdown':
      return kind === 'other' ? readMarkdown(bytes) : wrong;
    case '.txt':
    case '.text':
      return kind === 'other' ? readPlainText(bytes) : wrong;
    default:
      return { kind: 'unknown-extension', extension };
  }
}

function toDocument(name: string, sha256: string, content: Content): Read | Unreadable {
  const { matter, blocks, pages } = content;
  const { clauses, asked, warnings } = cutClauses(blocks, content.title ?? matter.title ?? name);
  if (clauses.length === 0) return { kind: 'no-text' };
  const headings = blocks.filter((block) => block.kind === 'heading');
  const firstOfAll = headings.find((heading) => heading.level === 1)?.text;
  const title =
    matter.title ??
    (pages === undefined ? (firstOfAll ?? content.title) : (content.title ?? firstOfAll)) ??
    headings[0]?.text ??
    titleOfName(name);
  return {
    kind: 'document',
    document: {
      name,
      work: matter.document ?? name,
      title,
      language: matter.language,
      edition: matter.edition ?? sha256.slice(0, 8),
      date: matter.date,
      audience: matter.audience ?? 'public',
      sha256,
      pages,
      clauses,
      warnings: [...content.warnings, ...warnings],
    },
    asked,
  };
}
