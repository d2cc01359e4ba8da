/** What a file's first bytes say it is, whatever its name says. */
export type ContentKind = 'pdf' | 'zip' | 'ole' | 'picture' | 'html' | 'other';

const startsWith = (content: Buffer, ...bytes: number[]): boolean =>
  content.subarray(0, bytes.length).equals(Buffer.from(bytes));

export function sniff(content: Buffer): ContentKind {
  // Readers accept a PDF with up to a kilobyte of something else (mail headers, blank lines) before its own header.
  if (content.subarray(0, 1024).includes('%PDF-')) return 'pdf';
  if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (
    startsWith(content, 0x89, 0x50, 0x4e, 0x47) ||
    startsWith(content, 0xff, 0xd8, 0xff) ||
    startsWith(content, 0x47, 0x49, 0x46, 0x38)
  )
    return 'picture';
  return /^(?:\ufeff|\s)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b/i.test(
    content.subarray(0, 1024).toString('utf8'),
  )
    ? 'html'
    : 'other';
}

export const contentName: Record<ContentKind, string> = {
  pdf: 'a PDF',
  zip: 'a ZIP archive (as Word, Excel and others use)',
  ole: 'an old Office document (.doc, .xls)',
  picture: 'a picture',
  html: 'a web page',
  other: 'something else',
};
