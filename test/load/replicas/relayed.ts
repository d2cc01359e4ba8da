import { accountsIn, signedIn } from '../../desk/staff-accounts';
import { TestVisitor } from '../../direct-line-client';

/** From a member of staff's sending at one address to the customer's seeing it at another, in milliseconds, one message after another. */
export async function relayed(
  databaseUrl: string,
  staffAt: string,
  customerAt: string,
  messages: number,
): Promise<number[]> {
  const [account] = await accountsIn(databaseUrl, ['Anna Opdigtet']);
  if (!account) throw new Error('There is no account.');
  const desk = await signedIn(staffAt, account);
  const visitor = await TestVisitor.arrive(customerAt);
  const listener = visitor.listen();
  await listener.opened;
  // Who has an account is read once a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await visitor.send('Jeg vil gerne tale med et menneske');
  await listener.until((activities) => activities.some(({ channelData }) => channelData?.['handoff'] !== undefined));
  const { json } = await desk.get('queue');
  const mine = (json.waiting as { id: string; conversation: string }[]).find(
    ({ conversation }) => conversation === visitor.conversation,
  );
  await desk.post(`handoffs/${mine?.id}/take`);
  const ms: number[] = [];
  for (let number = 0; number < messages; number += 1) {
    const text = `Besked ${number}`;
    const seen = new Promise<number>((resolve) => {
      const look = (data: Buffer): void => {
        if (!data.toString().includes(`"${text}"`)) return;
        listener.socket.off('message', look);
        resolve(performance.now());
      };
      listener.socket.on('message', look);
    });
    const sent = performance.now();
    await desk.post(`handoffs/${mine?.id}/messages`, { clientId: text, text });
    ms.push((await seen) - sent);
  }
  await desk.post(`handoffs/${mine?.id}/close`, { outcome: 'solved', summary: '' });
  listener.close();
  return ms;
}
