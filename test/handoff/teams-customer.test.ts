import { FakeTeams, tenantId } from '../channels/fake-teams';
import type { TestService } from '../start-test-service';
import { agent } from './handoff-desk';
import { startStaffedService } from './staffed-service';

let teams: FakeTeams;
let service: TestService;
beforeAll(async () => {
  teams = await FakeTeams.start();
  service = await startStaffedService('open', teams.settings, { credentials: teams.credentials });
});
afterAll(async () => {
  await service.stop();
  await teams.stop();
});

const mette = agent('Mette');

test('in Teams: a person by a suggested action, receipts as plain words, a person’s message under their name', async () => {
  const chat = { conversationType: 'personal', tenantId, id: 'a:handoff-1' };
  const write = (text: string) => teams.post(service.url, teams.message(text, { conversation: chat }));
  /** The message of that number, of all that have come. */
  const sent = async (number: number) => (await teams.arrived(number, chat.id, 40_000))[number - 1]?.activity;

  await write('Hvornår får vi svar, hvis sagen trækker ud?');
  expect((await sent(1))?.suggestedActions?.actions.map(({ title }) => title)).toEqual(['Tal med et menneske']);
  await write('Jeg vil gerne tale med et menneske');
  expect((await sent(2))?.text).toMatch(/^Du er stillet i kø til en medarbejder \(sag 1\)\. Du er den næste i køen\./);
  const open = await service.handoffs.openIn(`msteams:${chat.id}`);
  expect(open).toMatchObject({ channel: 'msteams', state: 'waiting', language: 'da' });

  await service.handoffs.take(mette, open?.id ?? '');
  expect((await sent(3))?.text).toBe('Mette (medarbejder) er med nu og svarer dig fra nu af.');
  await service.handoffs.say(mette, open?.id ?? '', { clientId: '1', text: 'Hvad drejer det sig om?' });
  expect((await sent(4))?.text).toBe('**Mette:** Hvad drejer det sig om?');
  // What the customer writes now is the person's; the bot answers again when it is given back.
  await write('Vores limit');
  // A file that the person cannot see is not let to vanish: the customer is told so, by somebody who is not the person.
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'faktura.pdf', content: {} };
  await teams.post(service.url, teams.message('Her er fakturaen', { conversation: chat, attachments: [file] }));
  expect((await sent(5))?.text).toMatch(/^Automatisk besked: Filen kom ikke frem: .*medarbejderen kan ikke se den/);
  await service.handoffs.giveBack(mette, open?.id ?? '');
  expect((await sent(6))?.text).toMatch(/^Mette har givet samtalen tilbage/);
  await write('Hvornår får vi svar, hvis sagen trækker ud?');
  expect((await sent(7))?.text).toContain('> ');
});

test('where others read along, no person is called into the conversation', async () => {
  const group = { conversationType: 'groupChat', isGroup: true, tenantId, id: '19:group' };
  await teams.post(service.url, teams.message('Jeg vil gerne tale med et menneske', { conversation: group }));
  const [told] = await teams.arrived(1, group.id, 40_000);
  expect(told?.activity.text).toContain('Jeg kan ikke stille dig om herfra');
  expect(await service.handoffs.openIn(`msteams:${group.id}`)).toBeUndefined();
});
