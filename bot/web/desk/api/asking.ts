/** What came of a request to the desk's API. */
export type Asked<Value> =
  | { kind: 'ok'; value: Value }
  /** The session has ended, or there was none. */
  | { kind: 'signed-out' }
  | { kind: 'refused'; status: number; code: string; message: string }
  /** No answer, or a server that could not give one now: asking again later may help. */
  | { kind: 'unreachable' };

const MAX_WAIT_MS = 20_000;

interface Question {
  method: 'GET' | 'POST';
  path: string;
  json?: unknown;
  file?: File;
}

/** Asks the desk's API on this server. Every POST carries the header that a form on another site cannot send. */
export async function ask<Value>({ method, path, json, file }: Question): Promise<Asked<Value>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method === 'POST') headers['X-Desk'] = '1';
  if (file) {
    headers['Content-Type'] = file.type || 'application/octet-stream';
    headers['X-File-Name'] = encodeURIComponent(file.name);
  } else if (method === 'POST') headers['Content-Type'] = 'application/json';
  try {
    const response = await fetch(`/desk/api/${path}`, {
      method,
      headers,
      body: method === 'GET' ? null : (file ?? JSON.stringify(json ?? {})),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(file ? MAX_WAIT_MS * 6 : MAX_WAIT_MS),
    });
    return await answerOf<Value>(response);
  } catch (failure) {
    // What fetch throws means one thing to us: there was no answer. Anything else is a mistake of ours and must be seen.
    if (failure instanceof TypeError || failure instanceof DOMException || failure instanceof SyntaxError)
      return { kind: 'unreachable' };
    throw failure;
  }
}

async function answerOf<Value>(response: Response): Promise<Asked<Value>> {
  if (response.ok) {
    const text = await response.text();
    return { kind: 'ok', value: JSON.parse(text === '' ? '{}' : text) as Value };
  }
  if (response.status >= 500 || response.status === 408) return { kind: 'unreachable' };
  const { code, message } = await errorIn(response);
  if (response.status === 401) return { kind: 'signed-out' };
  return { kind: 'refused', status: response.status, code, message };
}

async function errorIn(response: Response): Promise<{ code: string; message: string }> {
  const text = await response.text();
  if (!text.startsWith('{')) return { code: 'Unknown', message: '' };
  const { error } = JSON.parse(text) as { error?: { code?: string; message?: string } };
  return { code: error?.code ?? 'Unknown', message: error?.message ?? '' };
}
