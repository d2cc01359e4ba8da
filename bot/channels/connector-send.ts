import http from 'node:http';
import https from 'node:https';
import type { Activity } from 'botbuilder';
import type { ChannelAuthentication } from './authentication';
import type { SendActivity } from './outbox';
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

/** @throws NoAddressError */
function addressOf({ serviceUrl, conversation, replyToId }: Partial<Activity>): URL {
  if (!serviceUrl || !conversation || !/^https?:/i.test(serviceUrl)) throw new NoAddressError();
  const parts = ['v3', 'conversations', conversation.id, 'activities', ...(replyToId ? [replyToId] : [])];
  const address = `${serviceUrl.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`;
  if (!URL.canParse(address)) throw new NoAddressError();
  return new URL(address);
}

/**
 * One POST on a connection of its own: on a kept one that the other side is just closing, nobody could tell whether the request was read.
 * @throws NotSentError when the connection was never made, SendRefusedError for an answer other than success, anything else when none came
 */
function postOnce(address: URL, body: string, token: string | undefined, limit: AbortSignal): Promise<void> {
  const isTls = address.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const request = (isTls ? https : http).request(address, {
      method: 'POST',
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
      response.resume();
      const { statusCode = 0, headers } = response;
      if (statusCode >= 200 && statusCode < 300) resolve();
      else reject(new SendRefusedError(statusCode, headers['retry-after']));
    });
    request.end(body);
  });
}

/**
 * Sends an activity to the service that its conversation lives on, by the Bot Framework's connector protocol. The SDK's own client is not
 * used: it repeats a send up to three times after a 5xx or a broken connection, and the customer gets the copies.
 * @param appId the bot's own id; empty when it has none
 * @param limitMs how long a send may take
 */
export function connectorSend(
  authentication: Pick<ChannelAuthentication, 'connectorToken'>,
  appId: string,
  limitMs: number = sendLimitMs,
): SendActivity {
  return async (activity) => {
    const limit = AbortSignal.timeout(limitMs);
    const token = await within(limit, authentication.connectorToken(appId));
    await postOnce(addressOf(activity), JSON.stringify(activity), token, limit);
  };
}
