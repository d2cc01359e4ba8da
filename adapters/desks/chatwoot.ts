import { z } from 'zod';
import { callDesk, type DeskAnswer } from './call';
import { type DeskCase, type DeskEntry, type DeskEvent, DeskUnavailable, type OtherDesk } from './port';

/** Where a Chatwoot takes cases: an inbox of its API channel. */
export interface ChatwootSettings {
  /** Such as https://app.chatwoot.com; no slash at the end. */
  url: string;
  accountId: string;
  inboxId: string;
  /** `api_access_token` of an agent or an agent bot. */
  token: string;
}

const Payload = <Shape extends z.ZodType>(shape: Shape) => z.object({ payload: shape });
const ContactInbox = z.object({ source_id: z.string(), inbox: z.object({ id: z.number() }) });
const Contact = z.object({ id: z.number(), contact_inboxes: z.array(ContactInbox).optional() });
const CreatedContact = Payload(z.object({ contact: Contact, contact_inbox: z.object({ source_id: z.string() }) }));
const FoundContacts = Payload(z.array(Contact.extend({ identifier: z.string().nullish() })));
const Conversation = z.object({ id: z.number() });
const ContactConversations = Payload(
  z.array(
    Conversation.extend({
      inbox_id: z.number(),
      custom_attributes: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
);
const Messages = Payload(z.array(z.object({ source_id: z.string().nullish() })));

/**
 * Cases as conversations of Chatwoot's API channel. What the customer writes goes in as `incoming` messages, what was said before as one private note.
 *
 * Chatwoot knows no idempotency keys. So every contact, conversation and message carries our own name (`identifier`, `custom_attributes.case`,
 * `source_id`), and what may have arrived is looked for before it is sent again.
 */
export function chatwootDesk({ url, accountId, inboxId, token }: ChatwootSettings): OtherDesk {
  const base = `${url}/api/v1/accounts/${encodeURIComponent(accountId)}`;
  const headers = { 'Content-Type': 'application/json; charset=utf-8', api_access_token: token };
  const get = (what: string, path: string): Promise<DeskAnswer> =>
    callDesk(what, `${base}${path}`, { method: 'GET', headers });
  const post = (what: string, path: string, body: object, accept?: readonly number[]): Promise<DeskAnswer> =>
    callDesk(what, `${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }, accept);

  /** The contact of a customer, or of the one case of an anonymous visitor, and its name in the inbox. */
  const contactFor = async ({ id, number, customer }: DeskCase): Promise<{ contact: number; source: string }> => {
    const identifier = customer.kind === 'customer' ? `customer:${customer.customerId}` : `visitor:${id}`;
    const name = customer.kind === 'customer' ? (customer.name ?? customer.customerId) : `Visitor, case ${number}`;
    const made = await post('the contact', '/contacts', { inbox_id: Number(inboxId), name, identifier }, [422]);
    if (made.status !== 422) {
      const { payload } = read('the contact', CreatedContact, made);
      return { contact: payload.contact.id, source: payload.contact_inbox.source_id };
    }
    // 422: there is one of this identifier already.
    const found = read(
      'the search for the contact',
      FoundContacts,
      await get('the search for the contact', `/contacts/search?q=${encodeURIComponent(identifier)}`),
    );
    const known = found.payload.find((contact) => contact.identifier === identifier);
    if (!known) throw new DeskUnavailable('the contact was refused, and there is none of its identifier');
    const source = known.contact_inboxes?.find(({ inbox }) => inbox.id === Number(inboxId))?.source_id;
    return { contact: known.id, source: source ?? (await inboxOf(known.id)) };
  };

  const inboxOf = async (contact: number): Promise<string> => {
    const what = "the contact's place in the inbox";
    const made = await post(what, `/contacts/${contact}/contact_inboxes`, { inbox_id: Number(inboxId) });
    return read(what, z.object({ source_id: z.string() }), made).source_id;
  };

  const conversationOf = async (contact: number, caseId: string): Promise<string | undefined> => {
    const what = "the contact's conversations";
    const { payload } = read(what, ContactConversations, await get(what, `/contacts/${contact}/conversations`));
    const found = payload.find(({ custom_attributes: own }) => own?.['case'] === caseId);
    return found && String(found.id);
  };

  const hasMessage = async (remoteId: string, source: string): Promise<boolean> => {
    const what = 'the messages';
    const { payload } = read(what, Messages, await get(what, `/conversations/${remoteId}/messages`));
    return payload.some(({ source_id: id }) => id === source);
  };

  const say = async (remoteId: string, source: string, message: object): Promise<void> => {
    // The newest page is enough: what may have arrived was the last that was sent.
    if (await hasMessage(remoteId, source)) return;
    await post('the message', `/conversations/${remoteId}/messages`, { ...message, source_id: source });
  };

  return {
    async open(deskCase, saidSoFar) {
      const { contact, source } = await contactFor(deskCase);
      const remoteId = (await conversationOf(contact, deskCase.id)) ?? (await begin(deskCase, contact, source));
      const note = [deskCase.summary, transcript(saidSoFar)].filter((part) => part !== '').join('\n\n');
      await say(remoteId, `${deskCase.id}:opened`, { content: note, message_type: 'outgoing', private: true });
      // A note wakes nobody; the customer's own last words do.
      const last = saidSoFar.filter(({ who }) => who === 'customer').at(-1);
      if (last) await say(remoteId, `${deskCase.id}:${last.seq}`, incoming(last));
      return { remoteId };
    },
    deliver: (remoteId, { id }, entry) => say(remoteId, `${id}:${entry.seq}`, incoming(entry)),
    async end(remoteId) {
      await post('the end', `/conversations/${remoteId}/toggle_status`, { status: 'resolved' });
    },
  };

  async function begin({ id, number, reason, topic, language }: DeskCase, contact: number, source: string) {
    const what = 'the conversation';
    const made = await post(what, '/conversations', {
      source_id: source,
      inbox_id: Number(inboxId),
      contact_id: contact,
      status: 'open',
      custom_attributes: { case: id, case_number: number, reason, topic, language },
    });
    return String(read(what, Conversation, made).id);
  }
}

/** @throws DeskUnavailable for an answer of another shape: it is not Chatwoot that answers, or not one that we know */
function read<Shape extends z.ZodType>(what: string, shape: Shape, { json }: DeskAnswer): z.output<Shape> {
  const parsed = shape.safeParse(json);
  if (!parsed.success) throw new DeskUnavailable(`${what} was answered in a shape that is not Chatwoot's`);
  return parsed.data;
}

const filesOf = ({ attachments }: DeskEntry): string =>
  attachments.map(({ name, url }) => `\n[${name}](${url})`).join('');

const incoming = (entry: DeskEntry): object => ({
  content: `${entry.text}${filesOf(entry)}`,
  message_type: 'incoming',
  private: false,
});

/** Whose words: `Customer`, the bot, or a person by name. */
const speaker = ({ who, name }: DeskEntry): string =>
  who === 'customer' ? 'Customer' : who === 'person' ? (name ?? 'Person') : 'Bot';

/** What was said before, to be read at one go. */
const transcript = (entries: readonly DeskEntry[]): string =>
  entries
    .filter(({ who }) => who !== 'receipt')
    .map((entry) => `**${speaker(entry)}:** ${entry.text}${filesOf(entry)}`)
    .join('\n\n');

/** The parts of Chatwoot's webhook that we use; everything else is let through unread. */
export const ChatwootNews = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('message_created'),
    id: z.number(),
    content: z.string().nullish(),
    message_type: z.union([z.string(), z.number()]),
    private: z.boolean().default(false),
    sender: z.object({ id: z.number(), name: z.string().nullish() }).nullish(),
    conversation: z.object({ id: z.number() }),
  }),
  z.object({
    event: z.literal('conversation_status_changed'),
    id: z.number(),
    status: z.enum(['open', 'resolved', 'pending', 'snoozed']),
    meta: z.object({ assignee: z.object({ id: z.number(), name: z.string().nullish() }).nullish() }).optional(),
  }),
  z.object({
    event: z.literal('conversation_typing_on'),
    user: z.object({ id: z.number(), name: z.string().nullish() }),
    conversation: z.object({ id: z.number() }),
    is_private: z.boolean().default(false),
  }),
]);
export type ChatwootNews = z.infer<typeof ChatwootNews>;

