import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../adapters/signed-request';
import type { Fault } from './chatwoot-stand-in';

export interface Told {
  key: string;
  type: 'opened' | 'message' | 'ended';
  case: { id: string; number?: number; summary?: string };
  entry?: { seq: number; text: string };
  entries?: { who: string; text: string }[];
  how?: string;
}

/** Not chained: where restify has been loaded, `writeHead` gives nothing back. */
function reply(response: ServerResponse, status: number): void {
  response.writeHead(status);
  response.end();
}

/** A desk behind one address, that takes signed JSON and knows by its key what has come before. */
export async function webhookStandIn(secret: string) {
  const told: Told[] = [];
  const calls: string[] = [];
  const faults: Fault[] = [];
  let down = false;
  let waiting: (() => void)[] = [];

  const server: Server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const key = String(request.headers['idempotency-key']);
      calls.push(key);
      const fault = down ? 'refuse' : faults.shift();
      const seconds = Number(request.headers['x-charterdesk-timestamp']);
      const genuine = request.headers['x-charterdesk-signature'] === signatureOf(secret, seconds, text);
      if (!genuine || fault === 'refuse') return reply(response, genuine ? 500 : 401);
      if (!told.some((before) => before.key === key)) told.push({ key, ...(JSON.parse(text) as Omit<Told, 'key'>) });
      for (const wake of waiting.splice(0)) wake();
      if (fault === 'cut') return void request.socket.destroy();
      reply(response, 200);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cases`,
    /** What was told, each thing once. */
    told,
    /** The keys of all calls, also of those that were repeated. */
    calls,
    faults,
    setDown: (is: boolean) => void (down = is),
    /** Resolves once something told is as wanted. */
    async until(wanted: (one: Told) => boolean): Promise<Told> {
      for (;;) {
        const found = told.find(wanted);
        if (found) return found;
        await new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
