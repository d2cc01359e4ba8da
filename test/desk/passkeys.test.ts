import type { DeskClient } from './desk-client';
import { SoftPasskey } from './soft-passkey';
import { TestDesk } from './test-desk';

let desk: TestDesk;
beforeEach(async () => {
  desk = await TestDesk.start();
});
afterEach(() => desk.stop());

/** Somebody who came by a link and chose a passkey in the place of a password. */
async function withPasskey(): Promise<SoftPasskey> {
  const browser = desk.client();
  await browser.post('sign-in/link', { code: await desk.linkFor(await desk.account('Ib Holm')) });
  const passkey = new SoftPasskey(desk.url);
  const { json: options } = await browser.post('passkeys/options');
  const registered = await browser.post('passkeys', passkey.register(options));
  expect(registered).toMatchObject({ status: 200, json: { passkeys: 1, mustSetPassword: false, hasPassword: false } });
  expect((await browser.get('queue')).status).toBe(200);
  return passkey;
}
const optionsFor = async (browser: DeskClient) => (await browser.post('sign-in/passkey/options')).json;

test('registered in the place of a password, then signed in with', async () => {
  const passkey = await withPasskey();
  for (const browser of [desk.client(), desk.client()]) {
    const signedIn = await browser.post('sign-in/passkey', passkey.signIn(await optionsFor(browser)));
    expect(signedIn).toMatchObject({ status: 200, json: { login: 'ib.holm' } });
    expect((await browser.get('me')).status).toBe(200);
  }
});

describe('refused', () => {
  const refused = { status: 401, json: { error: { code: 'PasskeyRefused' } } };

  test('an answer that was overheard and is sent again', async () => {
    const passkey = await withPasskey();
    const browser = desk.client();
    const answer = passkey.signIn(await optionsFor(browser));
    expect((await browser.post('sign-in/passkey', answer)).status).toBe(200);
    expect(await desk.client().post('sign-in/passkey', answer)).toMatchObject(refused);
  });

  test('a challenge that we did not set, and one of ten minutes ago', async () => {
    const passkey = await withPasskey();
    const made = passkey.signIn({ challenge: 'bm90LW91cnM', rpId: 'localhost' });
    expect(await desk.client().post('sign-in/passkey', made)).toMatchObject(refused);
    const late = await optionsFor(desk.client());
    desk.advance(10);
    expect(await desk.client().post('sign-in/passkey', passkey.signIn(late))).toMatchObject(refused);
  });

  test("another site's page that passes our challenge on", async () => {
    await withPasskey();
    const browser = desk.client();
    await browser.post('sign-in/link', { code: await desk.linkFor(await desk.account('Åse Lund')) });
    const elsewhere = new SoftPasskey('https://charterdesk.evil.example');
    const { json: options } = await browser.post('passkeys/options');
    expect((await browser.post('passkeys', elsewhere.register(options))).status).toBe(400);
    expect((await browser.get('me')).json).toMatchObject({ passkeys: 0, mustSetPassword: true });
  });

  test("a registration under somebody else's challenge", async () => {
    const [one, other] = [desk.client(), desk.client()];
    await one.post('sign-in/link', { code: await desk.linkFor(await desk.account('Ib Holm')) });
    await other.post('sign-in/link', { code: await desk.linkFor(await desk.account('Åse Lund')) });
    const { json: options } = await one.post('passkeys/options');
    expect((await other.post('passkeys', new SoftPasskey(desk.url).register(options))).status).toBe(400);
  });

  test('a copy whose counter has fallen behind', async () => {
    const passkey = await withPasskey();
    await desk.client().post('sign-in/passkey', passkey.signIn(await optionsFor(desk.client())));
    await desk.client().post('sign-in/passkey', passkey.signIn(await optionsFor(desk.client())));
    passkey.forgetUses();
    const copied = await desk.client().post('sign-in/passkey', passkey.signIn(await optionsFor(desk.client())));
    expect(copied).toMatchObject(refused);
  });

  test('the passkey of somebody whose account has ended', async () => {
    const passkey = await withPasskey();
    const member = await desk.parts.staff.accounts.withLogin('ib.holm');
    await desk.parts.staff.accounts.remove(member?.id ?? '');
    const ended = await desk.client().post('sign-in/passkey', passkey.signIn(await optionsFor(desk.client())));
    expect(ended).toMatchObject(refused);
  });

  test('something that is no passkey at all', async () => {
    expect((await desk.client().post('sign-in/passkey', { id: '<script>' })).status).toBe(400);
  });
});
