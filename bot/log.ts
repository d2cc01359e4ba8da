import pino, { type Logger } from 'pino';
import type { HelpTrace } from '../knowledge/understanding';
import type { WritingTrace } from '../knowledge/writing';
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
  /** How an answer was worded: model, clauses, rules, tokens and times. */
  answer?: WritingTrace;
  /** What a model was asked for beside that: step, model, outcome, tokens and time. */
  help?: HelpTrace;
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

/** A system's own code for what went wrong: `ECONNREFUSED`, `SQLITE_BUSY`, PostgreSQL's `22007`. */
const codeOf = (error: Error): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? code : undefined;
};

/** PostgreSQL quotes rows in its messages ("invalid input syntax for type date: …"). */
const isOfPostgres = (error: Error): boolean => 'severity' in error;

/** The text under these is another system's, and may quote anything that stands in it. */
const causedElsewhere = new Set(['RecordsUnavailable']);

/**
 * An error as the log keeps it: type, code, place, and the message where it cannot hold what a person wrote or is called.
 * @param mayTell false for the cause of a failure elsewhere: then its kind and its code must do
 */
export function errorForLog(error: unknown, mayTell = true): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  // The first line of a stack repeats the message, which may quote what a person wrote.
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    type: error.name,
    code: codeOf(error),
    message:
      mayTell && !quotesItsInput.has(error.name) && !isOfPostgres(error) ? error.message.slice(0, 300) : undefined,
    stack: frames.slice(0, 12).join('\n'),
    cause:
      error.cause === undefined ? undefined : errorForLog(error.cause, mayTell && !causedElsewhere.has(error.name)),
  };
}

/** JSON lines on standard output. */
export function serviceLog(config: Pick<Config, 'logLevel'>): ServiceLog {
  const logger: Logger = pino({
    level: config.logLevel,
    base: null,
    serializers: { err: (error: unknown) => errorForLog(error) },
  });
  return logger;
}
