import path from 'node:path';
import { parseArgs } from 'node:util';
import { moveStore } from '../stores';
import { placeOf, runStoreCommand, UsageError } from './store-command';

const usage = `Usage: npm run move-store -- --to postgres://USER:PASSWORD@HOST:PORT/NAME   or   --to sqlite:FILE

Copies everything from the store that the settings name into an empty one, and compares the two. The first stays as it is. Stop the service before, and
set DATABASE_URL (or remove it, with the file as DATA_DIR/charterdesk.db) afterwards. Files that were sent stay under DATA_DIR/attachments.
`;

const placeIn = (to: string): string => {
  const file = /^sqlite:(.+)$/.exec(to)?.[1];
  if (file !== undefined) return path.resolve(file);
  if (/^postgres(ql)?:\/\//.test(to) && URL.canParse(to)) return to;
  throw new UsageError('--to takes postgres://… or sqlite:FILE.');
};

runStoreCommand(usage, async (config, args, open) => {
  const { to } = parseArgs({ args, options: { to: { type: 'string' } } }).values;
  if (to === undefined) throw new UsageError('Say where to: --to.');
  const counts = await moveStore(await open(placeOf(config)), await open(placeIn(to)));
  const lines = Object.entries(counts).map(([table, rows]) => `  ${table.padEnd(20)} ${rows}`);
  return [...lines, 'Moved. Both stores hold the same.'].join('\n');
});
