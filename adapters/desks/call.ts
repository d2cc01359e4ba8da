import { DeskUnavailable } from './port';

/** How long another desk may take for one call. */
const patienceMs = 10_000;

/** An answer of another desk, read whole. */
export interface DeskAnswer {
  status: number;
  json: unknown;
}

/**
 * Calls another desk.
 * @param what names the call in errors, without anything of the conversation
 * @throws DeskUnavailable when it cannot be reached, is too slow, or answers with anything but success (`accept` lists statuses that are none and yet fine)
 */
export async function callDesk(
  what: string,
  url: string,
  request: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
  accept: readonly number[] = [],
): Promise<DeskAnswer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    text = await response.text();
  } catch (cause) {
    throw new DeskUnavailable(`${what} was not answered`, undefined, { cause });
  }
  if (!response.ok && !accept.includes(response.status)) {
    const wait = Number(response.headers.get('retry-after'));
    throw new DeskUnavailable(`${what} was answered ${response.status}`, wait > 0 ? wait : undefined);
  }
  return { status: response.status, json: parsed(text) };
}

/** Whoever needs the body checks its shape; one that is no JSON has none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
