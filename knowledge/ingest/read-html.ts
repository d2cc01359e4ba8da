import { parse, parseFragment } from 'parse5';
import type { Block } from './blocks';
import type { Content } from './content';
import { decodeText } from './decode-text';
import { htmlBlocks } from './html-blocks';
import { contentRoot, elements, textOf } from './html-content';
import { faqData, withFaqData } from './html-faq-data';
import { usableTitle } from './title';
import type { Unreadable } from './unreadable';

/** A web page: its content only, without menus, forms and banners. */
export function readHtml(file: Buffer): Content | Unreadable {
  const charset = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(file.subarray(0, 2048).toString('latin1'))?.[1];
  const decoded = decodeText(file, charset);
  if (decoded.kind !== 'text') return decoded;
  const document = parse(decoded.text);
  const { root, article } = contentRoot(document);
  const title = elements(document, (element) => element.tagName === 'title')[0];
  return {
    kind: 'content',
    blocks: withFaqData(
      htmlBlocks(root.childNodes, { isWebPage: true, inArticle: article }),
      faqData(document),
      writtenHtmlBlocks,
    ),
    matter: {},
    title: title && usableTitle(textOf(title)),
    warnings: decoded.note === undefined ? [] : [decoded.note],
  };
}

/** HTML that another reader made of a written document (Word, Markdown): all of it is content. */
export const writtenHtmlBlocks = (html: string): Block[] =>
  htmlBlocks(parseFragment(html).childNodes, { isWebPage: false, inArticle: true });
