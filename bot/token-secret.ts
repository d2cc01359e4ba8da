import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The secret that our tokens are signed with: the setting's, else one made once and kept, readable by the service's user only. */
export function tokenSecret(setting: string | undefined, dataDirectory: string): string {
  if (setting !== undefined) return setting;
  const file = path.join(dataDirectory, 'token-secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDirectory, { recursive: true });
  const secret = randomBytes(32).toString('hex');
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${secret}\n`, { mode: 0o600 });
  renameSync(beside, file);
  return secret;
}
