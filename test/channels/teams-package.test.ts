import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { loadConfig } from '../../bot/config';
import { teamsPackage } from '../../bot/teams-package';
import { iconProblems, readIcon, schemaProblems } from '../../bot/teams-package/check';
import { projectPath } from '../../knowledge';
import { png } from '../attachments/sample-files';

const botId = '5f0c2f3e-94f1-4ab2-8a5e-6c1d0c6b7a11';
const settings = {
  MicrosoftAppId: botId,
  MicrosoftAppPassword: 'unused',
  MicrosoftAppTenantId: '0d9e6b3a-7c1f-4e5d-9b2a-3f4c5d6e7f80',
  PUBLIC_URL: 'https://support.nordlys.example',
  PRIVACY_URL: 'https://www.nordlys.example/privacy',
  TEAMS_TERMS_URL: 'https://www.nordlys.example/terms',
  COMPANY_NAME: 'Nordlys Kredit',
};

type Json = Record<string, unknown>;
function filesOf(made: ReturnType<typeof teamsPackage>): { names: string[]; manifest: Json; english: Json } {
  if ('problems' in made) throw new Error(made.problems.join('\n'));
  const files = unzipSync(made.zip);
  const read = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array())) as Json;
  return { names: Object.keys(files), manifest: read('manifest.json'), english: read('en.json') };
}

test('the command makes a package out of the settings: the bot in all three places, in Danish and English', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-teams-'));
  const out = path.join(folder, 'app.zip');
  const run = [projectPath('bot', 'run.js'), 'commands/teams-package', '--out', out];
  const { stdout } = await promisify(execFile)(process.execPath, run, {
    env: { PATH: process.env['PATH'], ...settings },
  });
  expect(stdout).toContain('checked against');
  const zip = new Uint8Array(await readFile(out));
  await rm(folder, { recursive: true });
  // Once more from the same settings: the same bytes.
  const again = teamsPackage(loadConfig(settings));
  expect('zip' in again && Buffer.from(again.zip).equals(zip)).toBe(true);

  const { names, manifest, english } = filesOf({ zip });
  expect(names.sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
  expect(manifest).toMatchObject({
    manifestVersion: '1.25',
    id: botId,
    name: { short: 'Nordlys Kredit' },
    developer: { websiteUrl: settings.PUBLIC_URL, privacyUrl: settings.PRIVACY_URL },
    bots: [{ botId, scopes: ['personal', 'groupChat', 'team'], supportsFiles: true }],
    validDomains: ['support.nordlys.example'],
  });
  expect(english['bots[0].commandLists[0].commands[2].title']).toBe('Talk to a person');
});

test('the app may have an id, a name, a version and a site of its own', () => {
  const own = {
    TEAMS_APP_ID: '11111111-2222-4333-8444-555555555555',
    TEAMS_APP_NAME: 'Nordlys svarer',
    TEAMS_APP_VERSION: '2.1.0',
    TEAMS_WEBSITE_URL: 'https://www.nordlys.example',
  };
  const { manifest } = filesOf(teamsPackage(loadConfig({ ...settings, ...own })));
  expect(manifest).toMatchObject({
    id: own.TEAMS_APP_ID,
    version: '2.1.0',
    name: { short: 'Nordlys svarer', full: 'Nordlys Kredit' },
    developer: { websiteUrl: own.TEAMS_WEBSITE_URL },
    bots: [{ botId }],
  });
});

test('all that is missing is named at once, each with what it is', () => {
  const made = teamsPackage(loadConfig({ COMPANY_NAME: 'Nordlys Kreditforsikringsselskab af 1899 A/S' }));
  const problems = 'problems' in made ? made.problems : [];
  for (const name of ['MicrosoftAppId', 'PUBLIC_URL', 'PRIVACY_URL', 'TEAMS_TERMS_URL', 'TEAMS_APP_NAME'])
    expect(problems.filter((problem) => problem.startsWith(`${name} is missing`))).toHaveLength(1);
});

test.each([
  ['TEAMS_APP_ID', 'app-1'],
  ['TEAMS_APP_NAME', 'x'.repeat(31)],
  ['TEAMS_APP_VERSION', '1.0'],
  ['TEAMS_TERMS_URL', 'http://www.nordlys.example'],
  ['TEAMS_WEBSITE_URL', 'www.nordlys.example'],
])('%s=%s is refused at the door', (name, value) => {
  expect(() => loadConfig({ ...settings, [name]: value })).toThrow(name);
});

const valid = () => filesOf(teamsPackage(loadConfig(settings)));
test.each<[string, (manifest: Json) => Json, RegExp]>([
  ['without a description', ({ description: _left, ...rest }) => rest, /required property 'description'/],
  ['with a field that Teams does not know', (manifest) => ({ ...manifest, colour: 'green' }), /colour/],
  ['with an id that is none', (manifest) => ({ ...manifest, id: 'bot' }), /\.id: should match pattern/],
  ['for a place that is none', (manifest) => ({ ...manifest, bots: [{ botId, scopes: ['groupchat'] }] }), /scopes/],
  ['of another version', (manifest) => ({ ...manifest, manifestVersion: '1.3' }), /manifestVersion/],
])("Microsoft's schema finds a manifest %s", (_name, change, problem) => {
  expect(schemaProblems('manifest', valid().manifest)).toEqual([]);
  expect(schemaProblems('manifest', change(valid().manifest)).join('\n')).toMatch(problem);
});

test("Microsoft's schema finds words that are too long or in no place", () => {
  const { english } = valid();
  expect(schemaProblems('localization', { ...english, 'name.short': 'x'.repeat(31) }).join()).toMatch(/name\.short/);
  expect(schemaProblems('localization', { ...english, 'name.long': 'x' }).join()).toMatch(/name\.long/);
});

const outline = readIcon('outline.png') ?? Buffer.of();
/** The header's byte for the type of colour. */
const inColours = (type: number, ...more: Buffer[]) =>
  Buffer.concat([outline.subarray(0, 25), Buffer.of(type), outline.subarray(26), ...more]);

test('an icon with few colours, of which one is transparent, is taken', () => {
  expect(iconProblems('outline.png', inColours(3, Buffer.from('tRNS')))).toEqual([]);
});

test.each<[string, Buffer | undefined, RegExp]>([
  ['that is not there', undefined, /outline\.png is missing: put a PNG of 32 × 32 pixels/],
  ['of few colours, all of them opaque', inColours(3), /no transparency/],
  ['of another size', png, /outline\.png is 16 × 12 pixels; Teams wants 32 × 32/],
  ['that is no picture', Buffer.from('GIF89a'), /no PNG/],
  ['cut short', png.subarray(0, 20), /no PNG/],
  ['in colour on a ground', readIcon('color.png'), /192 × 192 pixels.*no transparency/],
])('an icon %s is refused', (_name, file, problem) => {
  expect(iconProblems('outline.png', file).join(' ')).toMatch(problem);
});
