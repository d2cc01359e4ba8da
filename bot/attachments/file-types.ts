import type { FileHandle } from 'node:fs/promises';
import { filetypeinfo } from 'magic-bytes.js';

/** What is taken, and how such a file may be called. */
const extensionsOf = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
} as const;

export type FileType = keyof typeof extensionsOf;

const isFileType = (type: string | undefined): type is FileType => type !== undefined && type in extensionsOf;

/** How much of a file's beginning and end is looked at: its structure tells itself there. */
const mostBytesRead = 64 * 1024;

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

/**
 * What a file is by what is in it; its name and what its sender calls it count for nothing.
 * @returns `broken` for one that begins like a type we take and does not go on like it
 */
export async function typeOf(file: FileHandle, bytes: number): Promise<FileType | 'broken' | 'unknown'> {
  const head = await bytesAt(file, 0, Math.min(bytes, mostBytesRead));
  const type = filetypeinfo(head.subarray(0, 64))
    .map(({ mime }) => mime)
    .find(isFileType);
  if (!type) return 'unknown';
  const tail = await bytesAt(file, Math.max(0, bytes - mostBytesRead), mostBytesRead);
  return isWhole(type, head, tail, bytes) ? type : 'broken';
}

function isWhole(type: FileType, head: Buffer, tail: Buffer, bytes: number): boolean {
  switch (type) {
    case 'image/png':
      return isPng(head, tail);
    case 'image/jpeg':
      return isJpeg(head, bytes);
    case 'image/gif':
      return isGif(head, tail);
    case 'image/webp':
      return isWebp(head, bytes);
    case 'application/pdf':
      return /^%PDF-\d/.test(head.toString('latin1', 0, 8)) && tail.includes('%%EOF');
    default:
      throw new Error(`Unhandled file type: ${type satisfies never}`);
  }
}

/** Its header comes first and has a size, and it has its end: a few programs write on behind that. */
const isPng = (head: Buffer, tail: Buffer): boolean =>
  head.length >= 33 &&
  head.toString('latin1', 12, 16) === 'IHDR' &&
  head.readUInt32BE(16) > 0 &&
  head.readUInt32BE(20) > 0 &&
  tail.includes(Buffer.from('IEND\xae\x42\x60\x82', 'latin1'));

/** Segment after segment until the picture itself. Its end is not looked for: telephones write whole films behind it. */
function isJpeg(head: Buffer, bytes: number): boolean {
  const startOfScan = 0xda;
  for (let at = 2; at + 4 <= head.length; at += 2 + head.readUInt16BE(at + 2)) {
    if (head[at] !== 0xff || head.readUInt16BE(at + 2) < 2) return false;
    if (head[at + 1] === startOfScan) return true;
  }
  // The segments before the picture go on beyond what was read.
  return bytes > head.length;
}

/** It has a size; behind the header and the table of colours a block begins; and it ends as every one does. */
function isGif(head: Buffer, tail: Buffer): boolean {
  if (head.length < 14 || head.readUInt16LE(6) === 0 || head.readUInt16LE(8) === 0) return false;
  const flags = head.readUInt8(10);
  const colours = flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0;
  const block = head[13 + colours];
  return (block === 0x21 || block === 0x2c) && tail.includes(0x3b, tail.length - 16);
}

const isWebp = (head: Buffer, bytes: number): boolean =>
  head.length >= 20 && head.readUInt32LE(4) + 8 <= bytes && /^VP8[ LX]$/.test(head.toString('latin1', 12, 16));

/** Names that somebody may write, and nothing that a file system, a terminal or a reader would take for something else. */
const unsafe = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}<>:"/\\|?*]/gu;
const longestName = 120;

/**
 * What a file is called from now on: without a path, and with an ending that its content has. A picture named `.html` would be opened as a page by
 * whoever saves it.
 */
export function fileName(given: string, type: FileType): string {
  const bare = (given.split(/[/\\]/).at(-1) ?? '').normalize('NFC').replace(unsafe, '').trim().replace(/^\.+/, '');
  const [extension] = extensionsOf[type];
  const ending = /\.([a-z0-9]{1,8})$/i.exec(bare)?.[1]?.toLowerCase();
  const fits = ending !== undefined && (extensionsOf[type] as readonly string[]).includes(ending);
  const stem = [...(fits ? bare.slice(0, -(ending.length + 1)) : bare)].slice(0, longestName).join('');
  return `${stem || 'file'}.${fits ? ending : extension}`;
}
