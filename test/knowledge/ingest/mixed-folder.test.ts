import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { readDocuments } from '../../../knowledge/ingest';
import { countLiar, formBomb, inflatingBomb, madePdf } from './made-pdfs';
import { madeZip } from './made-zips';
import { workspace } from './workspace';

const { folder, put } = workspace();
const promise = (name: string): string => `Vi svarer altid på brevet om ${name} samme dag.`;

const pdfOf = (name: string, options = {}): Promise<Buffer> => madePdf(options, (page) => page.text(promise(name)));
const wordOf = (name: string): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(promise(name))] }] }));
const pageOf = (name: string): string => `<!doctype html><nav>Menu</nav><h1>Side</h1><p>${promise(name)}</p>`;

/** Forty files that are well: eight of each format, of text some in older encodings. */
async function putGood(): Promise<string[]> {
  const names: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    const name = (kind: string): string => `god-${kind}-${count}`;
    put(`mix/${name('pdf')}.pdf`, await pdfOf(name('pdf')));
    put(`mix/sub/${name('word')}.docx`, await wordOf(name('word')));
    put(`mix/${name('side')}.html`, pageOf(name('side')));
    put(`mix/${name('md')}.md`, `# Guide\n\n${promise(name('md'))}\n`);
    const text = Buffer.from(promise(name('txt')), count % 3 === 0 ? 'latin1' : 'utf8');
    put(`mix/${name('txt')}.txt`, count === 7 ? Buffer.from(`\ufeff${promise(name('txt'))}`, 'utf16le') : text);
    names.push(...['pdf', 'word', 'side', 'md', 'txt'].map(name));
  }
  return names.sort();
}

/** A one-pixel picture. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Nineteen files that are not, with what is to be said of each. */
async function broken(): Promise<Record<string, [content: string | Uint8Array, reason: RegExp]>> {
  const [pdf, word] = [await pdfOf('afbrudt'), await wordOf('afbrudt')];
  const scan = await madePdf({}, (page) => void page.image(PNG, 0, 0, { width: 500 }));
  const blanks = { '[Content_Types].xml': Buffer.from('<Types/>'), 'word/document.xml': Buffer.alloc(70_000_000, ' ') };
  return {
    'cut.pdf': [pdf.subarray(0, pdf.length * 0.4), /broken or truncated/],
    'cut-word.docx': [word.subarray(0, word.length - 300), /broken or truncated/],
    'locked.pdf': [await pdfOf('låst', { userPassword: 'secret' }), /needs a password/],
    'locked-word.docx': [
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      /needs a password/,
    ],
    'scan.pdf': [scan, /no text on any of its 1 page/],
    'zero.pdf': ['', /^is empty/],
    'zero-text.txt': ['', /^is empty/],
    'zero-word.docx': ['', /^is empty/],
    'pdf-as.txt': [pdf, /its content is a PDF/],
    'page-as.md': [pageOf('forkert'), /its content is a web page/],
    'word-as.pdf': [word, /its content is a ZIP archive/],
    'text-as.docx': [promise('forkert'), /no ZIP archive/],
    'picture-as.html': [PNG, /its content is a picture/],
    'binary.txt': [Buffer.from([1, 2, 0, 0, 3, 4, 0, 9, 0]), /^is not text/],
    'russian.txt': [
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8]),
      /encoding that cannot be told/,
    ],
    'liar.pdf': [countLiar(213_000_000), /declares 213,000,000 pages/],
    'bomb.docx': [madeZip(blanks), /^unpacks to 71 MB/],
    'drawing.pdf': [formBomb(40), /^took more than/],
    'inflating.pdf': [inflatingBomb(150), /^needed more than 350 MB/],
  };
}

test('of sixty mixed files every good one goes in and every broken one is named with its reason', async () => {
  const good = await putGood();
  const bad = await broken();
  for (const [name, [content]] of Object.entries(bad)) put(`mix/${name}`, content);
  // Nested deeper than any page, and still text.
  put('mix/dyb.html', `<!doctype html>${'<div>'.repeat(3_000)}${promise('dyb')}`);
  mkdirSync(path.join(folder, 'mix/mappe.pdf'));
  put('mix/mappe.pdf/i-mappe.md', promise('i-mappe'));
  symlinkSync(path.join(folder, 'mix'), path.join(folder, 'mix/sub/rundt'));
  symlinkSync('ring.txt', path.join(folder, 'mix/ring.txt'));
  const isRoot = process.getuid?.() === 0;
  chmodSync(put('mix/lukket.txt', promise('lukket')), 0o000);

  const { documents, failures } = await readDocuments([path.join(folder, 'mix')], {
    limits: { seconds: 8, secondsPerMegabyte: 0, memoryMegabytes: 350 },
  });

  // Nothing is closed to the system's own administrator.
  const expected = [...good, 'dyb', 'i-mappe', ...(isRoot ? ['lukket'] : [])].sort();
  expect(documents.map(({ name }) => name).sort()).toEqual(expected);
  for (const { name, clauses } of documents) expect(clauses.map(({ text }) => text)).toEqual([promise(name)]);
  const reasons = Object.fromEntries(failures.map(({ file, reason }) => [path.basename(file), reason]));
  const broken60 = [...Object.keys(bad), 'ring.txt', ...(isRoot ? [] : ['lukket.txt'])].sort();
  expect(Object.keys(reasons).sort()).toEqual(broken60);
  for (const [name, [, reason]] of Object.entries(bad))
    expect([name, reasons[name]]).toEqual([name, expect.stringMatching(reason)]);
  expect(reasons['ring.txt']).toMatch(/no such file/);
}, 240_000);