const named = (who: { id: number; name?: string | null | undefined } | null | undefined) => ({
  id: `chatwoot-${who?.id ?? 0}`,
  name: who?.name?.trim() || 'Support',
});

/** 1 and `outgoing` are what a person wrote to the customer; 0 is the customer's own, 2 and 3 are Chatwoot's remarks. */
const isOutgoing = (type: string | number): boolean => type === 'outgoing' || type === 1;

/**
 * What a call of Chatwoot's webhook says, in our words; undefined for what does not concern the customer (notes, the customer's own words, remarks).
 * @param caseOf our case of a conversation of Chatwoot's
 */
export async function chatwootEvent(
  news: ChatwootNews,
  caseOf: (remoteId: string) => Promise<string | undefined>,
): Promise<DeskEvent | undefined> {
  switch (news.event) {
    case 'message_created': {
      const text = news.content?.trim() ?? '';
      if (news.private || !isOutgoing(news.message_type) || text === '') return undefined;
      const found = await caseOf(String(news.conversation.id));
      return found === undefined
        ? undefined
        : { type: 'message', id: `message-${news.id}`, case: found, person: named(news.sender), text };
    }
    case 'conversation_status_changed': {
      const found = await caseOf(String(news.id));
      const person = named(news.meta?.assignee);
      const id = `status-${news.id}-${news.status}`;
      if (found === undefined) return undefined;
      if (news.status === 'resolved')
        return { type: 'closed', id, case: found, person, outcome: 'solved', summary: '' };
      // Chatwoot's word for "the bot has it".
      return news.status === 'pending' ? { type: 'returned', id, case: found, person } : undefined;
    }
    case 'conversation_typing_on': {
      if (news.is_private) return undefined;
      const found = await caseOf(String(news.conversation.id));
      return found === undefined ? undefined : { type: 'typing', id: 'typing', case: found, person: named(news.user) };
    }
    default:
      throw new Error(`Unhandled news: ${news satisfies never}`);
  }
}
