import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with the next calls: nothing; refused before anything is done; done, and the connection cut before the answer. */
export type Fault = 'none' | 'refuse' | 'cut';

interface Message {
  id: number;
  content: string;
  message_type: string;
  private: boolean;
  source_id: string | null;
}
interface Conversation {
  id: number;
  inbox_id: number;
  contact_id: number;
  status: string;
  custom_attributes: Record<string, unknown>;
  messages: Message[];
}
interface Contact {
  id: number;
  identifier: string;
  name: string;
  contact_inboxes: { source_id: string; inbox: { id: number } }[];
}

/** Not chained: where restify has been loaded, `writeHead` gives nothing back. */
function reply(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(json));
}

const token = 'token-of-an-agent-bot';
const account = '7';
const inbox = 3;

/** A Chatwoot with one account and one inbox of the API channel: the calls that the adapter makes, over real HTTP, and its webhook. */
export async function chatwootStandIn() {
  const contacts: Contact[] = [];
  const conversations: Conversation[] = [];
  const faults: Fault[] = [];
  let down = false;
  let lastId = 100;
  const nextId = (): number => (lastId += 1);

  const routes: [
    string,
    RegExp,
    (match: RegExpExecArray, body: Record<string, unknown>, url: URL) => [number, unknown],
  ][] = [
    [
      'POST',
      /^\/contacts$/,
      (_match, body) => {
        const identifier = String(body.identifier);
        if (contacts.some((contact) => contact.identifier === identifier))
          return [422, { message: 'Identifier has already been taken', attributes: ['identifier'] }];
        const contact: Contact = {
          id: nextId(),
          identifier,
          name: String(body.name),
          contact_inboxes: [{ source_id: `source-${nextId()}`, inbox: { id: Number(body.inbox_id) } }],
        };
        contacts.push(contact);
        return [200, { payload: { contact, contact_inbox: contact.contact_inboxes[0] } }];
      },
    ],
    [
      'GET',
      /^\/contacts\/search$/,
      (_match, _body, url) => {
        const wanted = url.searchParams.get('q') ?? '';
        return [200, { payload: contacts.filter(({ identifier, name }) => `${identifier} ${name}`.includes(wanted)) }];
      },
    ],
    [
      'GET',
      /^\/contacts\/(\d+)\/conversations$/,
      ([, id]) => [200, { payload: conversations.filter(({ contact_id: contact }) => contact === Number(id)) }],
    ],
    [
      'POST',
      /^\/conversations$/,
      (_match, body) => {
        const known = contacts.some(({ contact_inboxes: there }) =>
          there.some(({ source_id: id }) => id === body.source_id),
        );
        if (!known) return [404, { error: 'Resource could not be found' }];
        const conversation: Conversation = {
          id: nextId(),
          inbox_id: Number(body.inbox_id),
          contact_id: Number(body.contact_id),
          status: String(body.status),
          custom_attributes: body.custom_attributes as Record<string, unknown>,
          messages: [],
        };
        conversations.push(conversation);
        return [200, { ...conversation, messages: [] }];
      },
    ],
    [
      'GET',
      /^\/conversations\/(\d+)\/messages$/,
      ([, id]) => [200, { meta: {}, payload: conversationNamed(id).messages.slice(-20) }],
    ],
    [
      'POST',
      /^\/conversations\/(\d+)\/messages$/,
      ([, id], body) => {
        const message: Message = {
          id: nextId(),
          content: String(body.content),
          message_type: String(body.message_type),
          private: body.private === true,
          source_id: typeof body.source_id === 'string' ? body.source_id : null,
        };
        conversationNamed(id).messages.push(message);
        return [200, message];
      },
    ],
    [
      'POST',
      /^\/conversations\/(\d+)\/toggle_status$/,
      ([, id], body) => {
        conversationNamed(id).status = String(body.status);
        return [200, { payload: { success: true, current_status: body.status } }];
      },
    ],
  ];

  const conversationNamed = (id: string | undefined): Conversation => {
    const found = conversations.find((conversation) => conversation.id === Number(id));
    if (!found) throw new Error(`The stand-in has no conversation ${id}.`);
    return found;
  };

  const answer = (request: IncomingMessage, body: Record<string, unknown>): [number, unknown] => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.headers['api_access_token'] !== token) return [401, { error: 'Invalid Access Token' }];
    const place = url.pathname.replace(`/api/v1/accounts/${account}`, '');
    for (const [method, pattern, act] of routes) {
      const match = pattern.exec(place);
      if (method === request.method && match) return act(match, body, url);
    }
    return [404, { error: 'not found' }];
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const fault = down ? 'refuse' : faults.shift();
    if (fault === 'refuse') return reply(response, 500, {});
    const [status, json] = answer(request, text === '' ? {} : (JSON.parse(text) as Record<string, unknown>));
    if (fault === 'cut') return void request.socket.destroy();
    reply(response, status, json);
  };

  const server: Server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const call = async (address: string, news: object): Promise<number> => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(news) });
    return response.status;
  };
  const agent = { id: 11, name: 'Freja Fiktiv', type: 'user' };

  return {
    settings: { url: `http://127.0.0.1:${port}`, accountId: account, inboxId: String(inbox), token },
    contacts,
    conversations,
    faults,
    /** Everything is refused until `false`. */
    setDown: (is: boolean) => void (down = is),
    /** Calls the webhook as Chatwoot does when an agent writes; `as` gives the message the id of an earlier one, as a call that comes twice has. */
    agentWrites(address: string, conversation: number, text: string, more: { isPrivate?: boolean; as?: number } = {}) {
      return call(address, {
        event: 'message_created',
        id: more.as ?? nextId(),
        content: text,
        message_type: 'outgoing',
        content_type: 'text',
        private: more.isPrivate === true,
        sender: agent,
        conversation: { id: conversation, status: 'open', inbox_id: inbox },
        account: { id: Number(account), name: 'Invented' },
      });
    },
    statusChanges(address: string, conversation: number, status: 'resolved' | 'pending' | 'open') {
      conversationNamed(String(conversation)).status = status;
      return call(address, {
        event: 'conversation_status_changed',
        id: conversation,
        status,
        meta: { assignee: agent },
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type ChatwootStandIn = Awaited<ReturnType<typeof chatwootStandIn>>;
