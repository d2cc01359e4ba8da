import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import MarkdownIt from 'markdown-it';
import { PDFParse, VerbosityLevel } from 'pdf-parse';
import { shippedDocuments } from '../../../bot/commands/shipped-index';
import type { LoadedDocument } from '../../../knowledge';
import { readDocuments } from '../../../knowledge/ingest';
import { readDocumentFile } from '../../../knowledge/ingest/read-file';
import { ReadLimits } from '../../../knowledge/ingest/read-limits';
import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import { madePdf } from '../../knowledge/ingest/made-pdfs';
import type { Bench, Benchmark } from '../benchmark';
import { madeCorpus } from '../retrieval/made-corpus';
import { processorTimed } from '../processor-time';
import { median, timed } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { temporaryFolder } from '../temporary-folder';

const limits = ReadLimits.parse({});

interface Reader {
  name: string;
  read(): Promise<unknown>;
}

/** Medians in milliseconds, by name; the readers take turns after one round that is not counted. */
async function timeInTurn(readers: Reader[], rounds: number): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>(readers.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1)
    for (const { name, read } of readers) {
      const { processorMs } = await processorTimed(read);
      if (round >= 0) samples.get(name)?.push(processorMs);
    }
  return new Map([...samples].map(([name, ms]) => [name, median(ms)]));
}

/** Pages as a guide has them: a heading, paragraphs and a list, filled down to the foot. */
function pdfOf(documents: LoadedDocument[], pages: number): Promise<Buffer> {
  const texts = documents.flatMap(({ clauses }) => clauses.map(({ text }) => text));
  return madePdf({ autoFirstPage: false }, (pdf) => {
    for (let page = 0; page < pages; page += 1) {
      pdf
        .addPage()
        .font('Helvetica-Bold')
        .fontSize(16)
        .text(`Kapitel ${page + 1}`)
        .moveDown();
      pdf.font('Helvetica').fontSize(10);
      for (let at = 0; at < 12; at += 1) {
        const text = texts[(12 * page + at) % texts.length] ?? '';
        pdf.text(at % 3 === 0 ? text : `• ${text}`).moveDown(0.5);
      }
    }
  });
}

/** Our own reading must have read: a benchmark of a refusal would look fast. */
async function readOurs(file: string): Promise<number> {
  const outcome = await readDocumentFile(file, limits);
  if (outcome.kind !== 'document') throw new Error(`${file}: ${outcome.reason}`);
  return outcome.document.clauses.length;
}

async function readBare(file: string): Promise<void> {
  const parser = new PDFParse({ data: new Uint8Array(await readFile(file)), verbosity: VerbosityLevel.ERRORS });
  await parser.getText({ pageJoiner: '' });
  await parser.destroy();
}

async function comparePdf(bench: Bench, folder: string, documents: LoadedDocument[]): Promise<void> {
  const pages = bench.quick ? 5 : 100;
  const file = path.join(folder, 'guide.pdf');
  await writeFile(file, await pdfOf(documents, pages));
  const rounds = bench.quick ? 1 : 5;
  const times = await timeInTurn(
    [
      { name: 'ours, cut into clauses', read: () => readOurs(file) },
      { name: 'pdf-parse, bare getText', read: () => readBare(file) },
      { name: 'ours, in its own process', read: () => readDocuments([file]) },
    ],
    rounds,
  );
  const perPage = (name: string): number => (times.get(name) ?? Number.NaN) / pages;
  bench.print(`\nA PDF of ${pages} pages, medians of ${rounds} rounds in turn:`);
  bench.print(
    table(
      ['processor time', 'ms a page', 'pages/s of a core'],
      [...times.keys()].map((name) => [name, figure(perPage(name)), figure(1000 / perPage(name))]),
    ),
  );
  const bare = perPage('pdf-parse, bare getText');
  bench.print(ratioLine('pages a second of a core', bare / perPage('ours, cut into clauses'), { least: 0.8 }));
  bench.print(
    ratioLine(
      'pages a second of a core, with the start of the reading process',
      bare / perPage('ours, in its own process'),
    ),
  );
}

