import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isRoot = (): boolean => process.getuid?.() === 0;

/** Nothing of the browser's own that would reach out of the machine while a test runs. */
const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless Chromium: the one installed, or one installed now. @throws Error that names the command to run. A browser test is never skipped. */
export async function launchChromium(): Promise<Browser> {
  // Chromium's sandbox refuses to run as root, and only there is it given up.
  const args = isRoot() ? [...quiet, '--no-sandbox'] : quiet;
  return chromium.launch({ executablePath: chromiumPath(), args });
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(
      `CHROMIUM_PATH is "${named}", and there is no such file. Set it to a Chromium or Chrome program, or remove it.`,
    );
  }
  const found = installedPath();
  if (found) return found;
  const problems = [
    install('npx', ['playwright-core', 'install', 'chromium']),
    ...(isRoot()
      ? [install('apt-get', ['update']), install('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])]
      : []),
  ];
  const installed = installedPath();
  if (installed) return installed;
  throw new Error(
    `The browser tests need a Chromium and could not install one:\n${problems.filter(Boolean).join('\n')}\n` +
      'Run "npx playwright-core install --with-deps chromium", or set CHROMIUM_PATH to a Chromium or Chrome program.',
  );
}

function installedPath(): string | undefined {
  return [...usualPaths, chromium.executablePath()].find((candidate) => candidate !== '' && existsSync(candidate));
}

/** Why an installation failed; `undefined` when it did not. */
function install(command: string, args: string[]): string | undefined {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 300_000,
      shell: process.platform === 'win32',
    });
    return undefined;
  } catch (failure) {
    return `${[command, ...args].join(' ')}: ${failure instanceof Error ? failure.message.split('\n')[0] : String(failure)}`;
  }
}
