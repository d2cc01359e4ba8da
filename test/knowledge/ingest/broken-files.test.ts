import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import { DuplicateDocumentNameError, readDocuments } from '../../../knowledge/ingest';
import { countLiar, formBomb, inflatingBomb, madePdf } from './made-pdfs';
import { madeZip } from './made-zips';
import { workspace } from './workspace';

const { folder, put } = workspace();
const GOOD = 'We answer every letter on the day it arrives.';

/** A one-pixel picture. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The parts of a Word document whose text is so many blanks. */
const wordOf = (blanks: number) => ({
  '[Content_Types].xml': Buffer.from('<Types/>'),
  'word/document.xml': Buffer.alloc(blanks, ' '),
});

async function reasonFor(name: string, content: string | Uint8Array, limits = {}): Promise<string | undefined> {
  const file = put(`single/${name}`, content);
  const { documents, failures } = await readDocuments([file], { limits });
  expect(documents).toEqual([]);
  expect(failures.map((failure) => failure.file)).toEqual([file]);
  return failures[0]?.reason;
}

const goodPdf = (options = {}): Promise<Buffer> => madePdf(options, (page) => void page.text(GOOD));

/** Name, content, what the reason says. */
const broken: [string, () => Promise<string | Uint8Array> | string | Uint8Array, RegExp][] = [
  ['zero.pdf', () => '', /^is empty/],
  [
    'cut.pdf',
    async () => {
      const pdf = await goodPdf();
      return pdf.subarray(0, pdf.length * 0.4);
    },
    /^is broken or truncated/,
  ],
  ['password.pdf', () => goodPdf({ userPassword: 'secret' }), /password/],
  ['scan.pdf', () => madePdf({}, (page) => void page.image(PNG, 0, 0, { width: 500 })), /no text on any of its 1 page/],
  ['liar.pdf', () => countLiar(213_000_000), /declares 213,000,000 pages/],
  [
    'russian.txt',
    () => Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]),
    /encoding that cannot be told.* position 0/,
  ],
  ['binary.txt', () => Buffer.from([1, 2, 0, 0, 3, 4, 0, 9]), /^is not text/],
  ['blank.md', () => '\n\n---\n\n', /^has no text/],
  ['pdf-as.txt', () => goodPdf(), /is named \.txt, but its content is a PDF/],
  ['picture-as.pdf', () => PNG, /is named \.pdf, but its content is a picture/],
  ['page-as.md', () => '<!doctype html><p>Words</p>', /is named \.md, but its content is a web page/],
  ['text-as.pdf', () => GOOD, /no PDF header/],
  ['text-as-word.docx', () => GOOD, /it is no ZIP archive/],
  ['old-word.docx', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /an old Office document/],
  ['zip-as-word.docx', () => madeZip({ 'a.txt': Buffer.from('words') }), /no Word document/],
  [
    'locked.docx',
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(500),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    /password/,
  ],
  [
    'cut-word.docx',
    async () => {
      const word = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(GOOD)] }] }));
      return word.subarray(0, word.length - 300);
    },
    /broken or truncated/,
  ],
];

describe('a broken file is named with its reason', () => {
  let reasons: Map<string, string>;
  beforeAll(async () => {
    for (const [name, content] of broken) put(`broken/${name}`, await content());
    const { documents, failures } = await readDocuments([path.join(folder, 'broken')]);
    expect(documents).toEqual([]);
    reasons = new Map(failures.map(({ file, reason }) => [path.basename(file), reason]));
  });

  test.each(broken)('%s', (name, _content, reason) => expect(reasons.get(name)).toMatch(reason));

  test('a PDF that declares the one page it has is read', async () =>
    expect((await readDocuments([put('single/honest.pdf', countLiar(1))])).documents).toHaveLength(1));

  test('too large', async () =>
    expect(await reasonFor('large.txt', GOOD.repeat(100), { fileMegabytes: 0.001 })).toMatch(/^is too large/));

  test('a path that is not there, and an extension that is not read', async () => {
    const sheet = put('sheet.xlsx', 'PK');
    const { failures } = await readDocuments([path.join(folder, 'nowhere'), sheet]);
    expect(failures.map((failure) => failure.reason)).toEqual([
      expect.stringMatching(/^there is no such file/),
      expect.stringContaining('.xlsx'),
    ]);
  });
});

