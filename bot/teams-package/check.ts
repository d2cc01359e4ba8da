import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { projectPath } from '../../knowledge';

const folder = projectPath('bot', 'teams-package');

/** Microsoft's published schemas; where they come from stands beside them. */
const schemas = { manifest: 'manifest-1.25.schema.json', localization: 'localization-1.25.schema.json' } as const;

/** What Microsoft's schema has against a manifest or its words in another language; empty where nothing. */
export function schemaProblems(kind: keyof typeof schemas, content: unknown): string[] {
  // Marked as draft 4, of which they use nothing that has changed since; beside a $ref they say more, and mean it.
  const { $schema: _draft, ...schema } = JSON.parse(
    readFileSync(projectPath('bot', 'teams-package', 'schemas', schemas[kind]), 'utf8'),
  ) as Record<string, unknown>;
  const check = new Ajv({ allErrors: true, extendRefs: true }).compile(schema);
  if (check(content) === true) return [];
  return (check.errors ?? []).map(({ dataPath, message = '', params }) => {
    const details = 'additionalProperty' in params ? ` (${String(params.additionalProperty)})` : '';
    return `${kind}${dataPath}: ${message}${details}`;
  });
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
/** PNG's types of colour with an alpha channel. */
const withAlpha = new Set([4, 6]);
/** Its colours out of a palette, one of which may be marked as transparent. */
const palette = 3;

/** The icons that Teams wants: the one in colour may be opaque, the outline is white on nothing. */
const icons = {
  'color.png': { pixels: 192, transparent: false },
  'outline.png': { pixels: 32, transparent: true },
} as const;
export type IconName = keyof typeof icons;
export const iconNames = Object.keys(icons) as IconName[];

/** Undefined where there is none: somebody has put their own there under another name. */
export function readIcon(name: IconName): Buffer | undefined {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file) : undefined;
}

const mayBeTransparent = (file: Buffer, colour: number): boolean =>
  withAlpha.has(colour) || (colour === palette && file.includes('tRNS', 0, 'latin1'));

/** What is wrong with an icon, by its PNG header; empty where nothing. @param file absent: there is none */
export function iconProblems(name: IconName, file: Buffer | undefined): string[] {
  const { pixels, transparent } = icons[name];
  if (file === undefined)
    return [`${name} is missing: put a PNG of ${pixels} × ${pixels} pixels into bot/teams-package.`];
  if (file.length < 29 || !file.subarray(0, 8).equals(signature) || file.toString('latin1', 12, 16) !== 'IHDR')
    return [`${name} is no PNG.`];
  const [width, height, colour] = [file.readUInt32BE(16), file.readUInt32BE(20), file.readUInt8(25)];
  return [
    ...(width === pixels && height === pixels
      ? []
      : [`${name} is ${width} × ${height} pixels; Teams wants ${pixels} × ${pixels}.`]),
    ...(transparent && !mayBeTransparent(file, colour)
      ? [`${name} has no transparency; Teams wants white on nothing.`]
      : []),
  ];
}
