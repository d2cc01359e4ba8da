import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../../../knowledge';

/** The clause ids of every shipped guide and of the charter, by file name without `.md`: `claims-guide.da`. */
export function loadDocumentsClauses(): Record<string, Set<string>> {
  const files = ['documents'].flatMap((folder) =>
    readdirSync(projectPath('knowledge', folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => projectPath('knowledge', folder, name)),
  );
  return Object.fromEntries(
    files.map((file) => [
      path.basename(file, '.md'),
      new Set([...readFileSync(file, 'utf8').matchAll(/\{#([a-z0-9-]+)\}/g)].map(([, id]) => id ?? '')),
    ]),
  );
}
