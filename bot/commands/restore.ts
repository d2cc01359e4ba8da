import { readBackup } from '../stores';
import { attachmentsOf, placeOf, runStoreCommand, UsageError } from './store-command';

const usage = `Usage: npm run restore -- FILE

Brings a backup into an empty store (the one that DATABASE_URL or DATA_DIR names): all of it or nothing. Stop the service first.
`;

runStoreCommand(usage, async (config, [file, ...more], open) => {
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const { rows, files } = await readBackup(await open(placeOf(config)), attachmentsOf(config), file);
  return `Restored from ${file}: ${rows} rows, ${files} files.`;
});
