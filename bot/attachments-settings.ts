import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ScanSettings } from './attachments';

const clamdForm = /^clamd:(?:(\/(?!\/).+)|\/\/(\[[0-9a-f:]+\]|[^/:\s]+):(\d{1,5}))$/i;

/** Words between blanks; a word with blanks in it stands between quotes. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');

/** The settings that say what files must pass before they are kept. */
export const attachmentsEnvironment = {
  ATTACHMENT_SCAN: z
    .string()
    .refine(
      (setting) => !/^clamd:/i.test(setting) || clamdForm.test(setting),
      'must be a command, clamd:/path/of/its.socket or clamd://host:port',
    )
    .refine((setting) => {
      const [command = ''] = words(setting);
      return !path.isAbsolute(command) || existsSync(command);
    }, 'must begin with a program that is there')
    .optional(),
};

type Environment = { [Name in keyof typeof attachmentsEnvironment]?: z.output<(typeof attachmentsEnvironment)[Name]> };

/** How files are scanned, from settings without problems. */
export function scanSettings({ ATTACHMENT_SCAN: setting }: Environment): ScanSettings {
  if (setting === undefined) return { kind: 'none' };
  const clamd = clamdForm.exec(setting);
  if (clamd) {
    const [, socket, host = '', port] = clamd;
    if (socket !== undefined) return { kind: 'clamd', address: { path: socket } };
    return { kind: 'clamd', address: { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } };
  }
  const [command = '', ...parameters] = words(setting);
  return { kind: 'command', command, arguments: parameters };
}
