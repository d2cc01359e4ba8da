import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestVisitor } from '../direct-line-client';
import { startTestService } from '../start-test-service';
import { pdf, png } from './sample-files';
import { filesOf, upload } from './upload-client';

/** A clamd that finds something in whatever holds the word, and speaks the real INSTREAM protocol. */
function clamd(word: string, answer?: string): Promise<Server> {
  const server = createServer((socket) => {
    let read = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      read = Buffer.concat([read, data]);
      const stream = instream(read);
      if (!stream) return;
      const found = stream.includes(word) ? 'stream: Test.Word FOUND\0' : 'stream: OK\0';
      socket.end(answer ?? found);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** The streamed file once its end has come. */
function instream(sent: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (sent.toString('latin1', 0, command.length) !== command) return undefined;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= sent.length;) {
    const length = sent.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(sent.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'charterdesk scan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A scanner as a script: it notes the path that it was given. */
async function script(name: string, lines: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
  return file;
}

async function sendTo(scan: string, content: Buffer = png) {
  const service = await startTestService({ ATTACHMENT_SCAN: scan });
  const visitor = await TestVisitor.arrive(service.url);
  const { status, json } = await upload(visitor, [{ name: 'a.png', content }]);
  const files = await filesOf(visitor);
  await service.stop();
  return { status, code: (json.error as { code?: string } | undefined)?.code, files: files.length };
}

describe('a command', () => {
  test('gets the path as its last argument; 0 is clean, 1 is not, anything else could not tell', async () => {
    const noted = path.join(folder, 'noted');
    const clean = await script('clean scanner.sh', `echo "$1 $2" > "${noted}"`);
    expect(await sendTo(`"${clean}" --quiet`)).toEqual({ status: 200, code: undefined, files: 1 });
    expect(await readFile(noted, 'utf8')).toMatch(/^--quiet \/.+\/attachments\/[0-9a-f]{32}\.incoming\n$/);
    expect(await sendTo(`'${await script('found.sh', 'exit 1')}'`)).toEqual({
      status: 422,
      code: 'FileUnsafe',
      files: 0,
    });
    expect(await sendTo(`'${await script('broken.sh', 'exit 2')}'`)).toEqual({
      status: 503,
      code: 'FileNotScanned',
      files: 0,
    });
    expect(await sendTo('charterdesk-no-such-program')).toEqual({ status: 503, code: 'FileNotScanned', files: 0 });
  });
});

describe('clamd', () => {
  const at = (server: Server): string => `clamd://127.0.0.1:${(server.address() as AddressInfo).port}`;

  test('clean, found, an answer that is neither, and nobody there', async () => {
    const server = await clamd('Invoice');
    expect(await sendTo(at(server))).toEqual({ status: 200, code: undefined, files: 1 });
    const marked = Buffer.concat([await pdf(), Buffer.from('% Invoice\n%%EOF')]);
    expect(await sendTo(at(server), marked)).toEqual({ status: 422, code: 'FileUnsafe', files: 0 });
    const large = Buffer.concat([png.subarray(0, -12), Buffer.alloc(9_000_000), png.subarray(-12)]);
    expect(await sendTo(at(server), large)).toEqual({ status: 200, code: undefined, files: 1 });
    const address = at(server);
    server.close();
    expect(await sendTo(address)).toEqual({ status: 503, code: 'FileNotScanned', files: 0 });

    const refusing = await clamd('', 'INSTREAM size limit exceeded. ERROR\0');
    expect(await sendTo(at(refusing))).toEqual({ status: 503, code: 'FileNotScanned', files: 0 });
    refusing.close();
  });
});