test('what is named like a document and is no file', async () => {
  const pipe = path.join(folder, 'pipe.md');
  const server = createServer().listen(pipe);
  await once(server, 'listening');
  const { failures } = await readDocuments([pipe]);
  server.close();
  expect(failures).toEqual([{ file: pipe, reason: expect.stringMatching(/^is no file but/) }]);
});

describe('a hostile file is stopped by its limits', () => {
  test('a few kilobytes that draw for ever', async () => {
    const bomb = formBomb(40);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonFor('forms.pdf', bomb, { seconds: 2, secondsPerMegabyte: 0 })).toMatch(
      /^took more than 2 seconds/,
    );
  });

  test('a few kilobytes that unpack to a hundred megabytes', async () => {
    const bomb = inflatingBomb(100);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonFor('inflating.pdf', bomb, { memoryMegabytes: 300 })).toMatch(/^needed more than 300 MB/);
  });

  test('a Word document that unpacks too far is not unpacked', async () => {
    const bomb = madeZip(wordOf(70_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonFor('bomb.docx', bomb)).toMatch(/^unpacks to 71 MB/);
  });

  test('a Word document that lies about its size does not get far either', async () => {
    const bomb = madeZip(wordOf(300_000_000), 1_000);
    expect(bomb.length).toBeLessThan(400_000);
    expect(await reasonFor('liar.docx', bomb, { memoryMegabytes: 300 })).toMatch(/^(needed more than|is broken)/);
  });

  test('the good files beside it all go in, in order', async () => {
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) put(`beside/${name}.md`, `# Guide ${name}\n\n${GOOD}\n`);
    put('beside/bb.pdf', formBomb(40));
    put('beside/cc.pdf', inflatingBomb(100));
    const steps: string[] = [];
    const { documents, failures } = await readDocuments([path.join(folder, 'beside')], {
      limits: { seconds: 2, secondsPerMegabyte: 0, memoryMegabytes: 300 },
      onProgress: ({ file, done, total }) => steps.push(`${path.basename(file)} ${done}/${total}`),
    });
    expect(documents.map((document) => document.name)).toEqual(names);
    expect(failures.map((failure) => path.basename(failure.file))).toEqual(['bb.pdf', 'cc.pdf']);
    expect(steps).toHaveLength(6);
    expect(steps.at(-1)).toMatch(/ 6\/6$/);
  });
});

describe('folders', () => {
  test('are walked through; what is no document is named, pictures and hidden files are not, an old document format is a failure', async () => {
    put('walk/sub/deep/b.md', GOOD);
    put('walk/a.TXT', GOOD);
    put('walk/.hidden.md', GOOD);
    put('walk/~$a.docx', 'lock');
    put('walk/.gitkeep', '');
    put('walk/logo.png', PNG);
    put('walk/letter.doc', 'old');
    put('walk/sub/sheet.xlsx', 'PK');
    put('walk/all.zip', 'PK');
    put('walk/.DS_Store', 'x');
    mkdirSync(path.join(folder, 'walk/empty'));
    symlinkSync(path.join(folder, 'walk'), path.join(folder, 'walk/sub/circle'));
    const { documents, failures, leftOut } = await readDocuments([
      path.join(folder, 'walk'),
      path.join(folder, 'walk/a.TXT'),
    ]);
    expect(documents.map((document) => document.name)).toEqual(['a', 'b']);
    expect(leftOut).toEqual([path.join(folder, 'walk/all.zip'), path.join(folder, 'walk/sub/sheet.xlsx')]);
    expect(failures).toEqual([
      { file: path.join(folder, 'walk/letter.doc'), reason: expect.stringContaining('Save it as .docx or PDF') },
    ]);
  });

  test('two documents of one name are an error that names both', async () => {
    const files = [put('twice/x/terms.md', GOOD), put('twice/y/terms.txt', GOOD)];
    const error = await readDocuments([path.join(folder, 'twice')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DuplicateDocumentNameError);
    expect(error).toMatchObject({ documentName: 'terms', files });
    for (const file of files) expect((error as Error).message).toContain(file);
  });
});
