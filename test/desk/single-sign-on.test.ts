import type { DeskAnswer, DeskClient } from './desk-client';
import { IdentityProvider } from './identity-provider';
import { TestDesk } from './test-desk';

let provider: IdentityProvider;
let desk: TestDesk;
const begin = async (settings: Record<string, string> = {}): Promise<void> => {
  desk = await TestDesk.start({ settings: { ...provider.settings, ...settings } });
};
beforeEach(async () => {
  provider = await IdentityProvider.start();
});
afterEach(async () => {
  await desk.stop();
  await provider.stop();
});

const location = ({ headers }: DeskAnswer): string => headers.location ?? '';
/** To the provider and back, as a browser goes. @returns the address that the provider sends back to */
async function away(browser: DeskClient): Promise<string> {
  const started = await browser.get('/desk/oidc/start');
  const authorized = await fetch(location(started), { redirect: 'manual' });
  const back = new URL(authorized.headers.get('location') ?? '');
  return `${back.pathname}${back.search}`;
}
const signIn = async (browser: DeskClient): Promise<string> => location(await browser.get(await away(browser)));

test('the page is told how to sign in', async () => {
  await begin();
  expect((await desk.client().get('sign-in/options')).json).toEqual({
    oidc: { name: 'Nordlys', url: '/desk/oidc/start' },
  });
});

test('somebody with an account gets in, and needs no password of ours', async () => {
  await begin();
  await desk.account('Åse Lund', { login: 'ase@nordlys.example' });
  provider.claims = { preferred_username: 'Ase@nordlys.example', name: 'Åse Lund' };
  const browser = desk.client();
  expect(await signIn(browser)).toBe('/desk');
  expect((await browser.get('me')).json).toMatchObject({ name: 'Åse Lund', mustSetPassword: false });
  expect((await browser.get('queue')).status).toBe(200);
});

test('somebody without an account does not', async () => {
  await begin();
  provider.claims = { preferred_username: 'fremmed' };
  const browser = desk.client();
  expect(await signIn(browser)).toBe('/desk#problem=oidc-no-account');
  expect((await browser.get('me')).status).toBe(401);
});

describe('where groups have roles', () => {
  const groups = { DESK_OIDC_ROLE_CLAIM: 'groups', DESK_OIDC_ROLES: 'desk=agent, desk-leads=supervisor' };

  test('the account is made at the first sign-in, and its role follows the groups', async () => {
    await begin(groups);
    const browser = desk.client();
    provider.claims = { preferred_username: 'ib', name: 'Ib Holm', groups: ['all', 'desk'] };
    expect(await signIn(browser)).toBe('/desk');
    expect((await browser.get('me')).json).toMatchObject({ name: 'Ib Holm', login: 'ib', role: 'agent' });
    provider.claims = { preferred_username: 'ib', name: 'Ib Holm', groups: ['desk', 'desk-leads'] };
    await signIn(browser);
    expect((await browser.get('me')).json).toMatchObject({ role: 'supervisor' });
    expect(await desk.parts.staff.isStaffed()).toBe(true);
  });

  test('without such a group nobody gets in, account or not', async () => {
    await begin(groups);
    await desk.account('Ib Holm', { login: 'ib' });
    provider.claims = { preferred_username: 'ib', groups: 'all' };
    expect(await signIn(desk.client())).toBe('/desk#problem=oidc-no-account');
  });
});

describe('refused', () => {
  beforeEach(async () => {
    await begin();
    await desk.account('Ib Holm', { login: 'ib' });
    provider.claims = { preferred_username: 'ib' };
  });

  test('an answer that is used twice', async () => {
    const browser = desk.client();
    const back = await away(browser);
    expect(location(await browser.get(back))).toBe('/desk');
    expect(location(await browser.get(back))).toBe('/desk#problem=oidc-refused');
  });

  test("somebody else's answer, pushed on this browser", async () => {
    const mine = desk.client();
    await mine.get('/desk/oidc/start');
    expect(location(await mine.get(await away(desk.client())))).toBe('/desk#problem=oidc-refused');
    expect((await mine.get('me')).status).toBe(401);
  });

  test('an answer after ten minutes', async () => {
    const browser = desk.client();
    const back = await away(browser);
    desk.advance(10);
    expect(location(await browser.get(back))).toBe('/desk#problem=oidc-refused');
  });

  test.each<[string, () => void]>([
    ['signed by a stranger', () => (provider.signWith = 'strangers')],
    ['of another issuer', () => (provider.idToken = { iss: 'https://elsewhere.example' })],
    ['for another client', () => (provider.idToken = { aud: 'somebody' })],
    ['with another nonce', () => (provider.idToken = { nonce: 'another' })],
    ['that has expired', () => (provider.idToken = { exp: Math.floor(Date.now() / 1000) - 120 })],
    ['without a login', () => (provider.idToken = { preferred_username: undefined })],
  ])('an id token %s', async (_case, spoil) => {
    spoil();
    const browser = desk.client();
    expect(await signIn(browser)).toBe('/desk#problem=oidc-refused');
    expect((await browser.get('me')).status).toBe(401);
  });
});

test('a provider that is down is named as such, and asked again the next time', async () => {
  await begin();
  await desk.account('Ib Holm', { login: 'ib' });
  provider.claims = { preferred_username: 'ib' };
  provider.isDown = true;
  expect(location(await desk.client().get('/desk/oidc/start'))).toBe('/desk#problem=oidc-unavailable');
  expect(desk.surprises.splice(0)).toHaveLength(1);
  provider.isDown = false;
  expect(await signIn(desk.client())).toBe('/desk');
});
