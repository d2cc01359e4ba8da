import path from 'node:path';
import { openDemoRecords } from '../../adapters/records';
import { type DemoInsurer, startDemoInsurer } from '../../adapters/records/rest/demo-insurer';
import { FakeTeams, tenantId } from '../channels/fake-teams';
import { TestVisitor } from '../direct-line-client';
import { sqlTeamsChats } from '../../bot/conversations/sql-teams-chats';
import { startTestService, type TestService } from '../start-test-service';
import { openTestStore } from '../stores/test-store';
import { TestSite } from '../identity/test-site';
import { claimEvent, figure, figureReaches, limitEvent, secret, sendEvent, SignedIn } from './sender';
import { waitingAgain } from './sql-waiting-again';

const told = 'charterdesk_record_events_told_total';
const reduced = /Vi har besluttet at sætte kreditmaksimum ned på Nordhavn Stål ApS/;
const documentMissing = /Vi mangler noget/;

describe('on the website', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ RECORD_EVENTS_SECRET: secret });
  });
  afterAll(() => service.stop());

  test('a customer who is there hears of a reduction, why, from when, and the promised notice', async () => {
    const customer = await SignedIn.arrive(service.url, 'blaamejse');
    await sendEvent(service.url, limitEvent());
    const [said] = await customer.told(reduced);
    expect(said?.text).toMatch(/under police CI-104221/);
    expect(said?.text).toMatch(/\*\*Nordhavn Stål ApS\*\*\n\n- Kreditmaksimum: .* kr\./);
    expect(said?.text).toMatch(/træder i kraft/);
    expect(said?.channelData?.citations).toMatchObject([
      { clause: 'limits-reduction-notice' },
      { clause: 'limits-explanation' },
    ]);
    expect(said?.replyToId).toBeUndefined();
    // What was told unasked is what "why?" is about.
    await customer.send('Hvorfor?');
    const [why] = await customer.told(/nedsat, fra .* Begrundelse: /);
    expect(why?.text).toMatch(/Nordhavn Stål ApS/);
  });

  test('a page that only listens hears it over its socket', async () => {
    const customer = await SignedIn.arrive(service.url, 'blaamejse');
    const listener = await customer.listen();
    await sendEvent(service.url, claimEvent({ kind: 'claim-paid', claimNumber: 'CL-200004' }));
    await listener.until((activities) => activities.some(({ text }) => text?.startsWith('Vi har udbetalt')));
    listener.close();
  });

  test('in the language of the conversation; a missing document by its name', async () => {
    const customer = await SignedIn.arrive(service.url, 'blaamejse', 'en-GB');
    await sendEvent(service.url, claimEvent());
    const [said] = await customer.told(/We need something before we can go on with your claim/);
    expect(said?.text).toMatch(/Claim CL-200002/);
    expect(said?.text).toMatch(/We still need: .+/);
  });

  test('once, however often it is sent and asked for; each in the order they came', async () => {
    const customer = await SignedIn.arrive(service.url, 'havbrise');
    const events = ['document-missing', 'claim-assessed', 'claim-paid'].map((kind) =>
      claimEvent({ kind, customerIds: ['havbrise'], claimNumber: 'CL-200005' }),
    );
    for (const event of [...events, ...events]) await sendEvent(service.url, event);
    await customer.told(/Vi har udbetalt jeres skade/);
    const leads = (await customer.saidSince()).map(({ text }) => text?.split('.')[0]);
    expect(leads).toEqual([
      'Vi mangler noget, før vi kan komme videre med jeres skade',
      'Vi har vurderet jeres skade',
      'Vi har udbetalt jeres skade',
    ]);
    await customer.signOut();
  });

  test('whoever is not there hears it on signing in, in one conversation only', async () => {
    await sendEvent(service.url, claimEvent({ customerIds: ['havbrise'], claimNumber: 'CL-200006' }));
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.ask('Hvornår får vi svar, hvis sagen trækker ud?');
    const later = await SignedIn.signIn(visitor, 'havbrise');
    await later.told(/CL-200006/);
    const second = await SignedIn.arrive(service.url, 'havbrise');
    await second.send('Hvad koster det?');
    await second.told(/./, 2);
    expect((await second.said()).filter(({ text }) => text?.includes('CL-200006'))).toEqual([]);
  });

  test("nobody is told of somebody else's record, nor an anonymous visitor of any", async () => {
    const stranger = await SignedIn.arrive(service.url, 'guldsmed');
    const anonymous = await TestVisitor.arrive(service.url);
    await anonymous.botMessages(1);
    const before = await figure(service.url, `${told}{channel="web",outcome="not-shown"}`);
    await sendEvent(service.url, limitEvent({ customerIds: ['guldsmed'] }));
    await sendEvent(service.url, claimEvent({ customerIds: ['guldsmed', 'no-such-customer'] }));
    await figureReaches(service.url, `${told}{channel="web",outcome="not-shown"}`, before + 2);
    expect(await stranger.saidSince()).toEqual([]);
    expect(await anonymous.botMessages(1)).toHaveLength(1);
  });

  test('after signing out nothing is told', async () => {
    const customer = await SignedIn.arrive(service.url, 'mosebryg');
    await customer.signOut();
    const waiting = await figure(service.url, 'charterdesk_record_events_waiting');
    await sendEvent(service.url, limitEvent({ customerIds: ['mosebryg'] }));
    expect(await figure(service.url, 'charterdesk_record_events_waiting')).toBe(waiting + 1);
  });

  test('told in the middle of something, the question that is open is asked again after it', async () => {
    const customer = await SignedIn.arrive(service.url, 'blaamejse');
    await customer.send('Jeg vil anmelde en skade');
    await customer.told(/Hvem skylder jer pengene/);
    await sendEvent(service.url, limitEvent());
    await customer.told(reduced);
    await customer.told(/Hvem skylder jer pengene/, 2);
    const texts = (await customer.said()).map(({ text }) => text ?? '');
    expect(texts.findLastIndex((text) => /Hvem skylder/.test(text))).toBeGreaterThan(
      texts.findIndex((text) => reduced.test(text)),
    );
  });

  test('Web Chat gets the facts as a card, and beside it only what stands not on it', async () => {
    const customer = await SignedIn.arrive(service.url, 'blaamejse');
    await customer.send('Hej', { 'x-ms-bot-agent': 'DirectLine/3.0 (directlinejs; WebChat/4.18.1 (Full) 0.15.5)' });
    await sendEvent(service.url, limitEvent());
    const [said] = await customer.told(reduced);
    expect(said?.text).not.toMatch(/- Kreditmaksimum:/);
    expect(said?.attachments).toMatchObject([{ content: { type: 'AdaptiveCard', version: '1.5' } }]);
  });
});

