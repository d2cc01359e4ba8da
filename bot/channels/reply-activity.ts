import type { Activity } from 'botbuilder';
import type { Spoken } from '../../dialogs';
import type { Citation } from '../../knowledge';

const localeOf = { da: 'da-DK', en: 'en-GB', sv: 'sv-SE', no: 'nb-NO', de: 'de-DE', nl: 'nl-NL' } as const;

/** Links are relative to the service; a channel elsewhere needs the whole address. */
const absolute = (link: string, address: string): string => (link.startsWith('/') ? address + link : link);

const titleOf = (citation: Citation): string => `${citation.title} – ${citation.heading}`;

/** Citations as Teams and Web Chat read them: claims of a schema.org message, numbered as in the text. */
const citationEntity = (citations: Citation[], address: string) => ({
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  citation: citations.map((citation, index) => ({
    '@type': 'Claim',
    position: index + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: titleOf(citation).slice(0, 80),
      url: absolute(citation.link, address),
      abstract: citation.quote.length > 160 ? `${citation.quote.slice(0, 157)}…` : citation.quote,
    },
  })),
});

/** Markdown link definitions: `[1]` in the text becomes a link in clients that know nothing of citation entities. */
const definitions = (citations: Citation[], address: string): string =>
  citations
    .map(
      (citation, index) =>
        `[${index + 1}]: ${absolute(citation.link, address)} "${titleOf(citation).replaceAll('"', "'")}"`,
    )
    .join('\n');

/**
 * A reply as an activity.
 * @param address where customers reach the service, for links; no slash at the end
 * @param isTeams Teams shows citations by their entity and knows no link definitions
 */
export function replyActivity(spoken: Spoken, address: string, isTeams: boolean): Partial<Activity> {
  const { citations, suggestions } = spoken;
  const text = citations.length === 0 || isTeams ? spoken.text : `${spoken.text}\n\n${definitions(citations, address)}`;
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    locale: localeOf[spoken.language],
    ...(suggestions.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [],
            actions: suggestions.map(({ title, value }) => ({ type: 'imBack', title, value })),
          },
        }),
    ...(citations.length === 0 ? {} : { entities: [citationEntity(citations, address)] }),
    ...(isTeams ? {} : { channelData: { citations } }),
  };
}
