/** Another unit has changed what this one had read: it is to be run again. A store that runs units one after another never meets it. */
export class ChangedMeanwhile extends Error {
  override name = 'ChangedMeanwhile';
}

/** What a failure of PostgreSQL means to a unit of work. */
export type Problem =
  /** Another unit was in the way: run again, it will get through. */
  | 'in-the-way'
  /** A unique key was taken meanwhile: run again, the unit sees the row. */
  | 'key-taken'
  /** The connection is gone, or none could be had. */
  | 'connection'
  /** A surprise: the statement or the work itself. */
  | 'own';

const inTheWay = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
]);
const lost = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '53300', '53400', '58000', '58030']);
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** The driver's own failures have no code. Matching its words is all there is. */
const driverWords =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|not queryable|server closed the connection|timeout expired/i;

export function problemOf(error: unknown): Problem {
  if (error instanceof AggregateError)
    return error.errors.some((one) => problemOf(one) === 'connection') ? 'connection' : 'own';
  if (!(error instanceof Error)) return 'own';
  if (error instanceof ChangedMeanwhile) return 'in-the-way';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') {
    if (inTheWay.has(code)) return 'in-the-way';
    if (code === '23505') return 'key-taken';
    if (lost.has(code) || network.has(code) || code.startsWith('08')) return 'connection';
  }
  return driverWords.test(error.message) ? 'connection' : 'own';
}

/** In short, for whoever runs the service: never a statement, a row or a password. */
export function whyOf(error: unknown): string {
  const { code } = (error instanceof AggregateError ? error.errors[0] : error) as { code?: unknown };
  const words: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
    ENOTFOUND: 'there is no such host (ENOTFOUND)',
    '28P01': 'the password is wrong (28P01)',
    '28000': 'the server does not let this user in (28000)',
    '3D000': 'there is no such database (3D000)',
    '53300': 'the server has no connection left (53300)',
    '57P03': 'the server is starting up or shutting down (57P03)',
  };
  if (typeof code === 'string') return words[code] ?? code;
  return error instanceof Error && driverWords.test(error.message) ? error.message : 'it failed';
}
