import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder with package.json: this file runs from `knowledge/` and, built, from `dist/knowledge/`, while data files stay in the source tree. */
const root = existsSync(path.join(__dirname, '..', 'package.json'))
  ? path.join(__dirname, '..')
  : path.join(__dirname, '..', '..');

/** An absolute path within the project, from its root folder: `projectPath('knowledge', 'documents')`. */
export function projectPath(...parts: string[]): string {
  return path.join(root, ...parts);
}
