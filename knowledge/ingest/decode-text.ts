import type { Unreadable } from './unreadable';

/** The text of a file in UTF-8, or in UTF-16 with its byte order mark. `declared` is an encoding that the file itself names (HTML). */
export function decodeText(content: Buffer, declared?: string): { kind: 'text'; text: string } | Unreadable {
  const encoding = markedEncoding(content) ?? usable(declared) ?? 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(content);
    return text.includes('\0') ? { kind: 'binary' } : { kind: 'text', text };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return content.includes(0) ? { kind: 'binary' } : { kind: 'not-utf-8', offset: firstWrongByte(content) };
  }
}

function markedEncoding(content: Buffer): string | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be';
  return content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 'utf-8' : undefined;
}

/** A page that says utf-16 in bytes one can read as ASCII is not in it; browsers take it for UTF-8 too. */
function usable(declared: string | undefined): string | undefined {
  if (declared === undefined || /^utf-?16/i.test(declared)) return undefined;
  try {
    return new TextDecoder(declared).encoding;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The position of the first byte that is not UTF-8: everything before it decodes and encodes to itself. */
function firstWrongByte(content: Buffer): number {
  const again = Buffer.from(content.toString('utf8'), 'utf8');
  const at = content.findIndex((byte, position) => byte !== again[position]);
  return at === -1 ? content.length : at;
}
