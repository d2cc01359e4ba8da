import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { FakeTeams } from '../channels/fake-teams';
import { TestVisitor } from '../direct-line-client';
import { freePort, KillableService } from '../killable-service';
import { freshDataDirectory } from '../start-test-service';
import { pdf, png } from './sample-files';
import { download, filesOf, upload } from './upload-client';

test('a kill at any moment of an upload: what was acknowledged is whole, and no message speaks of a file that is not there', async () => {
  const dataDirectory = await freshDataDirectory();
  const service = new KillableService(await freePort(), dataDirectory);
  const large = Buffer.concat([png.subarray(0, -12), Buffer.alloc(2_000_000), png.subarray(-12)]);
  await service.start();
  const visitor = await TestVisitor.arrive(service.url);
  const acknowledged = new Set<string>();
  const send = (n: number): Promise<unknown> =>
    upload(visitor, [{ name: `${n}.png`, content: large }], {
      type: 'message',
      channelData: { clientActivityID: `upload-${n}` },
    }).then(
      ({ status, json }) => status === 200 && acknowledged.add(String(json.id)),
      () => undefined,
    );
  for (const afterFiles of [1, 3]) {
    const sending = Array.from({ length: 6 }, (_, n) => send(n));
    const folder = path.join(dataDirectory, 'attachments');
    const count = async (): Promise<number> => (await readdir(folder).catch(() => [])).length;
    const before = await count();
    while ((await count()) < before + afterFiles && acknowledged.size === 0)
      await new Promise((resolve) => setTimeout(resolve, 2));
    await service.kill('SIGKILL');
    await Promise.all(sending);
    await service.start();
  }
  // The client sends again what it has no answer to.
  await Promise.all(Array.from({ length: 6 }, (_, n) => send(n)));
  const { activities } = await visitor.activities();
  const own = activities.filter(({ from }) => from.role === 'user').map(({ id }) => id);
  expect(own).toHaveLength(6);
  for (const id of acknowledged) expect(own).toContain(id);
  const files = await filesOf(visitor);
  expect(files).toHaveLength(6);
  for (const { contentUrl } of files) expect((await download(contentUrl)).equals(large)).toBe(true);
  await service.kill('SIGKILL');
  await rm(dataDirectory, { recursive: true, force: true });
});

test('a kill while a file goes into a customer’s OneDrive: it gets there after the next start, and the customer hears of it once', async () => {
  const dataDirectory = await freshDataDirectory();
  const service = new KillableService(await freePort(), dataDirectory, { BOT_AUTH: 'off' });
  const [teams] = await Promise.all([FakeTeams.start(), service.start()]);
  const base = new URL('/', teams.serviceUrl).href;
  const post = (parts: Record<string, unknown>) =>
    teams.post(service.url, teams.message(undefined, parts), { token: undefined });
  teams.files.set('/files/police.pdf', await pdf());
  const file = {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name: 'police.pdf',
    content: { downloadUrl: `${base}files/police.pdf`, uniqueId: 'u-1', fileType: 'pdf' },
  };
  await post({ attachments: [file] });
  await teams.arrived(1);
  const [kept] = await readdir(path.join(dataDirectory, 'attachments'));
  teams.holdsUploads = true;
  const consent = {
    ...{ id: 'consent-1', type: 'invoke', name: 'fileConsent/invoke' },
    value: {
      ...{ type: 'fileUpload', action: 'accept', context: { file: kept } },
      uploadInfo: {
        ...{ uploadUrl: `${base}upload/1`, contentUrl: 'https://od.example/p', name: 'police.pdf' },
        ...{ uniqueId: 'u-9', fileType: 'pdf' },
      },
    },
  };
  expect((await post(consent)).status).toBe(200);
  while (teams.uploaded.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await service.kill('SIGKILL');
  teams.holdsUploads = false;
  await service.start();
  const [, told] = await teams.arrived(2);
  expect(told?.activity.attachments).toMatchObject([{ contentUrl: 'https://od.example/p', name: 'police.pdf' }]);
  // Put there once more in vain: it was there already.
  expect(teams.uploaded).toHaveLength(2);
  // Teams sends again what it got no answer to.
  expect((await post(consent)).status).toBe(200);
  await post({ attachments: [file] });
  expect((await teams.arrived(3))[2]?.activity.text).toContain('er gemt i samtalen');
  expect(teams.uploaded).toHaveLength(2);
  await service.kill('SIGKILL');
  await teams.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});
