import type { Block } from './blocks';
import { foldText } from './fold-text';
import { type HtmlElement, type HtmlNode, isElement, textOf } from './html-content';
import { isQuestion } from './line-shapes';

/** A list of terms: each with all its definitions is one paragraph, or a question with its answer. */
export function definitionBlocks(list: HtmlElement, read: (content: HtmlNode[]) => Block[]): Block[] {
  return entriesOf(list).flatMap(({ terms, meanings }): Block[] => {
    const term = terms
      .map((element) => foldText(textOf(element)))
      .filter((text) => text !== '')
      .join(', ');
    const parts = meanings.flatMap((element) => read(element.childNodes));
    const plain = parts.filter((part) => part.kind === 'bullet' || part.kind === 'paragraph');
    if (plain.length === 0 || term === '')
      return [...(term === '' ? [] : [{ kind: 'paragraph' as const, text: term }]), ...parts];
    if (isQuestion(term)) return [{ kind: 'question', text: term, answer: plain }];
    const [first, ...rest] = plain;
    return [
      {
        kind: 'paragraph',
        text: `${term}${term.endsWith(':') ? '' : ':'} ${[first, ...rest].map((part) => foldText(part?.text ?? '')).join(' ')}`,
      },
      ...parts.filter((part) => part.kind !== 'bullet' && part.kind !== 'paragraph'),
    ];
  });
}

interface Entry {
  terms: HtmlElement[];
  meanings: HtmlElement[];
}

function entriesOf(list: HtmlElement): Entry[] {
  const entries: Entry[] = [];
  // Terms and definitions may be wrapped in a <div> together.
  const parts = list.childNodes
    .filter(isElement)
    .flatMap((child) => (child.tagName === 'div' ? child.childNodes.filter(isElement) : [child]));
  for (const part of parts) {
    const open = entries.at(-1);
    if (part.tagName === 'dt') {
      if (open && open.meanings.length === 0) open.terms.push(part);
      else entries.push({ terms: [part], meanings: [] });
    } else if (part.tagName === 'dd') {
      if (open) open.meanings.push(part);
      else entries.push({ terms: [], meanings: [part] });
    }
  }
  return entries;
}
