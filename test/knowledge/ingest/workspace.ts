import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An empty folder for one test file, removed when its tests are done. `put` writes a file into it and gives its path. */
export function workspace(): { folder: string; put(name: string, content: string | Uint8Array): string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'charterdesk-ingest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    put: (name, content) => {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
  };
}

export const fixture = (name: string): string => path.join(__dirname, 'fixtures', name);
