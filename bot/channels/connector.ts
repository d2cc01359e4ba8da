import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ChannelAuthentication } from './authentication';
import { NoAddressError, NotSentError, SendRefusedError } from './send-failure';

/** How long a send may take, its token included. Connectors answer in a second or two. */
const sendLimitMs = 15_000;

/** Fetched before the request: a failure here is known to have sent nothing. */
async function within<T>(limit: AbortSignal, token: Promise<T>): Promise<T> {
  const late = new Promise<never>((_resolve, reject) =>
    limit.addEventListener('abort', () => reject(new Error('It took too long.')), { once: true }),
  );
  try {
    return await Promise.race([token, late]);
  } catch (error) {
    throw new NotSentError('no token for the connector', { cause: error });
  }
}

/** Where a conversation's activities are: all of them, or one. @throws NoAddressError */
function addressOf({ serviceUrl, conversation }: Partial<Activity>, activityId: string | undefined): URL {
  if (!serviceUrl || !conversation || !/^https?:/i.test(serviceUrl)) throw new NoAddressError();
  const parts = ['v3', 'conversations', conversation.id, 'activities', ...(activityId ? [activityId] : [])];
  const address = `${serviceUrl.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`;
  if (!URL.canParse(address)) throw new NoAddressError();
  return new URL(address);
}

/** A connector's answer to a send: the id that the activity has there. */
const Posted = z.object({ id: z.string().optional() });
const mostAnswerBytes = 64 * 1024;

/** The id in an answer; whatever else it may be, the send has succeeded. */
async function postedId(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>)
    if ((bytes += chunk.length) <= mostAnswerBytes) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const isJson = /json/.test(response.headers['content-type'] ?? '');
  return isJson && text !== '' ? Posted.safeParse(parsed(text)).data?.id : undefined;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

interface Call {
  method: 'POST' | 'DELETE';
  address: URL;
  body: string;
  token: string | undefined;
  limit: AbortSignal;
}

/**
 * One call on a connection of its own: on a kept one that the other side is just closing, nobody could tell whether the request was read.
 * @throws NotSentError when the connection was never made, SendRefusedError for an answer other than success, anything else when none came
 */
function callOnce({ method, address, body, token, limit }: Call): Promise<string | undefined> {
  const isTls = address.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (isTls ? https : http).request(address, {
      method,
      agent: false,
      signal: limit,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
    });
    let connected = false;
    request.once('socket', (socket) =>
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        connected = true;
      }),
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(connected ? error : new NotSentError(error.code ?? error.name, { cause: error })),
    );
    request.once('response', (response) => {
      const { statusCode = 0, headers } = response;
      if (statusCode >= 200 && statusCode < 300) {
        // Cut off within the answer, it has still succeeded.
        postedId(response).then(resolve, () => resolve(undefined));
        return;
      }
      response.resume();
      reject(new SendRefusedError(statusCode, headers['retry-after']));
    });
    request.end(body);
  });
}

/** Calls to the services that conversations live on, by the Bot Framework's connector protocol. */
export interface Connector {
  /** Sends an activity. @returns the id that it has there, where the service tells it */
  send(activity: Partial<Activity>): Promise<string | undefined>;
  /** Takes an activity away that was sent before. @param about names the service and the conversation */
  remove(about: Partial<Activity>, activityId: string): Promise<void>;
}

/**
 * The connector without the SDK's own client: that one repeats a send up to three times after a 5xx or a broken connection, and the customer gets
 * the copies.
 * @param appId the bot's own id; empty when it has none
 * @param limitMs how long a call may take
 */
export function connector(
  authentication: Pick<ChannelAuthentication, 'connectorToken'>,
  appId: string,
  limitMs: number = sendLimitMs,
): Connector {
  const call = async (method: Call['method'], address: URL, body: string): Promise<string | undefined> => {
    const limit = AbortSignal.timeout(limitMs);
    const token = await within(limit, authentication.connectorToken(appId));
    return callOnce({ method, address, body, token, limit });
  };
  return {
    send: async (activity) => call('POST', addressOf(activity, activity.replyToId), JSON.stringify(activity)),
    remove: async (about, activityId) => void (await call('DELETE', addressOf(about, activityId), '')),
  };
}
