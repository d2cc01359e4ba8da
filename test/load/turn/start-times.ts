import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { residentBytes } from '../../../knowledge/ingest/resident-memory';
import type { Bench } from '../benchmark';
import { connectorTarget, type LoopbackConnector } from './connector-target';
import { directLineTarget } from './direct-line-target';
import { startServer, type ServerProcess } from './server-process';
import type { Target } from './target';

/** A server under measurement: how to start it, and how to talk to it. */
export interface Contender {
  name: string;
  start(bench: Bench): Promise<ServerProcess>;
  target(url: string): Target;
}

/** A folder that is gone after the run. */
export async function temporaryFolder(bench: Bench): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-bench-'));
  bench.atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Our service, with its limits on visitors lifted: a generator is one visitor from one address. */
export const charterdesk = (dataDirectory: string): Contender => ({
  name: 'charterdesk',
  start: (bench) =>
    startServer(bench, 'main', {
      HOST: '127.0.0.1',
      DATA_DIR: dataDirectory,
      LOG_LEVEL: 'error',
      RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
      RATE_LIMIT_CONVERSATIONS_PER_MINUTE: '1000000',
      RATE_LIMIT_REQUESTS_PER_MINUTE: '10000000',
    }),
  target: (url) => directLineTarget('charterdesk, Direct Line', url),
});

export const echoBot = (connector: LoopbackConnector): Contender => ({
  name: 'echo bot',
  start: (bench) => startServer(bench, '../test/load/echo-bot', {}),
  target: (url) => connectorTarget('echo bot, connector', url, connector),
});

export interface Start {
  /** From the start of the process to its taking connections. */
  listeningMs: number;
  /** From the start of the process to the first reply seen. */
  answerMs: number;
  residentMb: number | undefined;
}

/** Starts a server, asks it one question, stops it. */
export async function timeStart(bench: Bench, contender: Contender, question: string): Promise<Start> {
  const server = await contender.start(bench);
  await server.listening();
  const listeningMs = performance.now() - server.startedAt;
  const conversation = await contender.target(server.url).open();
  await conversation.turn(question);
  const answerMs = performance.now() - server.startedAt;
  const resident = await residentBytes(server.pid);
  conversation.close();
  await server.stop();
  return { listeningMs, answerMs, residentMb: resident && resident / 1e6 };
}
