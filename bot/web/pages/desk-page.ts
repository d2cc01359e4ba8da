import type { ReplyLanguage } from '../../../knowledge';
import { html } from './html';

const deskWords: Record<ReplyLanguage, { title: string; needsScript: string }> = {
  da: { title: 'Kundepulten', needsScript: 'Pulten kræver, at JavaScript er slået til.' },
  en: { title: 'Customer desk', needsScript: 'The desk needs JavaScript to be turned on.' },
};

/** Where staff work: a shell that the desk's script fills. It says nothing about anybody; that comes by the desk's API to those who are signed in. */
export function deskPage({ language, companyName }: { language: ReplyLanguage; companyName: string }): string {
  const words = deskWords[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${words.title} – ${companyName}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/desk.css" />
        <script src="/assets/desk.js" defer></script>
      </head>
      <body>
        <div id="desk"></div>
        <noscript><p>${words.needsScript}</p></noscript>
      </body>
    </html>`.markup;
}
