import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { projectPath } from '../../knowledge';
import { startTestService, type TestService } from '../start-test-service';
import { happening, SlowAnswers } from './slow-answers';

/** What the Playground tells the page that it shows. */
interface Shown {
  action: string;
  message?: { type?: string; text?: string; content?: string };
}

const answers = new SlowAnswers();
const conversation = 'conv-1';
const customer = { id: 'user-id-0' };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let service: TestService;
let playground: ChildProcess;
let folder: string;
let url: string;
let socket: WebSocket;
const shown: Shown[] = [];

const call = (place: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/${place}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

async function until<T>(what: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await what();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Microsoft's own stand-in for Teams: it speaks as Teams does, without an account or a network. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-playground-'));
  service = await startTestService({ BOT_AUTH: 'off' }, { responder: answers.responder });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const program = projectPath('node_modules', '.bin', 'agentsplayground');
  const quiet = ['--disable-telemetry', '--conversation-id', conversation];
  const run = ['start', '-e', `${service.url}/api/messages`, '-c', 'msteams', '-p', String(port), ...quiet];
  const env = { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', TEAMSAPPTESTER_LOGFILE: path.join(folder, 'log') };
  playground = spawn(process.execPath, [program, ...run], { cwd: folder, env, stdio: 'ignore' });
  await until(() =>
    call('_internal/v1/config').then(
      ({ ok }) => ok || undefined,
      () => undefined,
    ),
  );
  socket = new WebSocket(`${url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`);
  socket.on('message', (data: Buffer) => shown.push(JSON.parse(data.toString()) as Shown));
  await once(socket, 'open');
});
afterAll(async () => {
  socket?.close();
  if (playground?.exitCode === null) {
    playground.kill();
    await once(playground, 'exit');
  }
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

const says = (text: string): Promise<Response> =>
  call(`_conversation/v1/conversations/${conversation}/messages`, {
    ...{ type: 'text', text, textFormat: 'plain', from: customer },
  });
const isShown = (words: string): Promise<true> => until(() => JSON.stringify(shown).includes(words) || undefined);

test('in the Agents Playground the bot greets and answers with its source', async () => {
  await call(`_debug/conversation/${conversation}/installation`, { action: 'add' });
  await isShown('Atradius');
  expect((await says('Hvornår får vi svar, hvis sagen trækker ud?')).ok).toBe(true);
  await isShown('/documents/charter.da');
});

test('an answer that grows is shown as it does, and then whole', async () => {
  const seen = happening();
  answers.on('et langt svar', async (stream) => {
    stream?.sentence('Begyndt,');
    await seen.happened;
    return 'Begyndt, og nu færdig.';
  });
  await says('et langt svar');
  await isShown('"Begyndt,"');
  seen.happen();
  await isShown('"Begyndt, og nu færdig."');
});
