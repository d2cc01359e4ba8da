import type { IncomingMessage } from 'node:http';
import { type z } from 'zod';
import type { Config } from '../config';
import { HttpError, readJson, serviceAddress } from '../http';

/** The longest request of the desk, but for files: a message of 4,000 characters, a passkey's registration. */
const mostBytes = 64 * 1024;

/**
 * Refuses a request that changes something and does not come from the desk's own page: another site can make a browser send our cookie (where
 * it does not keep to SameSite), but neither this header without asking us first, nor our origin.
 * @throws HttpError 403
 */
export function refuseForged(request: IncomingMessage, config: Pick<Config, 'publicUrl' | 'trustProxy'>): void {
  const { origin, host } = request.headers;
  const own =
    origin !== undefined &&
    URL.canParse(origin) &&
    (origin === new URL(serviceAddress(request, config)).origin || new URL(origin).host === host);
  if (!own || request.headers['x-desk'] !== '1')
    throw new HttpError(403, 'ForgedRequest', 'This does not come from the desk’s own page.');
}

/** Reads the JSON body of a request. @throws HttpError 400 that says what is wrong with it */
export async function readAs<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse((await readJson(request, mostBytes)) ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpError(
    400,
    'BadArgument',
    `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is malformed'}.`,
  );
}

export const queryOf = (request: IncomingMessage, name: string): string | undefined =>
  new URL(request.url ?? '/', 'http://localhost').searchParams.get(name) ?? undefined;

/** A number of the address: 0 or more; undefined where it is left out. @throws HttpError 400 */
export function numberOf(request: IncomingMessage, name: string): number | undefined {
  const text = queryOf(request, name);
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new HttpError(400, 'BadArgument', `${name} must be a whole number, not "${text.slice(0, 20)}".`);
}

/** Whether the browser reached us over https: then its cookies must not travel any other way. */
export const isSecure = (request: IncomingMessage, config: Pick<Config, 'publicUrl' | 'trustProxy'>): boolean =>
  serviceAddress(request, config).startsWith('https:');
