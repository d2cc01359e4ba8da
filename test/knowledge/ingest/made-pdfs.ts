import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** Runs `write` on a new PDF document and gives the finished file. */
export function madePdf(options: PDFKit.PDFDocumentOptions, write: (pdf: PDFKit.PDFDocument) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 60, ...options });
    const parts: Buffer[] = [];
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
    write(pdf);
    pdf.end();
  });
}

/** A PDF of the given objects (numbered from 1, the first being the catalogue), with a right cross-reference table. */
export function rawPdf(objects: (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, at) => {
    offsets.push(length());
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
  });
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  parts.push(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}

const PAGE =
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

const stream = (dictionary: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);

/** A sound page whose page tree claims `pages` pages. */
export const countLiar = (pages: number): Buffer =>
  rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R] /Count ${pages} >>`,
    PAGE,
    stream('', Buffer.from('BT /F1 12 Tf 50 700 Td (Some words to read here.) Tj ET')),
    FONT,
  ]);

/** One page whose content stream, deflated twice, unpacks to one string of so many megabytes: a few kilobytes on disk. */
export function inflatingBomb(megabytes: number): Buffer {
  const unpacked = Buffer.alloc(megabytes * 1_000_000, 'a');
  unpacked.write('BT /F1 9 Tf 50 700 Td (');
  const packed = deflateSync(deflateSync(unpacked, { level: 9 }), { level: 9 });
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    PAGE,
    stream('/Filter [/FlateDecode /FlateDecode]', packed),
    FONT,
  ]);
}

/** One page that draws a form which draws the next one twice, and so on: 2^levels drawings out of a few kilobytes. */
export function formBomb(levels: number): Buffer {
  const form = (level: number): Buffer => {
    const last = level === levels - 1;
    const resources = last ? '/Font << /F1 5 0 R >>' : `/XObject << /X ${level + 7} 0 R >>`;
    const content = last ? 'BT /F1 9 Tf 50 700 Td (w) Tj ET' : '/X Do /X Do';
    return stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << ${resources} >>`,
      Buffer.from(content),
    );
  };
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>',
    stream('', Buffer.from('/X Do')),
    FONT,
    ...Array.from({ length: levels }, (_, level) => form(level)),
  ]);
}

/**
 * A page locked with a password that nobody knows, under an owner's password that is empty: readers open it. Its streams are left in the clear, which
 * the standard allows (the filter Identity), so that only the opening is put to the test.
 */
export function emptyOwnerPdf(words: string): Buffer {
  const user = '11'.repeat(48);
  // The standard's hash of the empty password over the salt 22…22 and the user entry, computed apart from our own code.
  const owner = `b2b98e6a3cec97b8913a4183d2b4a722eb05c70145201362db8e2ff285bf244a${'22'.repeat(8)}${'33'.repeat(8)}`;
  const keys = `/U <${user}> /UE <${'44'.repeat(32)}> /O <${owner}> /OE <${'55'.repeat(32)}> /Perms <${'66'.repeat(16)}>`;
  const pdf = rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    PAGE,
    stream('', Buffer.from(`BT /F1 12 Tf 50 700 Td (${words}) Tj ET`)),
    FONT,
    `<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /StmF /Identity /StrF /Identity /CF << >> ${keys} >>`,
  ]);
  return Buffer.from(
    pdf.toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 6 0 R /ID [<00> <00>]'),
    'latin1',
  );
}
