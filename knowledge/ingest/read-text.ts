import type { Block } from './blocks';
import { splitExplicitId } from './clause-id';
import { foldText } from './fold-text';
import { joinLines } from './line-ends';
import { afterListMark, looksLikeHeading, sectionNumber } from './line-shapes';

/** Plain text as blocks: blank lines part it, a short line alone between blank lines is a heading, and the first line of all, if it is one, the title. */
export function textBlocks(text: string): Block[] {
  const groups = groupLines(text);
  return groups.flatMap((group, at) => groupBlocks(group, at === 0, groups[at + 1]));
}

/** The runs of lines between blank lines; a line of non-breaking spaces is blank. */
function groupLines(text: string): string[][] {
  const groups: string[][] = [[]];
  for (const raw of text.split(/\r\n|[\n\r\f\v\u2028\u2029]/)) {
    const line = foldText(raw);
    if (line !== '') groups.at(-1)?.push(line);
    else if (groups.at(-1)?.length !== 0) groups.push([]);
  }
  return groups.filter((group) => group.length > 0);
}

function groupBlocks(lines: string[], isFirst: boolean, next: string[] | undefined): Block[] {
  const [line = '', ruler = ''] = lines;
  if (lines.length > 1 && /^(?:={3,}|-{3,})$/.test(ruler)) {
    const heading: Block = { kind: 'heading', level: ruler.startsWith('=') ? 1 : 2, text: line };
    return lines.length > 2 ? [heading, ...groupBlocks(lines.slice(2), false, next)] : [heading];
  }
  if (lines.length === 1 && isHeading(splitExplicitId(line).text, next))
    return [{ kind: 'heading', level: headingLevel(line, isFirst), text: line }];
  return listBlocks(lines);
}

/** "2. Claims" alone heads a section, unless what follows goes on counting: then both are items of a list. */
function isHeading(line: string, next: string[] | undefined): boolean {
  if (afterListMark(line) === undefined || !looksLikeHeading(line)) return looksLikeHeading(line);
  const [number] = sectionNumber(line);
  return number !== undefined && next !== undefined && sectionNumber(next[0] ?? '')[0] !== number + 1;
}

/** The first line of all is the title, unless it opens the counting; "2.1 Scope" stands under "2 Claims". */
function headingLevel(line: string, isFirst: boolean): number {
  const depth = sectionNumber(line).length;
  return isFirst && depth === 0 ? 1 : 2 + Math.max(0, depth - 1);
}

/** Lines before the first list mark are a paragraph; a marked line opens a bullet, and the unmarked ones after it go on with it. */
function listBlocks(lines: string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const item = afterListMark(line);
    const open = blocks.at(-1);
    if (item !== undefined) blocks.push({ kind: 'bullet', depth: 0, text: item });
    else if (open) open.text = joinLines(open.text, line, '\n');
    else blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