test('what waits survives a restart, and is told when the customer comes back', async () => {
  const settings = { RECORD_EVENTS_SECRET: secret };
  const first = await startTestService(settings);
  const customer = await SignedIn.arrive(first.url, 'blaamejse');
  const event = limitEvent();
  await sendEvent(first.url, limitEvent({ customerIds: ['pindsvin'] }));
  await sendEvent(first.url, event);
  await customer.told(reduced);
  const second = await startTestService({ ...settings, DATA_DIR: first.dataDirectory });
  expect(await figure(second.url, 'charterdesk_record_events_waiting')).toBe(1);
  expect((await sendEvent(second.url, event)).json.status).toBe('known');
  await customer.at(second.url).send('Hej');
  await customer.at(second.url).told(/./, 3);
  expect(await customer.at(second.url).told(reduced)).toHaveLength(1);
  await second.stop();
  await first.stop();
});

test('killed between telling and noting it, the customer is not told again', async () => {
  const settings = { RECORD_EVENTS_SECRET: secret };
  const first = await startTestService(settings);
  const customer = await SignedIn.arrive(first.url, 'blaamejse');
  await sendEvent(first.url, limitEvent());
  await customer.told(reduced);
  await figureReaches(first.url, `${told}{channel="web",outcome="told"}`, 1);
  // The disk as such a kill leaves it: the words stand in the log, and the telling still waits.
  const database = await openTestStore(path.join(first.dataDirectory, 'charterdesk.db'));
  expect(await database.write((transaction) => transaction.change(waitingAgain, {}))).toBe(1);
  await database.close();
  const second = await startTestService({ ...settings, DATA_DIR: first.dataDirectory });
  expect(await customer.at(second.url).told(reduced)).toHaveLength(1);
  await figureReaches(second.url, `${told}{channel="web",outcome="told"}`, 1);
  expect(await customer.at(second.url).told(reduced)).toHaveLength(1);
  await second.stop();
  await first.stop();
});

