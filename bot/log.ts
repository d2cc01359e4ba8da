import pino, { type Logger } from 'pino';
import type { Config } from './config';

/** What may stand in the log beside the message: ids, kinds, counts and times. Never what a person wrote, is called, or can be reached by. */
export interface LogFields {
  conversation?: string;
  handoff?: string;
  reference?: string;
  channel?: string;
  kind?: string;
  status?: number | string;
  durationMs?: number;
  count?: number;
  route?: string;
  reason?: string;
  version?: string;
  err?: unknown;
}

/** The log of the running service. The type is the fence: a field that is not listed above does not compile. */
export interface ServiceLog {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Parsers quote what they were given in their messages. */
const quotesItsInput = new Set(['SyntaxError', 'ZodError', '$ZodError']);

/** An error as the log keeps it: type, place, and the message where it cannot hold what a person wrote. */
function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  // The first line of a stack repeats the message, which may quote what a person wrote.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    message: quotesItsInput.has(error.name) ? undefined : error.message.slice(0, 300),
    stack: frames.slice(0, 12).join('\n'),
    cause: error.cause === undefined ? undefined : errorForLog(error.cause),
  };
}

/** JSON lines on standard output. */
export function serviceLog(config: Pick<Config, 'logLevel'>): ServiceLog {
  const logger: Logger = pino({ level: config.logLevel, base: null, serializers: { err: errorForLog } });
  return logger;
}
