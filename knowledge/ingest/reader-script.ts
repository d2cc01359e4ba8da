import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../project-path';

let script: string | undefined;

/** The file that a reading process runs: the built one, or (run from source, as the tests do) bundled on the spot, since a bare Node reads no TypeScript. */
export async function readerScript(): Promise<string> {
  const runsFromSource = __filename.endsWith('.ts');
  script ??= runsFromSource ? await bundleReader() : projectPath('dist', 'knowledge', 'ingest', 'reader.js');
  return script;
}

async function bundleReader(): Promise<string> {
  const { buildSync } = await import('esbuild');
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'reader.ts')],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    write: false,
  });
  const code = outputFiles.map((file) => file.text).join('');
  // Within node_modules, so that the bundle finds the packages it leaves out.
  const folder = projectPath('node_modules', '.cache', 'charterdesk');
  const file = path.join(folder, `reader-${createHash('sha256').update(code).digest('hex').slice(0, 12)}.js`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    // Written beside and renamed: another process must not run half of it.
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
  }
  return file;
}
