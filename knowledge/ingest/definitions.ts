import type { Block } from './blocks';
import { splitExplicitId } from './clause-id';
import { countWords } from './fold-text';
import { isContactLine } from './line-shapes';

/** What sections that define terms are called. */
const GLOSSARY =
  /\b(?:glossary|definitions|terminology|terms explained|ordliste|ordforklaring|begreber|begrebsforklaring|definitioner|ordlista|definisjoner|begrepper|glossar|begriffe|begriffsbestimmungen|definitionen|begrippen|begrippenlijst|definities)\b/iu;
/** "Term: what it means" and "Term – what it means". */
const DEFINITION = /^\p{Lu}[^:–—=]{1,50}?(?:\s?:|\s[–—=-])\s+\S.{12,}$/u;
const MOST_WORDS_OF_TERM = 6;

/**
 * Keeps each term of a glossary with its definition: lines of "Term: definition" are a clause each, and in a glossary a heading with one paragraph
 * under it is a term.
 */
export function joinDefinitions(blocks: Block[], title = ''): Block[] {
  return termsWithMeanings(blocks.flatMap(definitionLines), GLOSSARY.test(title));
}

function definitionLines(block: Block): Block[] {
  if (block.kind !== 'paragraph' || !block.text.includes('\n')) return [block];
  const lines = block.text.split('\n');
  const opens = lines.map((line) => DEFINITION.test(line));
  const count = opens.filter(Boolean).length;
  if (!opens[0] || count < 2 || count < 0.5 * lines.length || lines.some(isContactLine)) return [block];
  const definitions: string[] = [];
  lines.forEach((line, at) => {
    if (opens[at]) definitions.push(line);
    else definitions[definitions.length - 1] += `\n${line}`;
  });
  return definitions.map((text) => ({ ...block, text }));
}

function termsWithMeanings(blocks: Block[], isGlossary: boolean): Block[] {
  const joined: Block[] = [];
  /** The level of the heading that opened the glossary; what is deeper belongs to it. */
  let glossary: number | undefined = isGlossary ? 0 : undefined;
  for (let at = 0; at < blocks.length; at += 1) {
    const [block, next, after] = [blocks[at] as Block, blocks[at + 1], blocks[at + 2]];
    if (block.kind !== 'heading') {
      joined.push(block);
      continue;
    }
    const isTerm = glossary !== undefined && block.level > glossary && isTermHeading(block.text);
    if (isTerm && next?.kind === 'paragraph' && (after === undefined || after.kind === 'heading')) {
      joined.push({ ...next, text: `${block.text}: ${next.text}` });
      at += 1;
      continue;
    }
    if (GLOSSARY.test(block.text)) glossary = block.level;
    else if (glossary !== undefined && block.level <= glossary) glossary = isGlossary ? 0 : undefined;
    joined.push(block);
  }
  return joined;
}

const isTermHeading = (text: string): boolean =>
  countWords(text) <= MOST_WORDS_OF_TERM && !/[?:]$/.test(text) && splitExplicitId(text).id === undefined;
