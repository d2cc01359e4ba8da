import { createServer, type IncomingMessage, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Bench } from '../benchmark';
import { postJson } from './post-json';
import type { Target } from './target';

/** The channel's side of the Bot Framework: a loopback server that bots send their replies to. */
export interface LoopbackConnector {
  url: string;
  /** Resolves with the next reply to a conversation. */
  nextReply(conversation: string): Promise<unknown>;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

export async function loopbackConnector(bench: Bench): Promise<LoopbackConnector> {
  const waiting = new Map<string, (reply: unknown) => void>();
  const server: Server = createServer((request, response) => {
    readBody(request).then(
      (reply) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end('{"id":"1"}');
        waiting.get(decodeURIComponent(request.url?.split('/')[3] ?? ''))?.(reply);
      },
      () => {
        response.statusCode = 400;
        response.end();
      },
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bench.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextReply: (conversation) => new Promise((resolve) => waiting.set(conversation, resolve)),
  };
}

const messageTo = (connector: string, conversation: string, text: string) => ({
  type: 'message',
  id: randomUUID(),
  timestamp: new Date().toISOString(),
  channelId: 'emulator',
  serviceUrl: connector,
  from: { id: 'visitor', name: 'Visitor', role: 'user' },
  recipient: { id: 'bot', name: 'Bot', role: 'bot' },
  conversation: { id: conversation },
  locale: 'da-DK',
  text,
});

/** A bot behind `POST /api/messages`, its reply received by the loopback connector. */
export function connectorTarget(name: string, url: string, connector: LoopbackConnector): Target {
  return {
    name,
    open: async () => {
      const conversation = randomUUID();
      return {
        async turn(text) {
          const reply = connector.nextReply(conversation);
          await postJson(`${url}/api/messages`, messageTo(connector.url, conversation, text));
          await reply;
        },
        close: () => undefined,
      };
    },
  };
}

/** The same bot with `deliveryMode: expectReplies`: its reply comes in the response, without a request back. */
export function expectRepliesTarget(name: string, url: string, connector: LoopbackConnector): Target {
  return {
    name,
    open: async () => {
      const conversation = randomUUID();
      return {
        async turn(text) {
          const message = { ...messageTo(connector.url, conversation, text), deliveryMode: 'expectReplies' };
          const answered = (await postJson(`${url}/api/messages`, message)) as { activities?: unknown[] } | undefined;
          if (answered?.activities?.length !== 1) throw new Error(`No reply came from ${name}.`);
        },
        close: () => undefined,
      };
    },
  };
}
