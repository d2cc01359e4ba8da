import { attachmentWords, shownSize } from './attachment-words';
import type { SentFile } from './direct-line/files';
import { el, icon, icons, spoken } from './dom';
import { outsideLink } from './markdown';
import type { Strings } from './strings';

/** The files of a message, each with its name and size; those that are pictures of our own service with a small view. */
export function filesView(files: readonly SentFile[], words: Strings, service: string): HTMLElement {
  const { files: label } = attachmentWords(words);
  return el(
    'ul',
    { class: 'files', 'aria-label': label },
    ...files.map((file) => el('li', {}, fileView(file, words, service))),
  );
}

function fileView(file: SentFile, words: Strings, service: string): HTMLElement {
  const { name, url, bytes } = file;
  const facts = el(
    'span',
    { class: 'file-facts' },
    el('span', { class: 'file-name' }, name),
    bytes === undefined ? undefined : el('span', { class: 'file-size' }, shownSize(bytes, words)),
  );
  const picture = pictureOf(file, service) ?? icon(icons.file);
  if (url === undefined) return el('span', { class: 'file' }, picture, facts);
  return outsideLink(url, service, { class: 'file' }, picture, facts, spoken(` (${attachmentWords(words).saves})`));
}

/** A view of a picture that our own service gives out: nothing is loaded from anywhere else. */
function pictureOf({ contentType, url }: SentFile, service: string): HTMLImageElement | undefined {
  if (!contentType.startsWith('image/') || !url?.startsWith(`${service}/attachments/`)) return undefined;
  const picture = el('img', { src: url, alt: '', loading: 'lazy', decoding: 'async' });
  // The page's policy may not allow it, or the address has run out: the name is there all the same.
  picture.addEventListener('error', () => picture.replaceWith(icon(icons.file)));
  return picture;
}

/** How far files have been sent, and, where they were refused, why. */
export function uploadView(
  { share, refusal }: { share: number; refusal: string | undefined },
  words: Strings,
): HTMLElement {
  const { progress, refused } = attachmentWords(words);
  if (refusal !== undefined) return el('p', { class: 'refused', role: 'alert' }, refused[refusal] ?? refused.other);
  const bar = el('progress', { max: '1', 'aria-label': progress });
  bar.value = share;
  return bar;
}

/** What trying again may mend. */
const mendable = new Set(['', 'FileNotScanned', 'NoSpaceForFiles']);
export const mayTryAgain = (refusal: string): boolean => mendable.has(refusal);
