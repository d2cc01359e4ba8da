import type { Block, PlainBlock } from './blocks';
import { splitExplicitId } from './clause-id';
import { isQuestion } from './line-shapes';

/** "Q:", "Question 3:", "Spørgsmål:" and "Svar:" and their kin; single letters only as capitals. */
const ASKS = /^(?:(?:question|spørgsmål|spm|fråga|spørsmål|frage|vraag)\.?\s*\d*|[QSFV]\s?\d*)\s*[:.)]\s+/u;
const ANSWERS = /^(?:(?:answer|svar|antwort|antwoord)\s*\d*|A\s?\d*)\s*[:.)]\s+/u;
const labelled = (label: RegExp, text: string): string | undefined => {
  const mark = label.exec(text) ?? label.exec(text.charAt(0).toLowerCase() + text.slice(1));
  return mark ? text.slice(mark[0].length) : undefined;
};

const NUMBER = /^\d{1,3}(?:\.\d{1,3})*[.)]?\s+/;
/** A question may be broken over so many lines. */
const MOST_LINES_OF_QUESTION = 3;
/** One question in a text may be the author's way of speaking; from here on it is an FAQ. */
const QUESTIONS_OF_AN_FAQ = 2;

/**
 * Puts the questions of an FAQ and what answers them together: headings that ask, paragraphs and list items that are one question each where there are
 * several, "Q:" and "A:". What a heading with parts of its own asks stays a heading.
 */
export function groupQuestions(source: Block[]): Block[] {
  const blocks = source.flatMap(splitQuestion);
  const asked = blocks.filter((block, at) => block.kind === 'question' || asks(block, blocks[at + 1])).length;
  const isFaq = asked >= QUESTIONS_OF_AN_FAQ;
  const grouped: Block[] = [];
  for (let at = 0; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    const isLabelled = block.kind !== 'heading' && labelled(ASKS, block.text) !== undefined;
    const opens = asks(block, blocks[at + 1]) && (block.kind === 'heading' || isLabelled || isFaq);
    const end = opens ? endOfAnswer(blocks, at + 1) : at;
    const answer = blocks.slice(at + 1, end).filter((part) => part.kind === 'bullet' || part.kind === 'paragraph');
    const next = blocks[end];
    const hasParts = block.kind === 'heading' && next?.kind === 'heading' && next.level > block.level;
    const hasOwnIds = answer.some((part) => splitExplicitId(part.text).id !== undefined);
    if (!opens || answer.length === 0 || hasParts || hasOwnIds) grouped.push(block);
    else {
      const text = (labelled(ASKS, block.text) ?? block.text).replace(NUMBER, '');
      const [first, ...rest] = answer as [PlainBlock, ...PlainBlock[]];
      const opening = { ...first, text: labelled(ANSWERS, first.text) ?? first.text };
      grouped.push({ kind: 'question', text, answer: [opening, ...rest], page: block.page });
      at = end - 1;
    }
  }
  return grouped;
}

/** The place after the last block of the answer that begins at `from`. */
function endOfAnswer(blocks: Block[], from: number): number {
  let end = from;
  while (end < blocks.length) {
    const block = blocks[end] as Block;
    if (block.kind === 'heading' || block.kind === 'question' || (end > from && asks(block, blocks[end + 1]))) break;
    end += 1;
  }
  return end;
}

/** True for a block that is one question with something after it to answer it; list items ask only where a paragraph follows. */
function asks(block: Block, next: Block | undefined): boolean {
  if (next === undefined || next.kind === 'heading' || next.kind === 'question') return false;
  const { text } = splitExplicitId(block.text);
  const asked = labelled(ASKS, text);
  if (asked !== undefined && block.kind !== 'heading' && labelled(ANSWERS, next.text) !== undefined) return true;
  if (!isQuestion(asked ?? text)) return false;
  switch (block.kind) {
    case 'heading':
      return true;
    case 'bullet':
      return next.kind === 'paragraph' && !isQuestion(next.text);
    case 'paragraph':
      return !isQuestion(next.text);
    case 'question':
      return false;
    default:
      throw new Error(`Unhandled block: ${block satisfies never}`);
  }
}

/** A block that holds a question and its answer, in lines or behind "Q:" and "A:", as those two. */
function splitQuestion(block: Block): Block[] {
  if (block.kind !== 'paragraph' && block.kind !== 'bullet') return [block];
  const split = atLabel(block.text) ?? atLineEnd(block.text);
  if (!split) return [block];
  const answer: PlainBlock = { kind: 'paragraph', text: split.answer, page: block.page };
  return [{ kind: 'question', text: split.question, answer: [answer], page: block.page }];
}

function atLabel(text: string): { question: string; answer: string } | undefined {
  const rest = labelled(ASKS, text);
  const parts =
    rest === undefined
      ? undefined
      : /^(.*?[\s?])\s*((?:answer|svar|antwort|antwoord|A)\s?\d*\s*[:.)]\s+.+)$/isu.exec(rest);
  const answer = parts?.[2] === undefined ? undefined : labelled(ANSWERS, parts[2]);
  return parts?.[1] === undefined || answer === undefined ? undefined : { question: parts[1].trim(), answer };
}

function atLineEnd(text: string): { question: string; answer: string } | undefined {
  if (!text.includes('?\n')) return undefined;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.endsWith('?')) + 1;
  const question = lines.slice(0, end).join(' ');
  if (end > MOST_LINES_OF_QUESTION || !isQuestion(question)) return undefined;
  const answer = lines.slice(end).join('\n');
  return isQuestion(answer) ? undefined : { question, answer };
}
