import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '../config';
import { teamsPackage } from '../teams-package';

const usage = `Usage: npm run teams-package -- [--out FILE]
  makes the app package for Microsoft Teams out of the settings (default: teams-app.zip)
`;

function main(): void {
  const { out = 'teams-app.zip' } = parseArgs({ options: { out: { type: 'string' } } }).values;
  const made = teamsPackage(loadConfig(process.env));
  if ('problems' in made) {
    const lines = made.problems.map((line) => `  - ${line}\n`).join('');
    process.stderr.write(`The package cannot be made. Fix these (see "Microsoft Teams" in the README):\n${lines}`);
    process.exitCode = 1;
    return;
  }
  try {
    writeFileSync(out, made.zip);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    process.stderr.write(`The package cannot be written to ${out} (${code}). Name another place with --out FILE.\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${out}: ${made.zip.length} bytes, checked against Microsoft's schema.\n`);
}

try {
  main();
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError) process.stderr.write(`${message}\n`);
  else if (code?.startsWith('ERR_PARSE_ARGS')) process.stderr.write(`${message}\n${usage}`);
  else throw error;
  process.exitCode = 1;
}
