import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { projectPath } from '../../knowledge';
import { TestVisitor } from '../direct-line-client';
import { startTestService } from '../start-test-service';

const listed = async (dataDirectory: string): Promise<string> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [projectPath('bot', 'run.js'), 'commands/complaints', '--json'],
    { cwd: projectPath(), env: { ...process.env, DATA_DIR: dataDirectory } },
  );
  return stdout;
};

async function complain(url: string): Promise<string> {
  const visitor = await TestVisitor.arrive(url);
  await visitor.ask('I want to complain that nobody has answered our letters for six weeks');
  await visitor.ask('none');
  await visitor.ask('Jo Field of Field Trading Limited');
  expect((await visitor.ask('jo@field.example')).text).toContain('Shall I send the complaint?');
  return /\*\*(K-[0-9A-F]+)\*\*/.exec((await visitor.ask('yes')).text ?? '')?.[1] ?? 'no reference';
}

test('a visitor’s complaint, without records and without an address to send it to, is listed for the staff', async () => {
  const service = await startTestService({ RECORDS: 'none' });
  const reference = await complain(service.url);
  const line: unknown = JSON.parse(await listed(service.dataDirectory));
  expect(line).toMatchObject({ reference, name: 'Jo Field of Field Trading Limited', status: 'waiting' });
  await service.stop();
});

test('with a folder set, it is there as a mail, and nobody need be told of it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'complaint-mails-'));
  const service = await startTestService({ RECORDS: 'none', COMPLAINTS_URL: pathToFileURL(folder).href });
  const reference = await complain(service.url);
  while ((await readdir(folder)).every((name) => !name.endsWith('.json')))
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await readFile(path.join(folder, `${reference}.json`), 'utf8')).toContain(
    `"subject": "Complaint ${reference}"`,
  );
  expect(await listed(service.dataDirectory)).toBe('');
  await service.stop();
  await rm(folder, { recursive: true });
});
