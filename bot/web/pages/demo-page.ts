import type { DocumentSummary, ReplyLanguage } from '../../../knowledge';
import { introduction } from './demo-customers';
import { html, type Html } from './html';
import { shell } from './shell';
import { editionFact, homeHref, ownName, pageWords, writtenDate } from './words';

interface DemoWords {
  eyebrow: string;
  heading: string;
  lead: string;
  examplesHeading: string;
  examplesLead: string;
  examples: string[];
  documentsHeading: string;
  documentsLead: string;
  noDocuments: string;
  signInHeading: string;
  signInLead: string;
  customer: string;
  signIn: string;
  signOut: string;
  signedInAs: string;
  notSignedIn: string;
  tryAsking: string;
  connectTeams: string;
  openTeams: string;
  teamsNote: string;
  noTeams: string;
}

/** A customer that a visitor of the demo may play. */
export interface PlayedCustomer {
  customerId: string;
  name: string;
}

const demoWords: Record<ReplyLanguage, DemoWords> = {
  da: {
    eyebrow: 'Kundeservice',
    heading: 'Hvad kan vi hjælpe med?',
    lead: 'Spørg om administrationen af policen, kreditmaksimum, skader, inkasso, klager og onlinesystemerne. Du får svar med det samme, og hvert svar viser det sted, det bygger på.',
    examplesHeading: 'Prøv for eksempel',
    examplesLead: 'Vælg et spørgsmål, så åbner chatten og stiller det.',
    examples: [
      'Hvornår får vi svar, hvis sagen trækker ud?',
      'Får vi en frist, før et kreditmaksimum bliver sat ned?',
      'Hvordan anmelder vi en skade?',
      'Hvordan sender vi en sag til inkasso?',
      'Hvordan indberetter vi omsætning?',
      'Hvordan får en ny kollega adgang til Atrium?',
      'Hvor klager vi over en afgørelse?',
      'Hvad betyder karensperiode?',
      'Hvordan får jeg fat i jer?',
    ],
    documentsHeading: 'Dokumenterne bag svarene',
    documentsLead: 'Assistenten svarer kun ud fra disse dokumenter. Læs dem selv her.',
    noDocuments: 'Der er ingen dokumenter endnu.',
    signInHeading: 'Prøv som kunde',
    signInLead:
      'Her spiller siden forsikringsselskabets egen hjemmeside. Log ind som en af de opdigtede kunder, så kan assistenten slå kundens policer, kreditmaksimum og sager op.',
    customer: 'Kunde',
    signIn: 'Log ind',
    signOut: 'Log ud',
    signedInAs: 'Logget ind som',
    notSignedIn: 'Du kunne ikke logges ind. Prøv igen om lidt.',
    tryAsking: 'Spørg for eksempel',
    connectTeams: 'Forbind Teams',
    openTeams: 'Åbn Teams og send beskeden, der står klar',
    teamsNote: 'Linket virker én gang og i et kvarter. Så kender assistenten dig også i Teams.',
    noTeams: 'Der kunne ikke laves et link. Prøv igen om lidt.',
  },
  en: {
    eyebrow: 'Customer service',
    heading: 'How can we help?',
    lead: 'Ask about running your policy, credit limits, claims, collections, complaints and the online systems. You get an answer at once, and every answer shows the passage it rests on.',
    examplesHeading: 'Try one of these',
    examplesLead: 'Pick a question: the chat opens and asks it.',
    examples: [
      'When do we hear from you if our case is delayed?',
      'Do we get notice before a credit limit is reduced?',
      'How do we file a claim?',
      'How do we hand over a debt for collection?',
      'How do we declare turnover?',
      'How does a new colleague get access to Atrium?',
      'Where do we complain about a decision?',
      'What does waiting period mean?',
      'How do I get in touch with you?',
    ],
    documentsHeading: 'The documents behind the answers',
    documentsLead: 'The assistant answers from these documents only. Read them for yourself here.',
    noDocuments: 'There are no documents yet.',
    signInHeading: 'Try it as a customer',
    signInLead:
      'Here the page plays the insurer’s own site. Sign in as one of the invented customers, and the assistant can look up that customer’s policies, credit limits and cases.',
    customer: 'Customer',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    notSignedIn: 'You could not be signed in. Please try again in a moment.',
    tryAsking: 'Try asking',
    connectTeams: 'Connect Teams',
    openTeams: 'Open Teams and send the message that is ready there',
    teamsNote: 'The link works once, for a quarter of an hour. The assistant then knows you in Teams too.',
    noTeams: 'No link could be made. Please try again in a moment.',
  },
};

/**
 * The front page of an invented insurer's customer service: the chat, questions to try, and the documents.
 * `documents` are those that any visitor may see.
 */
