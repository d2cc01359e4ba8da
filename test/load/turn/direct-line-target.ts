import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { postJson } from './post-json';
import type { Conversation, Target } from './target';

const Token = z.object({ token: z.string() });
const Started = z.object({ conversationId: z.string(), token: z.string(), streamUrl: z.string() });
const Posted = z.object({ id: z.string() });

interface Shown {
  type: string;
  replyToId?: string;
  from: { role: string };
}

/**
 * Our service as its customers meet it: messages by POST, replies over the WebSocket.
 * @param vouch makes an assertion for a signed-in customer; absent: visitors are anonymous
 */
export function directLineTarget(name: string, url: string, vouch?: () => Promise<string>): Target {
  return { name, open: async () => openConversation(`${url}/v3/directline`, await vouch?.()) };
}

async function openConversation(base: string, assertion?: string): Promise<Conversation> {
  const vouched: Record<string, string> = assertion === undefined ? {} : { Authorization: `Bearer ${assertion}` };
  const { token: first } = Token.parse(await postJson(`${base}/tokens/generate`, {}, vouched));
  const started = await postJson(`${base}/conversations`, { locale: 'da-DK' }, { Authorization: `Bearer ${first}` });
  const { conversationId, token, streamUrl } = Started.parse(started);
  const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
  let welcomes = 0;
  let onBotMessage: (message: Shown) => void = () => undefined;
  const nextBotMessage = (): Promise<Shown> => new Promise((resolve) => (onBotMessage = resolve));
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) return;
    const { activities } = JSON.parse(data.toString()) as { activities: Shown[] };
    for (const activity of activities)
      if (activity.type === 'message' && activity.from.role === 'bot') {
        welcomes += 1;
        onBotMessage(activity);
      }
  });
  const greeting = nextBotMessage();
  await once(socket, 'open');
  await greeting;
  // A signed-in customer is greeted, and told as whom they are signed in.
  if (assertion !== undefined && welcomes < 2) await nextBotMessage();

  const address = `${base}/conversations/${conversationId}/activities`;
  const headers = { Authorization: `Bearer ${token}` };
  return {
    async turn(text) {
      const reply = nextBotMessage();
      const posted = await postJson(address, { type: 'message', text, locale: 'da-DK' }, headers);
      const { replyToId } = await reply;
      if (replyToId !== Posted.parse(posted).id) throw new Error('The reply is not to the message that was sent.');
    },
    close: () => socket.terminate(),
  };
}
