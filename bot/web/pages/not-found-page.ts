import type { ReplyLanguage } from '../../../knowledge';
import { html } from './html';
import { shell } from './shell';
import { homeHref } from './words';

const notFoundWords: Record<ReplyLanguage, { title: string; text: string; back: string }> = {
  da: {
    title: 'Siden findes ikke',
    text: 'Dokumentet er måske flyttet eller erstattet af en nyere udgave.',
    back: 'Se dokumenterne hos kundeservice',
  },
  en: {
    title: 'This page does not exist',
    text: 'The document may have been moved, or a newer edition may have taken its place.',
    back: 'See the documents at customer service',
  },
};

/** What stands where nothing does. The same for a document that does not exist and for one that this reader may not see. */
export function notFoundPage({ language, companyName }: { language: ReplyLanguage; companyName: string }): string {
  const words = notFoundWords[language];
  return shell({
    language,
    title: words.title,
    companyName,
    scripts: [],
    body: html`<div class="hero">
      <h1>${words.title}</h1>
      <p class="lead">${words.text}</p>
      <p><a href="${homeHref(language)}">${words.back}</a></p>
    </div>`,
  });
}
