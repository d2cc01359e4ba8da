import { z } from 'zod';
import type { Block } from './blocks';
import { foldText } from './fold-text';
import { elements, attribute, type HtmlParent, textOf } from './html-content';

const Question = z.object({
  '@type': z.literal('Question'),
  name: z.string().min(1),
  acceptedAnswer: z.object({ text: z.string().min(1) }),
});
const FaqPage = z.looseObject({ mainEntity: z.union([z.array(z.unknown()), z.unknown()]).optional() });

/** What a page tells search engines about its questions (schema.org's FAQPage, as JSON-LD). `answer` is HTML. */
export function faqData(document: HtmlParent): { question: string; answer: string }[] {
  const scripts = elements(
    document,
    (element) => element.tagName === 'script' && attribute(element, 'type') === 'application/ld+json',
  );
  return scripts.flatMap((script) => questionsIn(parsed(textOf(script))));
}

/** A page whose data is broken still has its text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function questionsIn(data: unknown): { question: string; answer: string }[] {
  if (Array.isArray(data)) return data.flatMap(questionsIn);
  const question = Question.safeParse(data);
  if (question.success) return [{ question: foldText(question.data.name), answer: question.data.acceptedAnswer.text }];
  const page = FaqPage.safeParse(data);
  if (!page.success) return [];
  return [page.data.mainEntity, page.data['@graph']].flatMap((part) => (part === undefined ? [] : questionsIn(part)));
}

/**
 * The page's blocks with its questions as its data has them: a heading or paragraph that the data calls a question is one, and a question that only
 * the data has (a page that is drawn by a script) is added with its answer.
 */
export function withFaqData(
  blocks: Block[],
  data: { question: string; answer: string }[],
  read: (html: string) => Block[],
): Block[] {
  if (data.length === 0) return blocks;
  const asked = new Set(data.map(({ question }) => question));
  const grouped: Block[] = [];
  /** The question whose answer is being collected. */
  let open: Extract<Block, { kind: 'question' }> | undefined;
  for (const block of blocks) {
    const text = foldText(block.text);
    if (block.kind !== 'question' && asked.has(text)) grouped.push((open = { kind: 'question', text, answer: [] }));
    else if (open && (block.kind === 'paragraph' || block.kind === 'bullet')) open.answer.push(block);
    else {
      open = undefined;
      grouped.push(block);
    }
  }
  const shown = foldText(
    blocks
      .map((block) =>
        [block.text, ...(block.kind === 'question' ? block.answer.map(({ text }) => text) : [])].join(' '),
      )
      .join(' '),
  );
  const missing = data.filter(({ question }) => !shown.includes(question));
  return [
    ...grouped,
    ...missing.map(({ question, answer }): Block => {
      const parts = read(answer).filter((part) => part.kind === 'paragraph' || part.kind === 'bullet');
      return { kind: 'question', text: question, answer: parts };
    }),
  ];
}