export function demoPage({
  language,
  companyName,
  documents,
  customers,
  hasTeams,
}: {
  language: ReplyLanguage;
  companyName: string;
  documents: readonly DocumentSummary[];
  /** The invented customers that can be played; none where the records are not the demo's. */
  customers: readonly PlayedCustomer[];
  /** A bot is registered, so that a customer can be connected with Teams. */
  hasTeams: boolean;
}): string {
  const words = demoWords[language];
  const other = language === 'da' ? 'en' : 'da';
  return shell({
    language,
    title: words.eyebrow,
    companyName,
    corner: html`<a class="switch" href="${homeHref(other)}" lang="${other}" hreflang="${other}">${ownName[other]}</a>`,
    scripts: [
      html`<script src="/widget.js" data-language="${language}" async></script>`,
      html`<script src="/assets/demo.js" defer></script>`,
    ],
    body: html`
      <div class="hero">
        <p class="eyebrow">${words.eyebrow}</p>
        <h1>${words.heading}</h1>
        <p class="lead">${words.lead}</p>
      </div>
      <section class="examples" aria-labelledby="examples">
        <h2 id="examples">${words.examplesHeading}</h2>
        <p>${words.examplesLead}</p>
        <ul>
          ${words.examples.map((question) => html`<li><button type="button" data-question="${question}">${question}</button></li>`)}
        </ul>
      </section>
      ${customers.length > 0 ? signInSection({ words, language, customers, hasTeams }) : undefined}
      <section class="documents" aria-labelledby="documents">
        <h2 id="documents">${words.documentsHeading}</h2>
        <p>${documents.length > 0 ? words.documentsLead : words.noDocuments}</p>
        <ul>
          ${works(documents).map((editions) => workCard(editions, language))}
        </ul>
      </section>
    `,
  });
}

interface SignIn {
  words: DemoWords;
  language: ReplyLanguage;
  customers: readonly PlayedCustomer[];
  hasTeams: boolean;
}

const signInSection = ({ words, language, customers, hasTeams }: SignIn): Html => html`
  <section
    class="sign-in"
    aria-labelledby="sign-in"
    data-not-signed-in="${words.notSignedIn}"
    data-no-teams="${words.noTeams}"
  >
    <h2 id="sign-in">${words.signInHeading}</h2>
    <p>${words.signInLead}</p>
    <form>
      <label for="customer">${words.customer}</label>
      <select id="customer" name="customer">
        ${customers.map(({ customerId, name }) => html`<option value="${customerId}">${name}</option>`)}
      </select>
      <button type="submit" class="primary">${words.signIn}</button>
    </form>
    <div class="signed-in" hidden>
      <span>${words.signedInAs} <strong></strong></span>
      ${hasTeams ? html`<button type="button" data-do="connect-teams">${words.connectTeams}</button>` : undefined}
      <button type="button" data-do="sign-out">${words.signOut}</button>
    </div>
    <p role="status"></p>
    <p class="teams-link" hidden>
      <a target="_blank" rel="noopener">${words.openTeams}</a>
      <span>${words.teamsNote}</span>
    </p>
    ${customers.map(({ customerId }) => introductionOf(customerId, words, language))}
  </section>
`;

function introductionOf(customerId: string, words: DemoWords, language: ReplyLanguage): Html {
  const { about, questions } = introduction(customerId, language);
  return html`<div class="introduction" data-customer="${customerId}" hidden>
    <p>${about}</p>
    <div class="to-ask" hidden>
      <h3>${words.tryAsking}</h3>
      <ul>
        ${questions.map((question) => html`<li><button type="button" data-question="${question}">${question}</button></li>`)}
      </ul>
    </div>
  </div>`;
}

/** The language editions of each work, in the order in which the works first appear. */
function works(documents: readonly DocumentSummary[]): DocumentSummary[][] {
  const editions = new Map<string, DocumentSummary[]>();
  for (const document of documents) editions.set(document.work, [...(editions.get(document.work) ?? []), document]);
  return [...editions.values()];
}

function workCard(editions: DocumentSummary[], language: ReplyLanguage): Html {
  const shown = editions.find((document) => document.language === language) ?? editions[0];
  if (!shown) return html``;
  const words = pageWords[language];
  return html`<li class="card">
    <h3 lang="${shown.language}"><a href="${documentHref(shown)}">${shown.title}</a></h3>
    <p class="facts">
      ${editionFact(shown, language)}
      ${shown.date ? html`<span>${writtenDate(shown.date, language)}</span>` : undefined}
      <span>${words.audience[shown.audience]}</span>
    </p>
    <p class="languages">
      ${editions.map(
        (edition) =>
          html`<a href="${documentHref(edition)}" lang="${edition.language}" hreflang="${edition.language}"
            >${ownName[edition.language]}</a
          > `,
      )}
    </p>
  </li>`;
}

/** Where the viewer shows a document. */
export function documentHref({ name }: Pick<DocumentSummary, 'name'>): string {
  return `/documents/${encodeURIComponent(name)}`;
}
