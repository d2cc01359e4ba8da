import type { Activity } from 'botbuilder';
import type { Spoken } from '../../dialogs';
import { adaptiveCard, adaptiveCardType } from '../../dialogs/cards';
import type { Citation } from '../../knowledge';

const localeOf = { da: 'da-DK', en: 'en-GB', sv: 'sv-SE', no: 'nb-NO', de: 'de-DE', nl: 'nl-NL' } as const;

/** Links are relative to the service; a channel elsewhere needs the whole address. */
const absolute = (link: string, address: string): string => (link.startsWith('/') ? address + link : link);

const titleOf = (citation: Citation): string => `${citation.title} – ${citation.heading}`;

/** A schema.org message as Teams and Web Chat read it: its citations are claims, numbered as in the text. */
const messageEntity = (citations: Citation[], address: string, isTeams: boolean) => ({
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  // Teams then says beside the message that no person wrote it.
  ...(isTeams ? { additionalType: ['AIGeneratedContent'] } : {}),
  ...(citations.length === 0
    ? {}
    : {
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
      }),
});

/** Our own widget shows the button for a person beneath the conversation, and needs to know which it is. Teams shows thumbs under an answer when asked to. */
function channelDataOf({ citations, person }: Spoken, isTeams: boolean): Record<string, unknown> | undefined {
  if (!isTeams) return { citations, ...(person ? { person } : {}) };
  return citations.length === 0 ? undefined : { feedbackLoop: { type: 'default' } };
}

/** Markdown link definitions: `[1]` in the text becomes a link in clients that know nothing of citation entities. */
const definitions = (citations: Citation[], address: string): string =>
  citations
    .map(
      (citation, index) =>
        `[${index + 1}]: ${absolute(citation.link, address)} "${titleOf(citation).replaceAll('"', "'")}"`,
    )
    .join('\n');

/**
 * What shows the reply. Cards and text would tell the facts twice, so each client gets one of them:
 * - Teams and Web Chat draw cards: they get the card, and in `text` only what is said beside it.
 * - Everything else gets the whole text and no card: our own widget does not draw cards, and of another Direct Line client nothing is known.
 */
export type Client = 'teams' | 'web-chat' | 'text';

/** The client that an activity came from; Direct Line's endpoint has noted which of them is Web Chat. */
export function clientOf({ channelId, channelData }: Pick<Partial<Activity>, 'channelId' | 'channelData'>): Client {
  if (channelId === 'msteams') return 'teams';
  const isWebChat = (channelData as { isWebChat?: boolean } | undefined)?.isWebChat === true;
  return channelId === 'directline' && isWebChat ? 'web-chat' : 'text';
}

/** What the reply's card leaves to say in words, and to press beside it. */
function besideCard({ text, suggestions, card }: Spoken): Pick<Spoken, 'text' | 'suggestions'> {
  if (!card) return { text, suggestions };
  const onCard = new Set(card.sections.flatMap(({ actions }) => actions.map(({ value }) => value)));
  return { text: card.beside, suggestions: suggestions.filter(({ value }) => !onCard.has(value)) };
}

/**
 * A reply as an activity.
 * @param address where customers reach the service, for links; no slash at the end
 * @param client Teams shows citations by their entity and knows no link definitions
 */
export function replyActivity(spoken: Spoken, address: string, client: Client): Partial<Activity> {
  const { citations, language } = spoken;
  const isTeams = client === 'teams';
  const card = client === 'text' ? undefined : spoken.card;
  const { text: words, suggestions: own } = card ? besideCard(spoken) : spoken;
  const person = spoken.person ?? undefined;
  const suggestions = person ? [...own, person] : own;
  const channelData = channelDataOf(spoken, isTeams);
  const text = citations.length === 0 || isTeams ? words : `${words}\n\n${definitions(citations, address)}`;
  return {
    type: 'message',
    text,
    textFormat: 'markdown',
    locale: localeOf[language],
    ...(suggestions.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [],
            actions: suggestions.map(({ title, value }) => ({ type: 'imBack', title, value })),
          },
        }),
    ...(card
      ? {
          // What Teams shows in a notification, where no card fits.
          summary: card.sections.map(({ title }) => title).join(', '),
          attachments: [{ contentType: adaptiveCardType, content: adaptiveCard(card, language, isTeams) }],
        }
      : {}),
    ...(citations.length > 0 || isTeams ? { entities: [messageEntity(citations, address, isTeams)] } : {}),
    ...(channelData === undefined ? {} : { channelData }),
  };
}
