import { strToU8, zipSync } from 'fflate';
import type { Config } from '../config';
import { iconNames, iconProblems, readIcon, schemaProblems } from './check';
import { englishWords, packageFacts, teamsManifest } from './manifest';

/** A zip has no dates before 1980. With one date for all, the same settings make the same bytes. */
const mtime = new Date('2026-01-01T12:00:00Z');

const json = (content: unknown): Uint8Array => strToU8(`${JSON.stringify(content, null, 2)}\n`);

/**
 * The app package for Microsoft Teams, as a zip: the manifest, its words in English, two icons; all at its root.
 * @returns the problems, each with its remedy, where there are any
 */
export function teamsPackage(config: Config): { zip: Uint8Array } | { problems: string[] } {
  const facts = packageFacts(config);
  if (Array.isArray(facts)) return { problems: facts };
  const [manifest, english] = [teamsManifest(facts), englishWords(facts)];
  const icons = iconNames.map((name) => [name, readIcon(name)] as const);
  const problems = [
    ...schemaProblems('manifest', manifest),
    ...schemaProblems('localization', english),
    ...icons.flatMap(([name, file]) => iconProblems(name, file)),
  ];
  if (problems.length > 0) return { problems };
  const pictures = Object.fromEntries(icons.flatMap(([name, file]) => (file ? [[name, file] as const] : [])));
  const files = { 'manifest.json': json(manifest), 'en.json': json(english), ...pictures };
  return { zip: zipSync(files, { mtime }) };
}
