import { password, TestDesk } from './test-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.start();
});
afterEach(() => desk.stop());

const code = (answer: { json: Record<string, unknown> }): unknown => (answer.json.error as { code: string }).code;

describe('the first time', () => {
  test('by the one-time link, then a password has to be chosen before anything else', async () => {
    const member = await desk.account('Åse Lund', { topics: ['claims'], team: 'Skader' });
    const browser = desk.client();
    const signedIn = await browser.post('sign-in/link', { code: await desk.linkFor(member) });
    expect(signedIn).toMatchObject({
      status: 200,
      json: {
        name: 'Åse Lund',
        login: 'aase.lund',
        topics: ['claims'],
        team: 'Skader',
        mustSetPassword: true,
        passkeys: 0,
      },
    });
    expect(await browser.get('queue')).toMatchObject({ status: 403, json: { error: { code: 'ChoosePassword' } } });
    expect((await browser.post('password', { password })).json).toMatchObject({ mustSetPassword: false });
    expect((await browser.get('queue')).status).toBe(200);
  });

  test.each([
    ['too short', 'kort12345'],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa'],
    ['little more than the login', 'aase.lund12345'],
  ])('a password that is %s is refused with the reason', async (_case, weak) => {
    const browser = desk.client();
    await browser.post('sign-in/link', { code: await desk.linkFor(await desk.account('Åse Lund')) });
    expect(await browser.post('password', { password: weak })).toMatchObject({
      status: 400,
      json: { error: { code: 'WeakPassword', message: expect.stringMatching(/password/) } },
    });
  });

  test('a link is good once, and for a day', async () => {
    const member = await desk.account('Ib Holm');
    const used = await desk.linkFor(member);
    expect((await desk.client().post('sign-in/link', { code: used })).status).toBe(200);
    const again = await desk.client().post('sign-in/link', { code: used });
    expect([again.status, code(again)]).toEqual([401, 'LinkUsed']);
    const late = await desk.linkFor(member);
    desk.advance(24 * 60);
    expect((await desk.client().post('sign-in/link', { code: late })).status).toBe(401);
  });

  test('a newer link replaces the older; of two who use one at the same time one gets in', async () => {
    const member = await desk.account('Ib Holm');
    const older = await desk.linkFor(member);
    const newer = await desk.linkFor(member);
    expect((await desk.client().post('sign-in/link', { code: older })).status).toBe(401);
    const both = await Promise.all([1, 2].map(() => desk.client().post('sign-in/link', { code: newer })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('after forgetting: the new link ends what was signed in before, and the old password', async () => {
    const { member, desk: old } = await desk.seated('Ib Holm');
    await desk.client().post('sign-in/link', { code: await desk.linkFor(member) });
    expect((await old.get('me')).status).toBe(401);
    expect((await desk.client().post('sign-in', { login: 'ib.holm', password })).status).toBe(401);
  });
});

describe('by password', () => {
  test('the cookie is for our pages only and out of reach of scripts; only its hash is kept', async () => {
    await desk.seated('Ib Holm');
    const browser = desk.client();
    const { headers } = await browser.post('sign-in', { login: ' IB.HOLM ', password });
    expect(String(headers['set-cookie'])).toMatch(
      /^desk_session=[\w-]{43}; Path=\/desk; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect((await browser.get('me')).json).toMatchObject({ login: 'ib.holm' });
  });

  test('wrong, or a login that nobody has: the same answer', async () => {
    await desk.seated('Ib Holm');
    const wrong = await desk.client().post('sign-in', { login: 'ib.holm', password: 'noget helt andet' });
    const nobody = await desk.client().post('sign-in', { login: 'nobody', password: 'noget helt andet' });
    expect([wrong.status, code(wrong)]).toEqual([401, 'WrongPassword']);
    expect([nobody.status, nobody.json]).toEqual([wrong.status, wrong.json]);
  });

  test('after five wrong ones it has to be waited for, with the right one too; for a login that nobody has as well', async () => {
    await desk.seated('Ib Holm');
    for (const login of ['ib.holm', 'nobody']) {
      const tries = Array.from({ length: 5 }, () => desk.client().post('sign-in', { login, password: 'forkert' }));
      expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      const next = await desk.client().post('sign-in', { login, password });
      expect([next.status, code(next)]).toEqual([429, 'TooManyRequests']);
      expect(Number(next.headers['retry-after'])).toBeGreaterThan(60);
    }
  });

  test('the right one in between starts the count anew', async () => {
    await desk.seated('Ib Holm');
    for (let round = 0; round < 2; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1)
        expect((await desk.client().post('sign-in', { login: 'ib.holm', password: 'forkert' })).status).toBe(401);
      expect((await desk.client().post('sign-in', { login: 'ib.holm', password })).status).toBe(200);
    }
  });

  test('a change of the password needs the old one, and signs out everywhere else', async () => {
    const { desk: here } = await desk.seated('Ib Holm');
    const elsewhere = desk.client();
    await elsewhere.post('sign-in', { login: 'ib.holm', password });
    const next = 'et helt nyt kodeord 7';
    expect(code(await here.post('password', { password: next }))).toBe('WrongPassword');
    expect((await here.post('password', { password: next, current: 'forkert' })).status).toBe(403);
    expect((await here.post('password', { password: next, current: password })).status).toBe(200);
    expect([(await here.get('me')).status, (await elsewhere.get('me')).status]).toEqual([200, 401]);
  });
});

describe('a session', () => {
  test('ends after an hour without the desk', async () => {
    const { desk: browser } = await desk.seated('Ib Holm');
    desk.advance(59);
    expect((await browser.get('me')).status).toBe(200);
    desk.advance(59);
    expect((await browser.get('me')).status).toBe(200);
    desk.advance(60);
    const ended = await browser.get('me');
    expect([ended.status, code(ended)]).toEqual([401, 'SignInNeeded']);
  });

  test('ends twelve hours after its beginning, used or not', async () => {
    const { desk: browser } = await desk.seated('Ib Holm');
    for (let past = 0; past < 11.5 * 60; past += 30) {
      desk.advance(30);
      expect((await browser.get('me')).status).toBe(200);
    }
    desk.advance(30);
    expect((await browser.get('me')).status).toBe(401);
  });

  test('ends with signing out, also for whoever has copied the cookie, and closes the live feed', async () => {
    const { desk: browser } = await desk.seated('Ib Holm');
    const copied = { Cookie: browser.cookie };
    const feed = await browser.live();
    expect((await browser.post('sign-out')).status).toBe(204);
    await feed.closed;
    expect(browser.cookie).toBe('');
    expect((await browser.call('GET', 'me', undefined, copied)).status).toBe(401);
  });

  test('ends with the account', async () => {
    const { member, desk: browser } = await desk.seated('Ib Holm');
    await desk.parts.staff.accounts.remove(member.id);
    expect((await browser.get('me')).status).toBe(401);
    expect((await desk.client().post('sign-in', { login: 'ib.holm', password })).status).toBe(401);
    expect((await desk.account('Ib Holm')).login).toBe('ib.holm');
  });
});

describe('a request that is not the page’s own', () => {
  test.each<[string, Record<string, string | undefined>]>([
    ['from another origin', { Origin: 'https://evil.example' }],
    ['without an origin', { Origin: undefined }],
    ['of an opaque origin', { Origin: 'null' }],
    ['without the header that a form cannot send', { 'X-Desk': undefined }],
  ])('%s is refused', async (_case, headers) => {
    const { desk: browser } = await desk.seated('Ib Holm');
    for (const path of ['available', 'sign-out', 'handoffs/next', 'sign-in']) {
      const answer = await browser.call('POST', path, { available: true }, headers);
      expect([path, answer.status, code(answer)]).toEqual([path, 403, 'ForgedRequest']);
    }
    expect((await browser.get('me')).json).toMatchObject({ available: false });
  });

  test('without a session there is nothing to be had', async () => {
    for (const path of ['me', 'queue', 'staff', 'canned', 'search?q=hej', 'overview', 'audit', 'live', 'handoffs/x'])
      expect([path, (await desk.client().get(path)).status]).toEqual([path, 401]);
    for (const path of [
      'password',
      'passkeys',
      'available',
      'handoffs/next',
      'handoffs/x/messages',
      'attachments',
      'staff',
    ])
      expect([path, (await desk.client().post(path)).status]).toEqual([path, 401]);
  });

  test('behind https the cookie travels over https only', async () => {
    const secure = await TestDesk.start({ settings: { PUBLIC_URL: 'https://support.example.com' } });
    const member = await secure.account('Ib Holm');
    const sent = { code: await secure.linkFor(member) };
    const answer = await secure.client().call('POST', 'sign-in/link', sent, { Origin: 'https://support.example.com' });
    expect(String(answer.headers['set-cookie'])).toMatch(/; Secure$/);
    await secure.stop();
  });
});

test('the page may load our own files only, in no frame', async () => {
  const { status, headers } = await desk.client().get('/desk');
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'.*script-src 'self'/);
  expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
});
