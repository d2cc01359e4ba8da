import { openDemoRecords } from '../../adapters/records';
import { type DemoInsurer, startDemoInsurer } from '../../adapters/records/rest/demo-insurer';
import type { Handoff } from '../../bot/handoff';
import { TestSite } from '../identity/test-site';
import type { TestService } from '../start-test-service';
import { buttonsOf, Customer, receiptOf, startStaffedService, textOf } from './staffed-service';

let site: TestSite;
let insurer: DemoInsurer;
let service: TestService;
beforeAll(async () => {
  const client = { clientId: 'charterdesk', clientSecret: 'demo' };
  const { source } = await openDemoRecords(':memory:', () => new Date());
  [site, insurer] = [await TestSite.start(), await startDemoInsurer({ source, ...client })];
  service = await startStaffedService('open', {
    ...site.settings,
    RECORDS_URL: insurer.url,
    RECORDS_TOKEN_URL: insurer.tokenUrl,
    RECORDS_CLIENT_ID: client.clientId,
    RECORDS_CLIENT_SECRET: client.clientSecret,
    HANDOFF_CLAIM_ABOVE: '50000 DKK',
  });
});
afterAll(async () => {
  await service.stop();
  await insurer.stop();
  await site.stop();
});

const signedIn = async (): Promise<Customer> => {
  const customer = await Customer.arrive(service.url, 'da', await site.vouchFor('blaamejse'));
  // They are told under which name they are signed in.
  await customer.hears(1);
  return customer;
};
const openOf = async ({ conversation }: Customer): Promise<Handoff> => {
  const open = await service.handoffs.openIn(conversation);
  if (!open) throw new Error('Nothing is handed over.');
  return open;
};

/** All that is asked about a claim, up to the question whether to send it. */
const claimOf = (amount: string): string[] => [
  ...['Jeg vil anmelde en skade', 'Nordhavn Stål ApS', 'Køberen betaler ikke', amount, '1. september 2026'],
  ...[
    'F-2201, 1.8.2026',
    'Nej, uden moms',
    '3. august 2026',
    'nej',
    'Nej, ingen',
    'Alle de nævnte',
    'Skade og inkasso',
  ],
];

test('a claim above the amount is filed, and a person is called to it, whether asked for or not; one below is not', async () => {
  const small = await signedIn();
  for (const words of claimOf('20.000 kr')) await small.writes(words);
  expect(textOf(await small.writes('Ja'))).toContain('Anmeldelsen er modtaget');
  expect(await service.handoffs.openIn(small.conversation)).toBeUndefined();

  const large = await signedIn();
  for (const words of claimOf('85.000 kr')) await large.writes(words);
  const [filed, why, receipt] = await large.writes('Ja', 3);
  expect(filed?.text).toContain('Anmeldelsen er modtaget');
  expect(why?.text).toContain('Beløbet er så stort, at en medarbejder skal se på anmeldelsen');
  expect(receiptOf(receipt)).toMatchObject({ state: 'waiting', receipt: 'received' });
  const { reason, priority, topic, brief } = await openOf(large);
  expect({ reason, priority, topic }).toEqual({ reason: 'large-claim', priority: 2, topic: 'claims' });
  expect(brief.customer).toMatchObject({ kind: 'customer', customerId: 'blaamejse' });
});

test('a half-filed claim is in the brief, in words; what was looked up is told by name, and to nobody for a stranger', async () => {
  const customer = await signedIn();
  await customer.writes('Hvad er status på vores skader?');
  for (const words of claimOf('85.000 kr').slice(0, 4)) await customer.writes(words);
  await customer.writes('Jeg vil gerne tale med et menneske', 2);
  const { brief } = await openOf(customer);
  expect(brief.draft).toContain('Nordhavn Stål ApS');
  expect(brief.draft).toContain('85.000,00 kr.');
  expect(brief.records).toEqual(expect.arrayContaining([expect.stringMatching(/^skade CL-\d+$/)]));

  const stranger = await Customer.arrive(service.url, 'da');
  const [number = ''] = brief.records.flatMap((record) => /CL-\d+/.exec(record) ?? []);
  await stranger.writes(`Hvad er status på skade ${number}?`);
  await stranger.writes('Jeg vil gerne tale med et menneske');
  expect((await openOf(stranger)).brief).toMatchObject({ customer: { kind: 'anonymous' }, records: [] });
});

// The last: the records do not come back.
test('where the records cannot be reached a person is offered in the place of waiting, and a yes is enough', async () => {
  const customer = await signedIn();
  await insurer.stop();
  const told = await customer.writes('Hvad er status på vores skader?');
  expect(textOf(told)).toContain('Vil du tale med et menneske i stedet for at vente?');
  expect(buttonsOf(told)).toContain('Tal med et menneske');
  expect(textOf(await customer.writes('ja tak'))).toContain('Du er stillet i kø til en medarbejder');
  expect(await openOf(customer)).toMatchObject({ reason: 'records-unavailable', priority: 1 });
});
