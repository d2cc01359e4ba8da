import { AuthenticationConstants, ClaimsIdentity } from 'botframework-connector';
import type { ChannelAuthentication } from './authentication';
import type { SendActivity } from './outbox';

/** Sends an activity to the service that its conversation lives on, through the Bot Framework's connector. */
export function connectorSend(authentication: ChannelAuthentication, appId: string): SendActivity {
  const identity = new ClaimsIdentity([
    { type: AuthenticationConstants.AudienceClaim, value: appId },
    { type: AuthenticationConstants.AppIdClaim, value: appId },
  ]);
  const factory = authentication.createConnectorFactory(identity);
  return async (activity) => {
    const { serviceUrl, conversation, replyToId } = activity;
    if (!serviceUrl || !conversation) throw new Error('The activity names no conversation to be sent to.');
    const { conversations } = await factory.create(serviceUrl, authentication.getOriginatingAudience());
    if (replyToId) await conversations.replyToActivity(conversation.id, replyToId, activity);
    else await conversations.sendToConversation(conversation.id, activity);
  };
}
