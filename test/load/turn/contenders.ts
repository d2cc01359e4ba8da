import type { Bench } from '../benchmark';
import { connectorTarget, type LoopbackConnector } from './connector-target';
import { directLineTarget } from './direct-line-target';
import { type ServerProcess, startServer } from './server-process';
import type { Target } from './target';

/** A server under measurement: how to start it, and how to talk to it. */
export interface Contender {
  name: string;
  start(bench: Bench): Promise<ServerProcess>;
  target(url: string): Target;
}

/** Our service, with its limits on visitors lifted: the generator is one visitor from one address. */
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

/** The Bot Framework's own minimum. */
export const echoBot = (connector: LoopbackConnector): Contender => ({
  name: 'echo bot',
  start: (bench) => startServer(bench, '../test/load/echo-bot', {}),
  target: (url) => connectorTarget('echo bot, connector', url, connector),
});
