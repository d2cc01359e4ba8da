import type { Language, ReplyLanguage } from '../../../knowledge';
import { html, type Html } from './html';
import { homeHref, pageWords } from './words';

interface Shell {
  /** The language of the page's own words. */
  language: ReplyLanguage;
  /** The language of the page's content, where it is another. */
  contentLanguage?: Language;
  title: string;
  companyName: string;
  /** Language links and the like, at the right of the top bar. */
  corner?: Html | undefined;
  body: Html;
  /** Script addresses. The pages hold no script or style of their own, so that a policy of 'self' is enough. */
  scripts: Html[];
}

/** The frame around every page: what the browser needs, the top bar, the way home. */
export function shell({ language, contentLanguage, title, companyName, corner, body, scripts }: Shell): string {
  const words = pageWords[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${companyName}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/site.css" />
        ${scripts}
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        <header class="top">
          <a class="brand" href="${homeHref(language)}">
            <img src="/assets/icon.svg" alt="" width="32" height="32" />
            <span>${companyName}</span>
          </a>
          ${corner}
        </header>
        <main id="content" tabindex="-1" lang="${contentLanguage ?? language}">${body}</main>
        <footer class="foot"><p>${words.footer}</p></footer>
      </body>
    </html>`.markup;
}
