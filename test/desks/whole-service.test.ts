import { signedHeaders } from '../../adapters/signed-request';
import { untilReady } from '../browser/chat-page';
import { alwaysOpen } from '../handoff/always-open';
import { LastingCustomer, receiptsIn } from '../handoff/lasting-customer';
import { startTestService, type TestService } from '../start-test-service';
import { chatwootStandIn, type ChatwootStandIn } from './chatwoot-stand-in';
import { webhookStandIn } from './webhook-stand-in';

const asks = 'Jeg vil gerne tale med et menneske';
/** What people said, as the customer reads it. */
const personsWords = async (customer: LastingCustomer): Promise<(string | undefined)[]> =>
  (await customer.log()).filter(({ from }) => from.id.startsWith('staff:')).map(({ text }) => text);

const receiptIn = (channelData: Record<string, unknown> | undefined): unknown =>
  (channelData?.handoff as { receipt: string } | undefined)?.receipt;

async function asking(service: TestService): Promise<{ customer: LastingCustomer; id: string }> {
  const customer = await LastingCustomer.arrive(service.url);
  await customer.writes(asks);
  await customer.told('received');
  const handoff = await service.handoffs.openIn(customer.conversation);
  if (!handoff) throw new Error('Nothing was handed over.');
  return { customer, id: handoff.id };
}

describe('a desk connected by webhook', () => {
  const secret = 'a secret of thirty-two characters';
  let desk: Awaited<ReturnType<typeof webhookStandIn>>;
  let service: TestService;
  beforeAll(async () => {
    desk = await webhookStandIn(secret);
    service = await startTestService({ ...alwaysOpen(), DESK: 'webhook', DESK_URL: desk.url, DESK_SECRET: secret });
    await untilReady(service.url);
  });
  afterAll(async () => {
    await service.stop();
    await desk.stop();
  });

  const person = { id: '7', name: 'Freja Fiktiv' };
  const tell = async (event: object, by = { secret, at: new Date() }): Promise<number> => {
    const body = JSON.stringify(event);
    const headers = signedHeaders(by.secret, by.at, 'event', body);
    return (await fetch(`${service.url}/api/desk-events`, { method: 'POST', headers, body })).status;
  };

  test('what its people say reaches the customer, if it is signed: not what is forged, too old, or no event', async () => {
    const { customer, id } = await asking(service);
    const event = (name: string, more: object): object => ({ id: name, case: id, person, ...more });
    const message = event('m1', { type: 'message', text: 'Hej, jeg ser på det.' });
    expect(await tell(message, { secret: 'another secret of thirty-two chars', at: new Date() })).toBe(401);
    expect(await tell(message, { secret, at: new Date(Date.now() - 60 * 60_000) })).toBe(401);
    const bare = await fetch(`${service.url}/api/desk-events`, { method: 'POST', body: JSON.stringify(message) });
    expect(bare.status).toBe(401);
    expect(await tell(event('m2', { type: 'sings' }))).toBe(400);
    expect(await tell({ ...message, case: 'no-such' })).toBe(404);
    expect(await personsWords(customer)).toEqual([]);
    expect([await tell(message), await tell(message)]).toEqual([202, 202]);
    expect(await tell(event('c1', { type: 'closed', outcome: 'solved', summary: 'Klaret.' }))).toBe(202);
    expect(await tell(event('m3', { type: 'message', text: 'for sent' }))).toBe(409);
    expect(await personsWords(customer)).toEqual(['Hej, jeg ser på det.']);
    expect(receiptsIn(await customer.log())).toEqual(['received', 'taken', 'closed']);
  });

  test('a hub that answers 500 for a while: the customer has been told, and it gets everything once and in order when it is back', async () => {
    desk.setDown(true);
    const { customer, id } = await asking(service);
    const texts = ['Er der nogen?', 'Det haster', 'Hallo'];
    for (const text of texts) await customer.writes(text);
    while (desk.calls.filter((key) => key.startsWith(id)).length < 2)
      await new Promise((resolve) => setTimeout(resolve, 20));
    desk.setDown(false);
    const opened = await desk.until(({ type, case: { id: told } }) => type === 'opened' && told === id);
    await customer.writes('Tak');
    await desk.until(({ entry }) => entry?.text === 'Tak');
    const later = desk.told.flatMap(({ case: { id: told }, entry }) => (told === id && entry ? [entry.text] : []));
    const known = (opened.entries ?? []).flatMap(({ who, text }) => (who === 'customer' ? [text] : []));
    expect([...known, ...later]).toEqual([asks, ...texts, 'Tak']);
    expect(await tell({ id: 'm9', case: id, person, type: 'message', text: 'Nu er vi her' })).toBe(202);
    expect(await personsWords(customer)).toEqual(['Nu er vi her']);
    expect(receiptsIn(await customer.log())).toEqual(['received', 'taken']);
  });
});

