import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment } from 'parse5';
import type { Block } from './blocks';
import { foldText } from './fold-text';
import { htmlBlocks } from './html-blocks';
import { attribute, elements, type HtmlElement, textOf } from './html-content';

/** Mammoth's sign after a note, which leads back to the place that it belongs to. */
const BACK = /\s*↑\s*$/;

/**
 * The blocks of a Word document as mammoth gives it (HTML), its foot- and endnotes moved from its end to the paragraphs that they belong to: what a
 * note says of a promise is quoted with it.
 */
export function withNotesInPlace(value: string): Block[] {
  const fragment = parseFragment(value);
  const notes = elements(
    fragment,
    (element) => element.tagName === 'li' && /^(?:foot|end)note-\d+$/.test(attribute(element, 'id') ?? ''),
  );
  const texts = new Map(notes.map((note) => [attribute(note, 'id'), foldText(textOf(note)).replace(BACK, '')]));
  for (const mark of elements(fragment, isMark)) {
    const text = texts.get(attribute(mark, 'href')?.slice(1));
    const place = blockAround(mark);
    detach(mark);
    if (text === undefined || text === '' || !place) continue;
    if (/^h[1-6]$/.test(place.tagName)) insertParagraphAfter(place, text);
    else defaultTreeAdapter.insertText(place, ` ${text}`);
  }
  for (const note of notes) detach(note);
  return htmlBlocks(fragment.childNodes, { isWebPage: false, inArticle: true });
}

const isMark = (element: HtmlElement): boolean =>
  element.tagName === 'a' && /^(?:foot|end)note-ref-\d+$/.test(attribute(element, 'id') ?? '');

function blockAround(element: HtmlElement): HtmlElement | undefined {
  for (let parent = element.parentNode; parent && 'tagName' in parent; parent = parent.parentNode)
    if (/^(?:p|li|td|th|h[1-6])$/.test(parent.tagName)) return parent;
  return undefined;
}

function insertParagraphAfter(heading: HtmlElement, text: string): void {
  const paragraph = defaultTreeAdapter.createElement('p', html.NS.HTML, []);
  defaultTreeAdapter.insertText(paragraph, text);
  const parent = heading.parentNode as DefaultTreeAdapterTypes.ParentNode;
  const next = parent.childNodes[parent.childNodes.indexOf(heading) + 1];
  if (next) defaultTreeAdapter.insertBefore(parent, paragraph, next);
  else defaultTreeAdapter.appendChild(parent, paragraph);
}

const detach = (element: HtmlElement): void => defaultTreeAdapter.detachNode(element);
