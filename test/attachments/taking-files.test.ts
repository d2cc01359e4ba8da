import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { TestVisitor } from '../direct-line-client';
import { startTestService, type TestService } from '../start-test-service';
import { gif, jpeg, pdf, png, pngWithPage, webp } from './sample-files';
import { download, filesOf, type SentFile, upload, uploadForm } from './upload-client';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const arrive = (locale?: string): Promise<TestVisitor> => TestVisitor.arrive(service.url, locale);
const onDisk = (): Promise<string[]> =>
  readdir(path.join(service.dataDirectory, 'attachments')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });

describe('what is taken', () => {
  test('a picture of each kind and a PDF, in one message, come back byte for byte', async () => {
    const visitor = await arrive();
    const sent: SentFile[] = [
      { name: 'a.png', content: png },
      { name: 'b.jpg', content: jpeg },
      { name: 'c.gif', content: gif },
      { name: 'd.webp', content: webp },
      { name: 'e.pdf', content: await pdf() },
    ];
    const { status, json } = await upload(visitor, sent, { type: 'message', text: 'Her er fakturaerne' });
    expect(status).toBe(200);
    const { activities } = await visitor.activities();
    const message = activities.find(({ id }) => id === json.id);
    expect(message).toMatchObject({
      text: 'Her er fakturaerne',
      channelData: { attachmentSizes: sent.map(({ content }) => content.length) },
    });
    const files = await filesOf(visitor);
    expect(files.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['a.png', 'image/png'],
      ['b.jpg', 'image/jpeg'],
      ['c.gif', 'image/gif'],
      ['d.webp', 'image/webp'],
      ['e.pdf', 'application/pdf'],
    ]);
    for (const [at, { contentUrl }] of files.entries())
      expect((await download(contentUrl)).equals(Buffer.from(sent[at]?.content ?? ''))).toBe(true);
  });

  test('the bot says honestly that it reads no files, and how they get to a person', async () => {
    const danish = await arrive('da-DK');
    await upload(danish, [{ name: 'a.png', content: png }]);
    expect((await danish.botMessages(2))[1]?.text).toMatch(/^Jeg kan ikke selv læse filer\..*gemt i samtalen/);
    const english = await arrive('en-GB');
    await upload(english, [{ name: 'a.png', content: png }]);
    const [, answer] = await english.botMessages(2);
    expect(answer?.text).toMatch(/^I cannot read files myself\./);
    expect(answer?.suggestedActions?.actions.map(({ title }) => title)).toContain('Talk to a person');
  });

  test('a question beside a file is answered all the same', async () => {
    const visitor = await arrive();
    await upload(visitor, [{ name: 'a.png', content: png }], {
      type: 'message',
      text: 'Hvornår får vi svar, hvis sagen trækker ud?',
    });
    const messages = await visitor.botMessages(3);
    expect(messages[1]?.text).toMatch(/læse filer/);
    expect(messages[2]?.channelData?.citations).toMatchObject([{ clause: 'administration-enquiries' }]);
  });

  test('files without a message part are a message; the same upload twice is one', async () => {
    const visitor = await arrive();
    expect((await upload(visitor, [{ name: 'a.png', content: png }], undefined)).status).toBe(200);
    const activity = { type: 'message', channelData: { clientActivityID: 'once' } };
    const first = await upload(visitor, [{ name: 'b.png', content: png }], activity);
    const before = (await onDisk()).length;
    const again = await upload(visitor, [{ name: 'b.png', content: png }], activity);
    expect(again.json.id).toBe(first.json.id);
    expect(await filesOf(visitor)).toHaveLength(2);
    expect((await onDisk()).length).toBe(before);
  });

  test('names keep nothing of a path, a control sign or a false ending', async () => {
    const visitor = await arrive();
    const names = [
      '../../etc/passwd',
      'C:\\temp\\faktura 1.PNG',
      'side.html',
      'æ\u202egnp.exe',
      '.png',
      'x'.repeat(400),
    ];
    for (const name of names) expect((await upload(visitor, [{ name, content: png }])).status).toBe(200);
    expect((await filesOf(visitor)).map(({ name }) => name)).toEqual([
      'passwd.png',
      'faktura 1.png',
      'side.html.png',
      'ægnp.exe.png',
      'png.png',
      `${'x'.repeat(120)}.png`,
    ]);
    for (const file of await onDisk()) expect(file).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('what is refused, each with a word, leaving nothing behind', () => {
  const cases: [string, SentFile[], number, string][] = [
    ['text under the name of a picture', [{ name: 'a.png', content: 'hello' }], 415, 'FileTypeNotTaken'],
    ['a page', [{ name: 'a.pdf', content: '<html><script>alert(1)</script></html>' }], 415, 'FileTypeNotTaken'],
    ['a page that begins like a GIF', [{ name: 'a.gif', content: 'GIF89a/*<script>*/=1;alert(1)' }], 415, 'FileBroken'],
    [
      'a drawing with scripts',
      [{ name: 'a.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
      415,
      'FileTypeNotTaken',
    ],
    ['half a picture', [{ name: 'a.png', content: png.subarray(0, png.length / 2) }], 415, 'FileBroken'],
    ['a PDF without its end', [{ name: 'a.pdf', content: '%PDF-1.7\n1 0 obj\n<<>>' }], 415, 'FileBroken'],
    ['nothing', [{ name: 'a.png', content: '' }], 400, 'FileEmpty'],
    ['six files', Array.from({ length: 6 }, (_, at) => ({ name: `${at}.png`, content: png })), 400, 'TooManyFiles'],
    [
      'one bad among good ones',
      [
        { name: 'a.png', content: png },
        { name: 'b.png', content: 'x' },
      ],
      415,
      'FileTypeNotTaken',
    ],
  ];
  test.each(cases)('%s', async (_what, files, status, code) => {
    const visitor = await arrive();
    const before = (await onDisk()).length;
    const refused = await upload(visitor, files);
    expect(refused.json).toMatchObject({ error: { code, message: expect.stringMatching(/\w \w/) } });
    expect(refused.status).toBe(status);
    expect(await filesOf(visitor)).toEqual([]);
    expect((await onDisk()).length).toBe(before);
  });

  test('11 MB of a picture', async () => {
    const visitor = await arrive();
    const large = Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]);
    expect(await upload(visitor, [{ name: 'a.png', content: large }])).toMatchObject({
      status: 413,
      json: { error: { code: 'FileTooLarge', message: expect.stringContaining('"a.png"') } },
    });
  });

  test('exactly 10 MB is taken', async () => {
    const visitor = await arrive();
    const end = png.subarray(-12);
    const most = Buffer.concat([png.subarray(0, -12), Buffer.alloc(10 * 1024 * 1024 - png.length), end]);
    expect((await upload(visitor, [{ name: 'a.png', content: most }])).status).toBe(200);
    expect((await download((await filesOf(visitor))[0]?.contentUrl ?? '')).length).toBe(10 * 1024 * 1024);
  });

  test('the sixty-first file of a conversation', async () => {
    const visitor = await arrive();
    const five = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.png`, content: png }));
    for (let times = 0; times < 12; times += 1) expect((await upload(visitor, five)).status).toBe(200);
    expect(await upload(visitor, five.slice(0, 1))).toMatchObject({
      status: 400,
      json: { error: { code: 'TooManyFilesInConversation' } },
    });
  });
});

describe('hostile forms', () => {
  const boundary = { 'Content-Type': 'multipart/form-data; boundary=b' };
  const part = (headers: string, content: string): string => `--b\r\n${headers}\r\n\r\n${content}\r\n`;
  const file = 'Content-Disposition: form-data; name="file"; filename="a.png"';
  const picture = png.toString('latin1');
  const cases: [string, string, Record<string, string>, number][] = [
    ['no boundary', part(file, picture), { 'Content-Type': 'multipart/form-data' }, 415],
    ['another type', '{}', { 'Content-Type': 'application/json' }, 415],
    ['no end', part(file, picture), boundary, 400],
    ['no beginning', 'nonsense', boundary, 400],
    [
      'an activity that is no JSON',
      `${part('Content-Disposition: form-data; name="activity"', '{')}--b--`,
      boundary,
      400,
    ],
    [
      'an activity of another kind',
      `${part('Content-Disposition: form-data; name="activity"', '{"type":"event","name":"handoff.status"}')}${part(file, picture)}--b--`,
      boundary,
      400,
    ],
    ['a thousand parts', `${part('Content-Disposition: form-data; name="x"', 'y').repeat(1000)}--b--`, boundary, 400],
  ];
  test.each(cases)('%s', async (_what, body, headers, status) => {
    const visitor = await arrive();
    const before = (await onDisk()).length;
    const refused = await uploadForm(visitor, Uint8Array.from(Buffer.from(body, 'latin1')), headers);
    expect(refused.json).toMatchObject({ error: { message: expect.stringMatching(/\w \w/) } });
    expect(refused.status).toBe(status);
    expect((await onDisk()).length).toBe(before);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
  });

  test("another's token, a forged one and none", async () => {
    const [visitor, other] = [await arrive(), await arrive()];
    const as = (token: string) => uploadForm(visitor, new FormData(), { Authorization: token });
    expect((await as(`Bearer ${other.token}`)).status).toBe(403);
    expect((await as('Bearer nonsense')).status).toBe(403);
    expect((await as('')).status).toBe(401);
  });

  test('a sender who goes away in the middle leaves nothing', async () => {
    const visitor = await arrive();
    const before = (await onDisk()).length;
    const leaving = new AbortController();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        sent += 1;
        if (sent === 1) controller.enqueue(Buffer.from(`--b\r\n${file}\r\n\r\n`));
        else if (sent < 20) controller.enqueue(new Uint8Array(65_536));
        else {
          // The service has begun to write before the sender goes.
          while ((await onDisk()).length === before) await new Promise((resolve) => setTimeout(resolve, 10));
          leaving.abort();
        }
      },
    });
    const request: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body,
      duplex: 'half',
      signal: leaving.signal,
      headers: { ...boundary, Authorization: `Bearer ${visitor.token}` },
    };
    await expect(
      fetch(`${service.url}/v3/directline/conversations/${visitor.conversation}/upload`, request),
    ).rejects.toThrow(/abort/);
    while ((await onDisk()).length > before) await new Promise((resolve) => setTimeout(resolve, 10));
  });
});

describe('how files are given out', () => {
  const sentBy = async (visitor: TestVisitor, sent: SentFile): Promise<URL> => {
    await upload(visitor, [sent]);
    return new URL((await filesOf(visitor))[0]?.contentUrl ?? '');
  };

  test('to be saved, never as a page, whatever is in them', async () => {
    const address = await sentBy(await arrive(), { name: 'blåbær "1".html', content: pngWithPage, type: 'text/html' });
    const { status, headers } = await fetch(address);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="bl_b_r 1.html.png"; filename*=UTF-8''bl%C3%A5b%C3%A6r%201.html.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(pngWithPage.length)]);
  });

  test('not without a signature, with a forged one, or with that of another file', async () => {
    const visitor = await arrive();
    const address = await sentBy(visitor, { name: 'a.png', content: png });
    const other = await sentBy(await arrive(), { name: 'b.png', content: png });
    const status = async (change: (url: URL) => void): Promise<number> => {
      const url = new URL(address);
      change(url);
      return (await fetch(url)).status;
    };
    expect(await status(() => undefined)).toBe(200);
    expect(await status((url) => url.searchParams.delete('s'))).toBe(403);
    expect(await status((url) => url.searchParams.set('e', '99999999999'))).toBe(403);
    expect(await status((url) => url.searchParams.set('s', other.searchParams.get('s') ?? ''))).toBe(403);
    expect(await status((url) => (url.pathname = '/attachments/..%2fcharterdesk.db'))).toBe(403);
  });

  test('what somebody writes is never taken for a file', async () => {
    const visitor = await arrive();
    const id = (await sentBy(visitor, { name: 'a.png', content: png })).pathname.split('/').at(-1) ?? '';
    const stranger = await arrive();
    await stranger.post({
      type: 'message',
      text: `attachment:${id}`,
      value: { attachments: [{ contentUrl: `attachment:${id}` }] },
    });
    const [written] = (await stranger.activities()).activities.filter(({ from }) => from.role === 'user');
    expect(written?.text).toBe(`attachment:${id}`);
    expect(JSON.stringify(written)).not.toContain('/attachments/');
  });

  test('on a socket as by polling, with the same address', async () => {
    const visitor = await arrive();
    const listener = visitor.listen();
    await listener.opened;
    await upload(visitor, [{ name: 'a.png', content: png }]);
    const [polled] = await filesOf(visitor);
    const shown = await listener.until((activities) => activities.some(({ attachments }) => attachments));
    expect(shown.flatMap(({ attachments }) => attachments ?? [])).toEqual([polled]);
    listener.close();
  });
});