test('a hub that goes on answering 500: the customer is told how else to reach a person, nothing is lost, and the bot answers again', async () => {
  const secret = 'a secret of thirty-two characters';
  const desk = await webhookStandIn(secret);
  desk.setDown(true);
  const settings = { ...alwaysOpen(), DESK: 'webhook', DESK_URL: desk.url, DESK_SECRET: secret };
  const service = await startTestService(settings, { deskFirstWaitMs: 5 });
  try {
    await untilReady(service.url);
    const { customer } = await asking(service);
    const log = await customer.told('failed');
    expect(log.find(({ channelData }) => receiptIn(channelData) === 'failed')?.text).toMatch(/Ring|Skriv|telefon/i);
    expect(desk.calls).toHaveLength(8);
    await customer.writes('Hvornår får vi svar, hvis sagen trækker ud?');
    const last = (await customer.log()).filter(({ from }) => from.role === 'user').at(-1)?.id;
    const after = await customer.until((all) => all.some(({ replyToId }) => replyToId === last));
    expect(after.find(({ replyToId }) => replyToId === last)?.entities).toHaveLength(1);
    expect(after.filter(({ from }) => from.role === 'user').map(({ text }) => text)).toEqual(customer.acknowledged);
  } finally {
    await service.stop();
    await desk.stop();
  }
});

describe('Chatwoot', () => {
  const key = 'a-callback-key-of-thirty-two-chars';
  let chatwoot: ChatwootStandIn;
  let service: TestService;
  beforeAll(async () => {
    chatwoot = await chatwootStandIn();
    const { url, accountId, inboxId, token } = chatwoot.settings;
    service = await startTestService({
      ...alwaysOpen(),
      DESK: 'chatwoot',
      CHATWOOT_URL: url,
      CHATWOOT_ACCOUNT: accountId,
      CHATWOOT_INBOX: inboxId,
      CHATWOOT_TOKEN: token,
      CHATWOOT_CALLBACK_KEY: key,
    });
    await untilReady(service.url);
  });
  afterAll(async () => {
    await service.stop();
    await chatwoot.stop();
  });

  test('a case is opened, answered, noted and resolved there; the customer reads what was meant for them, once', async () => {
    const { customer, id } = await asking(service);
    const address = `${service.url}/api/chatwoot/${key}`;
    const arrived = async (text: string): Promise<number> => {
      for (;;) {
        const found = chatwoot.conversations.find(({ custom_attributes: own }) => own.case === id);
        if (found?.messages.some(({ content, private: isNote }) => !isNote && content === text)) return found.id;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const there = await arrived(asks);
    await customer.writes('Er der nogen?');
    await arrived('Er der nogen?');
    expect(await chatwoot.agentWrites(`${service.url}/api/chatwoot/another-key`, there, 'falsk')).toBe(404);
    expect(await chatwoot.agentWrites(address, there, 'Kun til kolleger', { isPrivate: true })).toBe(200);
    for (let times = 0; times < 2; times += 1)
      expect(await chatwoot.agentWrites(address, there, 'Hej, det er Freja.', { as: 900_001 })).toBe(200);
    expect(await chatwoot.agentWrites(address, there, 'Hvad drejer det sig om?')).toBe(200);
    expect(await personsWords(customer)).toEqual(['Hej, det er Freja.', 'Hvad drejer det sig om?']);
    expect(await chatwoot.statusChanges(address, there, 'resolved')).toBe(200);
    expect(await chatwoot.statusChanges(address, there, 'resolved')).toBe(200);
    const log = await customer.log();
    expect(receiptsIn(log)).toEqual(['received', 'taken', 'closed']);
    expect(JSON.stringify(log)).not.toMatch(/Kun til kolleger|falsk/);
    const messages = chatwoot.conversations.find((one) => one.id === there)?.messages ?? [];
    expect(messages.filter(({ private: isNote }) => !isNote).map(({ content }) => content)).toEqual([
      asks,
      'Er der nogen?',
    ]);
  });
});
