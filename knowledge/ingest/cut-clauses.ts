import type { Clause } from '../documents';
import type { Block, PlainBlock } from './blocks';
import { clauseIds, slug, splitExplicitId } from './clause-id';
import { joinContactBlocks } from './contact-block';
import { joinDefinitions } from './definitions';
import { countWords, foldLines, foldText } from './fold-text';
import { afterBulletGlyph, isQuestion, isReachLine } from './line-shapes';
import { groupQuestions } from './questions';
import { sentencesOf, splitLongText } from './sentences';

/** Below this a lead-in ("We aim at all times to:") only introduces its list; from here on it promises something of its own. */
const WORDS_OF_A_PROMISE = 10;
/** In characters: a longer paragraph is several clauses, since an answer quotes a clause whole. */
const LONGEST_CLAUSE = 1_200;
/** A list of so many promises under a question is cut into them: each is to be found and quoted by itself. */
const PROMISES_OF_A_LIST = 3;

interface Heading {
  level: number;
  text: string;
  /** What the ids of the clauses under it begin with. */
  slug: string;
}

/** A document's clauses, and the questions that it asks and answers itself, by the id of the clause that answers. */
export interface CutDocument {
  clauses: Clause[];
  asked: Record<string, string[]>;
  /** Names author's ids that stand on more than one clause. */
  warnings: string[];
}

/**
 * Cuts a document into clauses: one a bullet, one a paragraph, one a question with its answer, each with its heading path. A heading with nothing
 * under it says nothing and is left out, unless the document has nothing else.
 */
export function cutClauses(source: Block[], title?: string): CutDocument {
  const tidied = source.flatMap(tidy);
  const blocks = joinContactBlocks(groupQuestions(joinDefinitions(tidied, title)));
  const onlyHeadings = blocks.every((block) => block.kind === 'heading');
  return cut(
    onlyHeadings ? blocks.map((block) => ({ kind: 'paragraph', text: block.text, page: block.page })) : blocks,
  );
}

function cut(blocks: Block[]): CutDocument {
  const ids = clauseIds();
  const clauses: Clause[] = [];
  const warnings: string[] = [];
  const asked: Record<string, string[]> = {};
  /** A question that the next clause answers. */
  let open: string | undefined;
  const headings: Heading[] = [];
  /** The lead of the bullets at each depth. */
  let leads: (string | undefined)[] = [];

  const add = (text: string, explicitId: string | undefined, page: number | undefined, lead?: string): void => {
    for (const part of splitLongText(text, LONGEST_CLAUSE)) {
      const id = explicitId === undefined ? ids.from(headings.at(-1)?.slug ?? '', part) : ids.explicit(explicitId);
      if (open !== undefined) (asked[id] ??= []).push(open);
      open = undefined;
      clauses.push({ id, headings: headings.map((heading) => heading.text), lead, text: part, page });
    }
  };

  const cutBlock = (block: Block, at: number, among: Block[]): void => {
    const { text, id } = splitExplicitId(foldText(block.text));
    if (id !== undefined && block.kind !== 'heading' && ids.isTaken(id))
      warnings.push(`the clause id {#${id}} stands more than once`);
    switch (block.kind) {
      case 'heading':
        while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
        headings.push({ level: block.level, text, slug: id ?? slug(text) });
        leads = [];
        open = isQuestion(text) ? text : undefined;
        return;
      case 'question': {
        leads = [];
        open = text;
        if (standsTogether(text, block.answer)) return add(together(text, block.answer), id, block.page);
        const under: Heading = { level: Infinity, text, slug: id ?? slug(text) };
        headings.push(under);
        block.answer.forEach(cutBlock);
        headings.splice(headings.indexOf(under), 1);
        leads = [];
        return;
      }
      case 'bullet': {
        const introduces = opensList(text, among[at + 1], block.depth + 1);
        if (!introduces || id !== undefined || countWords(text) >= WORDS_OF_A_PROMISE)
          add(text, id, block.page, leads[block.depth]);
        leads = leads.slice(0, block.depth + 1);
        leads[block.depth + 1] = text;
        return;
      }
      case 'paragraph': {
        const next = among[at + 1];
        const { own, lead } =
          text.endsWith(':') && next && next.kind !== 'heading' ? splitLead(text) : { own: text, lead: undefined };
        // "Please note:" before a paragraph introduces that one; before bullets, all of them.
        const introduced = among[at - 1]?.kind === 'paragraph' ? leads[0] : undefined;
        if (own !== '' || id !== undefined) add(own || text, id, block.page, introduced);
        leads = [lead];
        return;
      }
      default:
        throw new Error(`Unhandled block: ${block satisfies never}`);
    }
  };
  blocks.forEach(cutBlock);
  return { clauses, asked, warnings };
}

/** True for an answer that is quoted whole with its question. */
function standsTogether(question: string, answer: PlainBlock[]): boolean {
  const bullets = answer.filter((block) => block.kind === 'bullet');
  const promises = bullets.filter((bullet) => countWords(bullet.text) >= WORDS_OF_A_PROMISE);
  return promises.length < PROMISES_OF_A_LIST && together(question, answer).length <= LONGEST_CLAUSE;
}

/** A question and its answer in one text; the items of a list are set apart by semicolons, since their marks are gone. */
function together(question: string, answer: PlainBlock[]): string {
  return answer.reduce(
    (before, block, at) => {
      const isNextItem = block.kind === 'bullet' && answer[at - 1]?.kind === 'bullet';
      return `${before}${isNextItem && /[\p{L}\p{N})]$/u.test(before) ? ';' : ''} ${foldText(block.text)}`;
    },
    /[?.!:…]$/u.test(question) ? question : `${question}:`,
  );
}

const opensList = (text: string, next: Block | undefined, depth: number): boolean =>
  text.endsWith(':') && next?.kind === 'bullet' && next.depth >= depth;

/** What a lead-in says by itself (empty when nothing), and the sentence that introduces the list. */
function splitLead(text: string): { own: string; lead: string } {
  const lead = sentencesOf(text).at(-1) ?? text;
  if (countWords(lead) >= WORDS_OF_A_PROMISE) return { own: text, lead };
  return { own: text.slice(0, text.length - lead.length).trim(), lead };
}

/** Folds a block, and leaves out one without a word in it (rules, page numbers, empty bullets). A paragraph typed with a bullet sign is a bullet. */
function tidy(block: Block): Block[] {
  const text = foldLines(block.text);
  if (block.kind === 'question') {
    const answer = block.answer.flatMap(tidy).filter((part) => part.kind === 'bullet' || part.kind === 'paragraph');
    return answer.length > 0 ? [{ ...block, text: foldText(text), answer }] : tidy({ ...block, kind: 'paragraph' });
  }
  if (!/\p{L}/u.test(text) && !isReachLine(text)) return [];
  const afterGlyph = block.kind === 'paragraph' ? afterBulletGlyph(text) : undefined;
  return [
    afterGlyph === undefined ? { ...block, text } : { kind: 'bullet', depth: 0, text: afterGlyph, page: block.page },
  ];
}
