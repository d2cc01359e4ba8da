import type { Block } from './blocks';
import { splitExplicitId } from './clause-id';
import { foldLines } from './fold-text';
import { isAddressLine, isContactLine } from './line-shapes';

/** No address that we have seen has more lines than this. */
const MOST_ADDRESS_BLOCKS = 8;

/**
 * "You can reach us at:" and the address and telephone after it are one promise, so they become one paragraph; so does a paragraph that opens
 * with "or", which says nothing by itself, with the paragraph before it.
 */
export function joinContactBlocks(blocks: Block[]): Block[] {
  const joined: Block[] = [];
  for (let at = 0; at < blocks.length;) {
    const block = blocks[at] as Block;
    const before = joined.at(-1);
    const last = block.kind === 'paragraph' && block.text.endsWith(':') ? lastOfAddress(blocks, at) : at;
    const together = blocks
      .slice(at, last + 1)
      .map((part) => part.text)
      .join('\n');
    const text = block.kind === 'paragraph' ? withAddressInLine(together) : together;
    if (
      block.kind === 'paragraph' &&
      before?.kind === 'paragraph' &&
      !hasOwnId(before) &&
      /^(?:eller|or|oder)\s/iu.test(block.text)
    ) {
      joined[joined.length - 1] = { ...before, text: `${before.text}\n${text}` };
    } else {
      joined.push({ ...block, text });
    }
    at = last + 1;
  }
  return joined;
}

/** The lines of an address with commas between them, as they are read when they stand in one line; other text as it is. */
function withAddressInLine(text: string): string {
  const lines = text.split('\n');
  const start = lines.map((line) => line.endsWith(':') && !isContactLine(line)).lastIndexOf(true) + 1;
  const address = lines.slice(start);
  // Lines that nothing introduces may be a paragraph that was broken anywhere: an address has several, none of which goes on with a small letter.
  const isIntroduced = start > 0 || (address.length >= 3 && address.every((line) => /^[\p{Lu}\p{N}+]/u.test(line)));
  if (!isIntroduced || !address.every(isAddressLine) || !address.some(isContactLine)) return text;
  return [...lines.slice(0, start), address.map((line) => line.replace(/,$/, '')).join(', ')].join('\n');
}

/** A paragraph with an id of the author's is a clause as it stands. */
const hasOwnId = (block: Block): boolean => splitExplicitId(block.text).id !== undefined;

/** The place of the last block of the address that follows the paragraph at `intro`; `intro` itself when none follows. */
function lastOfAddress(blocks: Block[], intro: number): number {
  let last = intro;
  for (let at = intro + 1; at <= intro + MOST_ADDRESS_BLOCKS; at += 1) {
    const block = blocks[at];
    if (block?.kind !== 'paragraph' || hasOwnId(block)) break;
    const lines = foldLines(block.text).split('\n');
    if (!lines.every(isAddressLine)) break;
    if (lines.some(isContactLine)) last = at;
  }
  return last;
}