describe('while the records cannot be read', () => {
  let insurer: DemoInsurer;
  let service: TestService;
  let site: TestSite;
  beforeAll(async () => {
    const client = { clientId: 'test', clientSecret: 'test' };
    const { source } = await openDemoRecords(':memory:', () => new Date());
    insurer = await startDemoInsurer({ source, ...client });
    site = await TestSite.start();
    service = await startTestService({
      ...site.settings,
      RECORD_EVENTS_SECRET: secret,
      RECORDS_URL: insurer.url,
      RECORDS_TOKEN_URL: insurer.tokenUrl,
      RECORDS_CLIENT_ID: client.clientId,
      RECORDS_CLIENT_SECRET: client.clientSecret,
    });
  });
  afterAll(async () => {
    await service.stop();
    await insurer.stop();
    await site.stop();
  });

  test('nothing is said; when they can, it is told once, in order', async () => {
    const visitor = await TestVisitor.arrive(service.url);
    await visitor.botMessages(1);
    const customer = await SignedIn.signInWith(visitor, await site.vouchFor('blaamejse'));
    insurer.misbehave('broken', 3);
    await sendEvent(service.url, claimEvent());
    await sendEvent(service.url, claimEvent({ kind: 'claim-assessed' }));
    await figureReaches(service.url, `${told}{channel="web",outcome="retried"}`, 1);
    expect(await customer.saidSince()).toEqual([]);
    await customer.told(/Vi har vurderet jeres skade/, 1, 40_000);
    const leads = (await customer.saidSince()).map(({ text }) => text?.slice(0, 10));
    expect(leads).toEqual(['Vi mangler', 'Vi har vur']);
  });
});

