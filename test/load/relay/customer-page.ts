import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { TestVisitor } from '../../direct-line-client';
import { postJson } from '../turn/post-json';
import type { End } from './line';
import { sentAgain } from './sent-again';

interface Shown {
  type: string;
  text?: string;
  from: { id: string; role: string };
  channelData?: { handoff?: { receipt: string } };
}

/** A customer with the widget open: messages by POST, what is said to them over the WebSocket. */
export interface CustomerPage extends End {
  conversation: string;
  /** Resolves when this was told. */
  told(receipt: string): Promise<void>;
  /** What the conversation holds from the beginning: the customer's and the people's messages. */
  everything(): Promise<string[]>;
  close(): void;
}

const isPersons = ({ from }: Shown): boolean => from.id.startsWith('staff:');

/** Begins a conversation, and asks for a person. */
export async function customerPage(url: string): Promise<CustomerPage> {
  const visitor = await TestVisitor.arrive(url);
  const socket = new WebSocket(visitor.streamUrl, { perMessageDeflate: false });
  const told = new Set<string>();
  let wake: () => void = () => undefined;
  let onSeen: (text: string) => void = () => undefined;
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) return;
    const { activities } = JSON.parse(data.toString()) as { activities: Shown[] };
    for (const activity of activities.filter(({ type }) => type === 'message')) {
      if (isPersons(activity)) onSeen(activity.text ?? '');
      const receipt = activity.channelData?.handoff?.receipt;
      if (receipt !== undefined) told.add(receipt);
    }
    wake();
  });
  await once(socket, 'open');
  const address = `${url}/v3/directline/conversations/${visitor.conversation}/activities`;
  const headers = { Authorization: `Bearer ${visitor.token}` };
  const send = async (text: string): Promise<void> => {
    const message = { type: 'message', text, locale: 'da-DK', channelData: { clientActivityID: randomUUID() } };
    await sentAgain(() => postJson(address, message, headers));
  };
  await send('Jeg vil gerne tale med et menneske');
  return {
    conversation: visitor.conversation,
    send,
    onSeen: (listener) => void (onSeen = listener),
    async told(receipt) {
      while (!told.has(receipt)) await new Promise<void>((resolve) => (wake = resolve));
    },
    async everything() {
      const all: Shown[] = [];
      for (;;) {
        const { activities } = await visitor.activities(String(all.length));
        if (activities.length === 0) break;
        all.push(...activities);
      }
      return all.filter((one) => one.from.role === 'user' || isPersons(one)).map(({ text }) => text ?? '');
    },
    close: () => socket.terminate(),
  };
}
