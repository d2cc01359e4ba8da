import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { modelSpans } from '../../bot/model-spans';
import type { HelpTrace } from '../../knowledge/understanding';
import type { WritingTrace } from '../../knowledge/writing';

/** A collector that keeps what it is sent, and answers with this status. */
async function collector(
  status: number,
): Promise<{ server: Server; url: string; got: { path: string; key: unknown; body: string }[] }> {
  const got: { path: string; key: unknown; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      got.push({ path: request.url ?? '', key: request.headers['api-key'], body });
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

const help: HelpTrace = {
  step: 'rewrite',
  model: 'openai:stand-in',
  promptVersion: 1,
  outcome: 'offline',
  failure: 'the question is another one',
  used: { input: 300, output: 60 },
  ms: 250,
};
const answer: WritingTrace = {
  model: 'openai:stand-in',
  promptVersion: 1,
  sources: ['charter#opening'],
  outcome: 'part-written',
  shown: 1,
  broken: ['number'],
  used: { input: 900, output: 80 },
  ms: 1200,
  firstSentenceMs: 400,
  helps: [{ step: 'rewrite', promptVersion: 1, outcome: 'offline' }],
};
const settings = (endpoint: string) => ({ endpoint, headers: { 'api-key': 's3cret' }, serviceName: 'charterdesk' });
const now = (): Date => new Date('2026-11-23T10:00:00Z');

test('each answer and each step of understanding is a span at the collector, from its beginning to its end', async () => {
  const { server, url, got } = await collector(200);
  const failures: unknown[] = [];
  const spans = modelSpans(settings(url), now, (error) => failures.push(error));
  spans.helped(help, 'c-1');
  spans.written(answer, 'c-1');
  await spans.stop();
  server.close();
  expect(failures).toEqual([]);
  expect(got.map(({ path, key }) => ({ path, key }))).toEqual([{ path: '/v1/traces', key: 's3cret' }]);
  const [first, second] = (
    JSON.parse(got[0]?.body ?? '') as {
      resourceSpans: {
        scopeSpans: { spans: { name: string; startTimeUnixNano: string; endTimeUnixNano: string }[] }[];
      }[];
    }
  ).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  expect([first?.name, second?.name]).toEqual(['rewrite openai:stand-in', 'answer openai:stand-in']);
  expect(BigInt(second?.endTimeUnixNano ?? 0) - BigInt(second?.startTimeUnixNano ?? 0)).toBe(1_200_000_000n);
  for (const told of [
    'charterdesk.prompt_version',
    'charter#opening',
    'gen_ai.usage.input_tokens',
    'rewrite: offline',
    'c-1',
  ])
    expect(got[0]?.body).toContain(told);
});

test('a collector that refuses costs a warning, and nothing waits for it', async () => {
  const { server, url } = await collector(400);
  const failures: unknown[] = [];
  const spans = modelSpans(settings(url), now, (error) => failures.push(error));
  spans.written(answer, undefined);
  await spans.stop();
  server.close();
  expect(failures.length).toBeGreaterThan(0);
});
