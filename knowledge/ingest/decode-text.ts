import { types } from 'node:util';
import type { Unreadable } from './unreadable';

/** A text, with a note where its encoding had to be guessed. */
export interface DecodedText {
  kind: 'text';
  text: string;
  note?: string;
}

/**
 * The text of a file: UTF-8, UTF-16, or what older Windows, Mac and web programs wrote for Western Europe, told apart by what makes words.
 * `declared` is an encoding that the file itself names (HTML); bytes that are sound UTF-8 are UTF-8 whatever it says.
 */
export function decodeText(content: Buffer, declared?: string): DecodedText | Unreadable {
  const marked = markedEncoding(content);
  if (marked !== undefined) return orBinary(decodeStrictly(content, marked)) ?? unknown(content);
  const wide = unmarkedUtf16(content);
  const asWide = wide === undefined ? undefined : decodeStrictly(content, wide);
  if (asWide !== undefined && !asWide.includes('\0'))
    return { kind: 'text', text: asWide, note: `read as UTF-16, without its mark` };
  if (content.includes(0)) return { kind: 'binary' };
  const utf8 = decodeStrictly(content, 'utf-8') ?? decodeStrictly(withoutCutEnd(content), 'utf-8');
  if (utf8 !== undefined) return { kind: 'text', text: utf8 };
  const named = usable(declared);
  const asNamed = named === undefined || named === 'utf-8' ? undefined : decodeStrictly(content, named);
  if (asNamed !== undefined && !CONTROL.test(asNamed)) return { kind: 'text', text: asNamed };
  for (const { encoding, note } of OLDER) {
    const text = decodeStrictly(content, encoding);
    if (text !== undefined && readsWestern(text)) return { kind: 'text', text, note };
  }
  return unknown(content);
}

const OLDER = [
  { encoding: 'windows-1252', note: 'not UTF-8: read as Latin-1 (Windows-1252)' },
  { encoding: 'macintosh', note: 'not UTF-8: read as Mac Roman' },
];

/** What the wrong encoding makes of text: control characters, or signs that no Western European language has. */
const CONTROL = /[\u0001-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u009f]/;
const WESTERN_LETTER = /[æøåäöüßéèêëáàâãçíìîïñóòôõúùûýÿœÆØÅÄÖÜÉÈÊËÁÀÂÃÇÍÎÏÑÓÒÔÕÚÙÛŒ]/g;
const WESTERN_SIGN = /[\u00a0§°€£©®«»„“”‘’‚–—…•·´½¼¾²³±×µ™]/g;
/** "Ã¦" and its kin: UTF-8 that was taken for Latin-1. */
const TWICE_ENCODED = /Ã[\u0080-\u00bf¡-¿†…‚„‹›]|â€/;

function readsWestern(text: string): boolean {
  if (CONTROL.test(text) || TWICE_ENCODED.test(text)) return false;
  const [beyond, letters, signs, plain] = [/[^\u0000-\u007f]/g, WESTERN_LETTER, WESTERN_SIGN, /[a-zA-Z]/g].map(
    (kind) => text.match(kind)?.length ?? 0,
  ) as [number, number, number, number];
  // A capital inside a word ("kÆre") is a small letter in another encoding.
  const strayCapitals = text.match(/[a-zæøåäöü][ÆØÅÄÖÜ][a-zæøåäöü]/g)?.length ?? 0;
  return letters + signs >= 0.9 * beyond && letters <= 0.3 * plain && strayCapitals <= 0.2 * Math.max(1, letters);
}

const orBinary = (text: string | undefined): DecodedText | Unreadable | undefined => {
  if (text === undefined) return undefined;
  return text.includes('\0') ? { kind: 'binary' } : { kind: 'text', text };
};

const unknown = (content: Buffer): Unreadable => ({ kind: 'unknown-encoding', offset: firstWrongByte(content) });

function decodeStrictly(content: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    if (!types.isNativeError(error) || !('code' in error) || error.code !== 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw error;
    return undefined;
  }
}

function markedEncoding(content: Buffer): string | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
  return content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 'utf-8' : undefined;
}

/** Of Western text in UTF-16 nearly every second byte is zero. */
function unmarkedUtf16(content: Buffer): string | undefined {
  const sample = content.subarray(0, 2_000);
  if (sample.length < 8 || content.length % 2 === 1) return undefined;
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = 0.4 * sample.length;
  if (odd >= most && even === 0) return 'utf-16le';
  return even >= most && odd === 0 ? 'utf-16be' : undefined;
}

/** A download that stopped within a letter is UTF-8 but for its last bytes. */
function withoutCutEnd(content: Buffer): Buffer {
  const lead = content.findLastIndex((byte) => byte >= 0xc0);
  const cut = lead >= 0 && content.length - lead < 4 && content.subarray(lead + 1).every((byte) => byte >> 6 === 2);
  return cut ? content.subarray(0, lead) : content;
}

/** A page that says utf-16 in bytes one can read as ASCII is not in it; browsers take it for UTF-8 too. */
function usable(declared: string | undefined): string | undefined {
  if (declared === undefined || /^utf-?16/i.test(declared)) return undefined;
  try {
    return new TextDecoder(declared).encoding;
  } catch (error) {
    if (types.isNativeError(error) && error.name === 'RangeError') return undefined;
    throw error;
  }
}

/** The position of the first byte that is not UTF-8: everything before it decodes and encodes to itself. */
function firstWrongByte(content: Buffer): number {
  const again = Buffer.from(content.toString('utf8'), 'utf8');
  const at = content.findIndex((byte, position) => byte !== again[position]);
  return at === -1 ? content.length : at;
}
