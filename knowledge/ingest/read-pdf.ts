import type { Content } from './content';
import { pdfBlocks } from './pdf-blocks';
import { pdfLines, type PdfLine, type PdfText } from './pdf-lines';
import { pdfRegions } from './pdf-regions';
import { withoutRunningLines } from './pdf-running-lines';
import { withEmptyUserPassword } from './pdf-empty-owner';
import type { ReadLimits } from './read-limits';
import { usableTitle } from './title';
import type { Unreadable } from './unreadable';

/** The part of pdf.js' document that we use. */
interface PdfFile {
  numPages: number;
  getPage(page: number): Promise<PdfPage>;
  getMetadata(): Promise<{ info: { Title?: unknown } }>;
}
interface PdfPage {
  getViewport(options: { scale: number }): { width: number; height: number };
  getTextContent(): Promise<{ items: (PdfText | { type: string })[] }>;
  getAnnotations(): Promise<{ subtype?: string; rect?: number[]; textContent?: string[] }[]>;
  cleanup(): void;
}

/** Fewer letters a page than this, beside a picture, are a scanner's stamp and no text layer. */
const LETTERS_OF_A_STAMP = 25;

/** A PDF's text with its pages. */
export async function readPdf(file: Buffer, limits: ReadLimits): Promise<Content | Unreadable> {
  const declared = declaredPages(file);
  if (declared > limits.pages) return { kind: 'too-many-pages', pages: declared };
  const result = await openAndRead(file, limits);
  const opened = result.kind === 'encrypted' ? withEmptyUserPassword(file) : undefined;
  return opened ? openAndRead(opened, limits) : result;
}

async function openAndRead(file: Buffer, limits: ReadLimits): Promise<Content | Unreadable> {
  const { PDFParse, VerbosityLevel } = await import('pdf-parse');
  // pdf.js takes the bytes away from whoever hands them over, so it gets a copy.
  const parser = new PDFParse({
    data: new Uint8Array(file),
    verbosity: VerbosityLevel.ERRORS,
    isEvalSupported: false,
    disableFontFace: true,
  });
  try {
    // pdf-parse's public getText() drops size and place, without which neither headings nor paragraphs can be told; its open document has both.
    const pdf: PdfFile = await parser['load']();
    if (pdf.numPages > limits.pages) return { kind: 'too-many-pages', pages: pdf.numPages };
    return await readOpen(pdf, /\/Subtype\s*\/Image\b/.test(file.toString('latin1')));
  } catch (error) {
    return pdfProblem(error);
  } finally {
    await parser.destroy();
  }
}

async function readOpen(pdf: PdfFile, hasPictures: boolean): Promise<Content | Unreadable> {
  const pages: { width: number; height: number; lines: PdfLine[] }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const lines = pdfLines(
      number,
      height,
      items.filter((item) => 'str' in item),
    );
    pages.push({ width, height, lines: lines.length > 0 ? lines : await typedLines(page, number, height) });
    page.cleanup();
  }
  const letters = pages.reduce(
    (sum, page) => sum + page.lines.reduce((length, line) => length + line.text.length, 0),
    0,
  );
  if (letters === 0 || (hasPictures && letters < LETTERS_OF_A_STAMP * pages.length))
    return { kind: 'scan', pages: pages.length };
  const kept = withoutRunningLines(pages);
  return {
    kind: 'content',
    blocks: pdfBlocks(pages.map(({ width }, at) => ({ width, regions: pdfRegions(kept[at] ?? []) }))),
    matter: {},
    title: usableTitle((await pdf.getMetadata()).info.Title),
    pages: pages.length,
    warnings: pagesWithoutText(pages.flatMap((page, at) => (page.lines.length === 0 ? [at + 1] : []))),
  };
}

/** What was typed onto a page that has no text of its own (forms filled in by a program that adds free text as annotations). */
async function typedLines(page: PdfPage, number: number, pageHeight: number): Promise<PdfLine[]> {
  const typed = (await page.getAnnotations()).filter((annotation) => annotation.subtype === 'FreeText');
  return typed.flatMap(({ rect: [left = 0, , right = 0, top = 0] = [], textContent = [] }) =>
    textContent.map((text, at) => ({
      page: number,
      text,
      left,
      right,
      top: pageHeight - top + 12 * (at + 1),
      size: 10,
      font: '',
    })),
  );
}

/** The largest page count that a page tree in the file's plain part claims. A hostile one must be refused before pdf.js walks it. */
function declaredPages(file: Buffer): number {
  let most = 0;
  for (const object of file.toString('latin1').split(/\bendobj\b/))
    if (/\/Type\s*\/Pages\b/.test(object)) most = Math.max(most, Number(/\/Count\s+(\d+)/.exec(object)?.[1] ?? 0));
  return most;
}

/** pdf.js minifies its classes, but an error's `name` is set by hand and stays. */
function pdfProblem(error: unknown): Unreadable {
  if (!(error instanceof Error)) throw error;
  return error.name === 'PasswordException'
    ? { kind: 'encrypted' }
    : { kind: 'broken', what: 'a PDF', detail: error.message.replace(/\.$/, '') };
}

function pagesWithoutText(pages: number[]): string[] {
  if (pages.length === 0) return [];
  const [first] = pages;
  return pages.length === 1
    ? [`page ${first} has no text (a scan or a picture), not indexed`]
    : [`pages ${pages.join(', ')} have no text (scans or pictures), not indexed`];
}
