import { Agent, request } from 'node:http';

/** Connections are kept, as every real client keeps them. */
export const keptConnections = new Agent({ keepAlive: true, maxSockets: 64 });

/** Posts JSON over kept connections. @throws when the answer's status is not 2xx */
export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const payload = Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: keptConnections,
        headers: { 'Content-Type': 'application/json', 'Content-Length': payload.length, ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const status = response.statusCode ?? 0;
          if (status < 200 || status > 299) reject(new Error(`${url} answered ${status}: ${text.slice(0, 300)}`));
          else resolve(text === '' ? undefined : JSON.parse(text));
        });
      },
    );
    call.on('error', reject);
    call.end(payload);
  });
}
