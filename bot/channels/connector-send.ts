import {
  AppCredentials,
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorClient,
  type ServiceClientCredentials,
} from 'botframework-connector';
import type { ChannelAuthentication } from './authentication';
import type { SendActivity } from './outbox';
import { NotSentError } from './send-failure';

/** How long a send may take, its token included. The connectors answer in a second or two. */
const sendLimitMs = 15_000;

/** Fetched before the request, so that a failure here is known to have sent nothing. The connector finds it in the cache. */
async function fetchToken(credentials: ServiceClientCredentials, limit: AbortSignal): Promise<void> {
  if (!(credentials instanceof AppCredentials) || !credentials.appId) return;
  const late = new Promise<never>((_resolve, reject) =>
    limit.addEventListener('abort', () => reject(new Error('It took too long.')), { once: true }),
  );
  try {
    await Promise.race([credentials.getToken(), late]);
  } catch (error) {
    throw new NotSentError('no token for the connector', { cause: error });
  }
}

/** Takes out what the SDK does behind our back: it repeats a send up to three times after a 5xx or a broken connection, and the customer gets copies. */
function sendingOnce(connector: ConnectorClient): ConnectorClient {
  connector.client.pipeline.removePolicy({ phase: 'Retry' });
  // A redirect would take our token along to wherever it points.
  connector.client.pipeline.removePolicy({ name: 'redirectPolicy' });
  return connector;
}

/**
 * Sends an activity to the service that its conversation lives on, through the Bot Framework's connector: one request, no repeats.
 * @param limitMs how long a send may take
 */
export function connectorSend(
  authentication: ChannelAuthentication,
  appId: string,
  limitMs: number = sendLimitMs,
): SendActivity {
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
  const factory = authentication.createConnectorFactory(identity);
  return async (activity) => {
    const { serviceUrl, conversation, replyToId } = activity;
    if (!serviceUrl || !conversation) throw new Error('The activity names no conversation to be sent to.');
    const limit = AbortSignal.timeout(limitMs);
    const connector = sendingOnce(await factory.create(serviceUrl, authentication.getOriginatingAudience()));
    await fetchToken(connector.credentials, limit);
    const { conversations } = connector;
    const options = { abortSignal: limit };
    if (replyToId) await conversations.replyToActivity(conversation.id, replyToId, activity, options);
    else await conversations.sendToConversation(conversation.id, activity, options);
  };
}