describe('in Teams', () => {
  let teams: FakeTeams;
  let service: TestService;
  const ida = 'aaaaaaaa-1111-4111-8111-111111111111';
  beforeAll(async () => {
    teams = await FakeTeams.start();
    service = await startTestService(
      { ...teams.settings, RECORD_EVENTS_SECRET: secret },
      { credentials: teams.credentials },
    );
  });
  afterAll(async () => {
    await service.stop();
    await teams.stop();
  });

  const say = async (text: string, conversation: Record<string, unknown>): Promise<void> => {
    const from = { id: `29:${ida}`, name: 'Ida Test', aadObjectId: ida };
    const message = teams.message(text, { from, conversation: { tenantId, ...conversation } });
    expect((await teams.post(service.url, message)).status).toBe(200);
  };
  const personal = { conversationType: 'personal', id: 'a:ida' };
  const group = { conversationType: 'groupChat', isGroup: true, id: '19:group@thread.v2' };

  test('a linked person hears it in the personal chat, as a card, and nobody in a group does', async () => {
    const onSite = await SignedIn.arrive(service.url, 'blaamejse');
    const link = await onSite.teamsLink();
    await say('Hej', group);
    await say(`link ${link}`, personal);
    await teams.arrived(1, 'a:ida');
    const event = limitEvent();
    await sendEvent(service.url, event);
    await sendEvent(service.url, event);
    await onSite.told(reduced);
    const arrived = await teams.arrived(2, 'a:ida');
    const [, said] = arrived;
    expect(said?.activity.text).toMatch(reduced);
    expect(said?.replyTo).toBeUndefined();
    expect(said?.activity).toMatchObject({
      recipient: { id: `29:${ida}` },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.5' } }],
    });
    expect(teams.sent.filter(({ conversation }) => conversation === group.id)).toHaveLength(1);
    expect(arrived).toHaveLength(2);
  });

  test('who has removed or blocked the bot is not sent to again, until they write', async () => {
    const sentOk = teams.answer;
    const database = await openTestStore(path.join(service.dataDirectory, 'charterdesk.db'));
    const chat = () => sqlTeamsChats(database).of({ tenantId, aadObjectId: ida });
    expect(await chat()).toBeDefined();
    teams.answer = () => ({ status: 403, body: { error: { code: 'ConversationBlockedByUser' } } });
    await sendEvent(service.url, claimEvent({ kind: 'claim-assessed' }));
    while (await chat()) await new Promise((resolve) => setTimeout(resolve, 10));
    await database.close();
    const attempts = teams.attempts.length;
    await sendEvent(service.url, claimEvent({ kind: 'claim-paid' }));
    await figureReaches(service.url, 'charterdesk_record_events_total{outcome="taken"}', 3);
    teams.answer = sentOk;
    // Here again: what has waited is told.
    await say('Hej', personal);
    const arrived = await teams.arrived(4, 'a:ida');
    expect(arrived.slice(2).filter(({ activity }) => activity.text?.startsWith('Vi har udbetalt'))).toHaveLength(1);
    expect(teams.attempts).toHaveLength(attempts + 2);
  });

  test('a pressed button is answered at once with what was received, and then as if it had been written', async () => {
    const data = { say: 'Hvornår får vi svar, hvis sagen trækker ud?', title: 'Svartid', of: [], language: 'da' };
    const pressed = (id: string) => ({
      ...teams.message(undefined, { id, conversation: { tenantId, ...personal, id: 'a:bo' } }),
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', title: 'Svartid', verb: 'say', data }, trigger: 'manual' },
    });
    const answer = await teams.post(service.url, pressed('f:press-1'));
    expect(answer).toMatchObject({ status: 200, json: { statusCode: 200, value: { type: 'AdaptiveCard' } } });
    expect(answer.text).toContain('Modtaget: Svartid');
    // Teams sends again what it thinks was lost.
    expect((await teams.post(service.url, pressed('f:press-1'))).status).toBe(200);
    const submitted = teams.message(undefined, {
      value: { say: 'Hej' },
      conversation: { tenantId, ...personal, id: 'a:bo' },
    });
    expect((await teams.post(service.url, submitted)).status).toBe(200);
    const arrived = await teams.arrived(2, 'a:bo');
    expect(arrived.map(({ activity }) => activity.text?.slice(0, 10))).toEqual(['Det står i', 'Hej. Jeg s']);
  });

  test('a service that has just started knows the personal chat, and where it lives', async () => {
    const before = (await teams.arrived(4, 'a:ida')).length;
    const next = await startTestService(
      { ...teams.settings, RECORD_EVENTS_SECRET: secret, DATA_DIR: service.dataDirectory },
      { credentials: teams.credentials },
    );
    try {
      await sendEvent(next.url, claimEvent({ kind: 'claim-assessed' }));
      const told = (await teams.arrived(before + 1, 'a:ida')).at(-1);
      expect(told?.activity).toMatchObject({ recipient: { id: `29:${ida}` }, text: expect.stringContaining('CL-') });
    } finally {
      await next.stop();
    }
  });

  test('after unlinking nothing is told any more', async () => {
    await say('unlink', personal);
    const before = (await teams.arrived(5, 'a:ida')).length;
    await sendEvent(service.url, claimEvent());
    await figureReaches(service.url, 'charterdesk_record_events_total{outcome="taken"}', 4);
    await say('Hej', personal);
    const after = await teams.arrived(before + 1, 'a:ida');
    expect(after.map(({ activity }) => activity.text ?? '').filter((text) => documentMissing.test(text))).toEqual([]);
  });
});
