import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isLoopback } from './loopback';

const isWeb = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);
const isFolder = (url: string): boolean => /^file:\/\/\//.test(url) && URL.canParse(url);

/** The settings that say where complaints are sent. */
export const complaintsEnvironment = {
  COMPLAINTS_URL: z
    .string()
    .refine((url) => isWeb(url) || isFolder(url), 'must be https://… (a webhook) or file:///folder (mails in files)')
    .optional(),
  COMPLAINTS_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters (for example: openssl rand -hex 32)')
    .optional(),
};

type Environment = {
  [Name in keyof typeof complaintsEnvironment]?: z.output<(typeof complaintsEnvironment)[Name]>;
};

/** What contradicts or lacks what among them, each with its remedy. */
export function complaintsProblems({ COMPLAINTS_URL: url, COMPLAINTS_SECRET: secret }: Environment): string[] {
  const problems: string[] = [];
  if (url !== undefined && isWeb(url) && secret === undefined)
    problems.push(
      'COMPLAINTS_SECRET is missing: whoever COMPLAINTS_URL belongs to must be able to tell that a complaint is ours.',
    );
  if (secret !== undefined && (url === undefined || !isWeb(url)))
    problems.push(
      'COMPLAINTS_SECRET signs what is sent to an https:// address: remove it, or set COMPLAINTS_URL to one.',
    );
  if (url !== undefined && /^http:/.test(url) && URL.canParse(url) && !isLoopback(new URL(url).hostname))
    problems.push('COMPLAINTS_URL would send complaints in the clear: use https.');
  return problems;
}

export type ComplaintsSettings =
  | { kind: 'webhook'; url: string; secret: string }
  | { kind: 'folder'; folder: string }
  /** They stay in the table. */
  | { kind: 'kept' };

/** Where complaints are sent, from settings without problems. */
export function complaintsSettings({
  COMPLAINTS_URL: url,
  COMPLAINTS_SECRET: secret,
}: Environment): ComplaintsSettings {
  if (url === undefined) return { kind: 'kept' };
  if (isFolder(url)) return { kind: 'folder', folder: fileURLToPath(url) };
  return { kind: 'webhook', url, secret: secret ?? '' };
}
