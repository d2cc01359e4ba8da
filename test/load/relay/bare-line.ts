import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Bench } from '../benchmark';
import { startServer } from '../turn/server-process';
import type { Crowd, End, Line } from './line';

interface Said {
  conversation: string;
  text: string;
}

/** A socket, and its end of each of its conversations. */
async function connect(url: string, conversations: string[]): Promise<{ socket: WebSocket; ends: Map<string, End> }> {
  const query = new URLSearchParams(conversations.map((conversation) => ['has', conversation]));
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?${query}`, { perMessageDeflate: false });
  const listeners = new Map<string, (text: string) => void>();
  socket.on('message', (data: Buffer) => {
    const { conversation, text } = JSON.parse(data.toString()) as Said;
    listeners.get(conversation)?.(text);
  });
  await once(socket, 'open');
  const end = (conversation: string): End => ({
    send: async (text) => socket.send(JSON.stringify({ conversation, text } satisfies Said)),
    onSeen: (listener) => void listeners.set(conversation, listener),
  });
  return { socket, ends: new Map(conversations.map((conversation) => [conversation, end(conversation)])) };
}

/** The least that a relay can be: both ends on WebSockets of one `ws` server, in memory, without accounts, checks or a log. */
export async function bareLine(bench: Bench, { conversations, staff }: Crowd): Promise<Line> {
  const server = await startServer(bench, '../test/load/relay/bare-relay', {});
  await server.listening();
  const names = Array.from({ length: conversations }, (_, at) => String(at));
  const customers = await Promise.all(names.map((name) => connect(server.url, [name])));
  const desks = await Promise.all(
    Array.from({ length: staff }, (_, at) =>
      connect(
        server.url,
        names.filter((name) => Number(name) % staff === at),
      ),
    ),
  );
  const endOf = (connected: { ends: Map<string, End> } | undefined, name: string): End => {
    const end = connected?.ends.get(name);
    if (!end) throw new Error(`Nobody has conversation ${name}.`);
    return end;
  };
  return {
    name: 'bare ws relay, in memory',
    pid: server.pid,
    pairs: names.map((name, at) => ({ customer: endOf(customers[at], name), staff: endOf(desks[at % staff], name) })),
    async close() {
      for (const { socket } of [...customers, ...desks]) socket.terminate();
      await server.stop();
    },
  };
}