/** Many files, as an insurer has them: read side by side, beside bare pdf-parse on one core, with the memory of all processes together. */
async function compareFolder(bench: Bench, folder: string, documents: LoadedDocument[]): Promise<void> {
  const [files, pages] = bench.quick ? [2, 3] : [100, 100];
  const pdf = await pdfOf(documents, pages);
  const many = path.join(folder, 'many');
  await mkdir(many);
  for (let at = 0; at < files; at += 1) await writeFile(path.join(many, `guide-${at}.pdf`), pdf);
  const sample = Math.min(files, 10);
  const bare = await processorTimed(async () => {
    for (let at = 0; at < sample; at += 1) await readBare(path.join(many, `guide-${at}.pdf`));
  });
  let peak = 0;
  let isReading = true;
  const watch = (async () => {
    for (; isReading; await setTimeout(200)) peak = Math.max(peak, await familyBytes(process.pid));
  })();
  const { result: ours, processorMs } = await processorTimed(() =>
    timed(async () => {
      const read = await readDocuments([many]);
      if (read.failures.length > 0) throw new Error(read.failures[0]?.reason);
    }),
  ).finally(() => (isReading = false));
  await watch;
  const readers = Math.min(availableParallelism(), files, 6);
  const ratio = bare.processorMs / sample / (processorMs / files);
  bench.print(
    `\n${files} PDFs of ${pages} pages, ${readers} reading processes, bare pdf-parse on ${sample} of them in one process:`,
  );
  bench.print(
    `  ${figure((files * pages * 1000) / ours.ms)} pages/s; at most ${figure(peak / 1e6)} MB in all processes together (aim: below 3000)`,
  );
  bench.print(ratioLine('pages a second of a core, all processes together', ratio, { least: 0.8 }));
}

/** Resident memory of a process and its children; of this process alone where the system has no /proc. */
async function familyBytes(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const all = [
    pid,
    ...children
      .trim()
      .split(/\s+/)
      .filter((id) => id !== '')
      .map(Number),
  ];
  const bytes = await Promise.all(all.map(residentBytes));
  return bytes.reduce<number>((sum, own) => sum + (own ?? 0), 0);
}

async function compareMarkdown(bench: Bench, folder: string, documents: LoadedDocument[]): Promise<void> {
  const text = documents
    .map(({ title, clauses }) => `## ${title}\n\n${clauses.map((clause) => `- ${clause.text}\n`).join('')}`)
    .join('\n');
  const file = path.join(folder, 'guide.md');
  await writeFile(file, `# Guide\n\n${text}`);
  const clauses = await readOurs(file);
  const rounds = bench.quick ? 1 : 5;
  const bare = new MarkdownIt();
  const times = await timeInTurn(
    [
      { name: 'ours, cut into clauses', read: () => readOurs(file) },
      { name: 'markdown-it, bare parse', read: async () => bare.parse(await readFile(file, 'utf8'), {}) },
    ],
    rounds,
  );
  bench.print(`\nMarkdown of ${clauses} clauses, medians of ${rounds} rounds in turn:`);
  bench.print(
    table(
      ['', 'ms', 'clauses/s'],
      [...times].map(([name, ms]) => [name, figure(ms), figure((clauses / ms) * 1000)]),
    ),
  );
  const ms = (name: string): number => times.get(name) ?? Number.NaN;
  bench.print(ratioLine('clauses a second', ms('markdown-it, bare parse') / ms('ours, cut into clauses')));
}

export const ingest: Benchmark = {
  name: 'ingest',
  about: 'reading a PDF against bare pdf-parse, and Markdown against bare markdown-it',
  async run(bench) {
    const folder = await temporaryFolder(bench);
    const { documents: shipped } = await readDocuments([shippedDocuments]);
    const { documents } = madeCorpus(shipped, bench.quick ? 200 : 5_000, 1);
    bench.print(
      'Both read files of made text in this process (the third row: as npm run ingest does, in a process with limits).',
    );
    await comparePdf(bench, folder, documents);
    await compareFolder(bench, folder, documents);
    await compareMarkdown(bench, folder, documents);
  },
};
