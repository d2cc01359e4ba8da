import { type ConversationReference, EventFactory, TurnContext } from 'botbuilder';
import { SupportAdapter } from '../../bot/channels/support-adapter';
import { BufferingConnectorFactory, turnBuffer } from '../../bot/channels/turn-buffer';
import { channelAuthentication } from '../../bot/channels/authentication';
import { loadConfig } from '../../bot/config';
import { request } from './handoff-desk';

const customer: Partial<ConversationReference> = {
  channelId: 'directline',
  conversation: { id: 'c1', name: '', isGroup: false, conversationType: 'personal' },
};

test('the Bot Framework’s own event of a hand-off hands the turn over, and no client gets it', async () => {
  const adapter = new SupportAdapter(channelAuthentication(loadConfig({}).bot), '');
  const context = new TurnContext(adapter, { type: 'message', text: 'En person, tak', ...customer });
  const buffer = turnBuffer('c1');
  const connector = await new BufferingConnectorFactory(buffer, () => undefined).create();
  const asked = request({ reason: 'complaint' });
  await connector.conversations.sendToConversation('c1', EventFactory.createHandoffInitiation(context, asked));
  expect(buffer.handoff).toEqual(asked);
  expect(buffer.replies).toEqual([]);
  const unreadable = EventFactory.createHandoffInitiation(context, { reason: 'because' });
  await expect(connector.conversations.sendToConversation('c1', unreadable)).rejects.toThrow();
});
