import { RecordsUnavailable } from '../unavailable';

/** More than any customer's records take; a system that sends more is not answering us. */
const mostBytes = 8 * 1024 * 1024;

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * One request with its whole answer in `timeoutMs`, whatever the status.
 * @throws RecordsUnavailable `slow`, `down`, or `nonsense` for an answer without end
 */
export async function ask(url: URL, request: RequestInit, timeoutMs: number, operation: string): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    // A redirect would carry our token to another place.
    const response = await fetch(url, { ...request, redirect: 'error', signal: timeout });
    return { status: response.status, headers: response.headers, text: await textOf(response, operation) };
  } catch (error) {
    if (error instanceof RecordsUnavailable) throw error;
    throw new RecordsUnavailable(timeout.aborted ? 'slow' : 'down', operation, { cause: error });
  }
}

async function textOf(response: Response, operation: string): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new RecordsUnavailable('nonsense', operation);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The seconds that a Retry-After names, as a number or as a date. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

/** The JSON of an answer. @throws RecordsUnavailable `nonsense` */
export function jsonOf(text: string, operation: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new RecordsUnavailable('nonsense', operation, { cause });
  }
}
