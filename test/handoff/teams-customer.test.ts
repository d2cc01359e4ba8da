import path from 'node:path';
import { openSqlite } from '../../adapters/database';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { entryView } from '../../bot/desk/entry-view';
import { pdf, png } from '../attachments/sample-files';
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

interface AttachedInLog {
  name?: string;
  contentType: string;
  contentUrl?: string;
}

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
  // A person's words are not marked as a machine's.
  expect(JSON.stringify((await sent(4))?.entities ?? [])).not.toContain('AIGeneratedContent');
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

test('a message that the customer has edited is shown as it reads now, and marked', () => {
  const written = { type: 'message', id: '1', channelId: 'msteams', from: { id: '29:1' }, text: 'Vi har 3 skader' };
  const shown = (activity: object) => entryView({ seq: 1, body: JSON.stringify(activity) }, () => undefined);
  expect(shown(written)).not.toHaveProperty('edited');
  const edited = shown({ ...written, type: 'messageUpdate', text: 'Vi har 2 skader' });
  expect(edited).toMatchObject({ who: 'customer', text: 'Vi har 2 skader', edited: true });
});

describe('files in Teams', () => {
  const chat = { conversationType: 'personal', tenantId, id: 'a:files' };
  const conversation = `msteams:${chat.id}`;
  const base = (): string => new URL('/', teams.serviceUrl).href;
  const send = (text: string | undefined, attachments: unknown[], parts: Record<string, unknown> = {}) =>
    teams.post(service.url, teams.message(text, { conversation: chat, attachments, ...parts }));
  const download = (name: string) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    contentUrl: 'https://nordlys.sharepoint.example/personal/fil',
    content: { downloadUrl: `${base()}files/${name}`, uniqueId: 'u-1', fileType: 'pdf' },
  });
  const said = async (number: number) => (await teams.arrived(number, chat.id, 40_000))[number - 1]?.activity;
  /** The files of the conversation, as its log has them. */
  const kept = async () => {
    const database = await openSqlite(path.join(service.dataDirectory, 'charterdesk.db'));
    const entries = await sqlConversationLog(database, () => new Date()).after(conversation, 0, 100);
    await database.close();
    return entries.flatMap(({ body }) => {
      const { attachments = [], text = '' } = JSON.parse(body) as { attachments?: AttachedInLog[]; text?: string };
      const ours = attachments.filter(({ contentUrl }) => contentUrl?.startsWith('attachment:'));
      return ours.map(({ name, contentType, contentUrl = '' }) => ({
        name,
        contentType,
        text,
        id: contentUrl.slice(11),
      }));
    });
  };

  test('a customer’s file and a pasted picture are kept; one of another type is refused in so many words', async () => {
    teams.files.set('/files/faktura.pdf', await pdf());
    teams.files.set('/emea/v3/attachments/1/views/original', png);
    teams.files.set('/files/program.exe', Buffer.from('MZ....'));
    const picture = { contentType: 'image/*', contentUrl: `${teams.serviceUrl}v3/attachments/1/views/original` };
    await send(undefined, [download('faktura.pdf'), picture]);
    expect((await said(1))?.text).toContain('er gemt i samtalen');
    expect(await kept()).toMatchObject([
      { name: 'faktura.pdf', contentType: 'application/pdf' },
      { name: 'image.png', contentType: 'image/png' },
    ]);
    await send(undefined, [download('program.exe')]);
    expect((await said(2))?.text).toContain('Jeg kunne ikke tage imod alt');
    expect(await kept()).toHaveLength(2);
  });

  test.each([
    ['that cannot be had', { content: { downloadUrl: 'http://127.0.0.1:9/x' } }, 3, /ikke tage imod alt/],
    [
      'in the clear from elsewhere',
      { content: { downloadUrl: 'http://files.example/x' } },
      4,
      /kan jeg ikke tage imod/,
    ],
  ])('nor is one %s', async (_name, parts, number, words) => {
    await send(undefined, [{ ...download('x.pdf'), ...parts }]);
    expect((await said(number))?.text).toMatch(words);
    expect(await kept()).toHaveLength(2);
  });

  test('a file of a person comes into the customer’s OneDrive once they agree, and what comes meanwhile reaches the person', async () => {
    await send('Jeg vil gerne tale med et menneske', []);
    await said(5);
    const { id = '' } = (await service.handoffs.openIn(conversation)) ?? {};
    await service.handoffs.take(mette, id);
    const [file] = await kept();
    const attached = { id: file?.id ?? '', name: 'faktura.pdf', contentType: 'application/pdf', bytes: 700 };
    await service.handoffs.say(mette, id, { clientId: 'f', text: 'Her er den', attachments: [attached] });
    const card = await said(7);
    expect(card?.text).toBe('**Mette:** Her er den');
    const context = { file: file?.id };
    expect(card?.attachments).toMatchObject([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: 'faktura.pdf',
        content: { sizeInBytes: 700, acceptContext: context, declineContext: context },
      },
    ]);
    const info = {
      contentUrl: 'https://od.example/faktura.pdf',
      name: 'faktura.pdf',
      uniqueId: 'u-9',
      fileType: 'pdf',
    };
    const consent = (action: string, about: unknown = context, uploadUrl = `${base()}upload/1`) =>
      send(undefined, [], {
        ...{ type: 'invoke', name: 'fileConsent/invoke' },
        value: { type: 'fileUpload', action, context: about, uploadInfo: { ...info, uploadUrl } },
      });
    expect((await consent('decline')).status).toBe(200);
    expect((await said(8))?.text).toMatch(
      /^Filen faktura\.pdf er ikke lagt i OneDrive: det blev der sagt nej tak til\./,
    );
    expect((await consent('accept')).status).toBe(200);
    expect((await said(9))?.attachments).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: info.contentUrl,
        name: info.name,
        content: { uniqueId: 'u-9', fileType: 'pdf' },
      },
    ]);
    const original = teams.files.get('/files/faktura.pdf');
    expect(teams.uploaded).toHaveLength(1);
    expect(teams.uploaded[0]?.bytes.equals(original ?? Buffer.alloc(0))).toBe(true);
    expect(teams.uploaded[0]?.range).toBe(`bytes 0-${(original?.length ?? 0) - 1}/${original?.length}`);
    // Of another conversation, with no room for it, or at an address that is used up: said, not silent.
    for (const [about, url, number] of [
      [{ file: 'f'.repeat(32) }, undefined, 10],
      [context, `${base()}upload/full`, 11],
      [context, undefined, 12],
    ] as const) {
      expect((await consent('accept', about, url)).status).toBe(200);
      expect((await said(number))?.text).toBe(
        'Filen faktura.pdf kunne ikke lægges i dit OneDrive. Skriv, hvis du vil have den sendt igen.',
      );
    }
    await send('og her', [download('faktura.pdf')]);
    while ((await kept()).length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await kept()).map(({ name }) => name).filter((name) => name === 'faktura.pdf')).toHaveLength(3);
  });
});

test('where others read along, no person is called into the conversation', async () => {
  const group = { conversationType: 'groupChat', isGroup: true, tenantId, id: '19:group' };
  await teams.post(service.url, teams.message('Jeg vil gerne tale med et menneske', { conversation: group }));
  const [told] = await teams.arrived(1, group.id, 40_000);
  expect(told?.activity.text).toContain('Jeg kan ikke stille dig om herfra');
  expect(await service.handoffs.openIn(`msteams:${group.id}`)).toBeUndefined();
});
