import { writeBackup } from '../stores';
import { attachmentsOf, placeOf, runStoreCommand, UsageError } from './store-command';

const usage = `Usage: npm run backup -- FILE

Writes all that the service keeps into one file: conversations, hand-offs, accounts, complaints, feedback and the files that were sent. It works while the
service runs, and the file shows one moment. The file holds customers' data, and the secrets that sign tokens where replicas share them: keep it safe.
`;

runStoreCommand(usage, async (config, [file, ...more], open) => {
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const { rows, files } = await writeBackup(await open(placeOf(config)), attachmentsOf(config), file, new Date());
  return `${file}: ${rows} rows, ${files} files.`;
});
