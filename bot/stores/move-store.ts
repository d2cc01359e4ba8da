import { eachRow, fillStore, fingerprints, isEmpty, type OpenedCopyable } from '../../adapters/database';
import { BackupError } from './backup-file';

/**
 * Copies a store into an empty one, and compares the two.
 * @returns how many rows there are in each table that has any
 * @throws BackupError for a target in use; also where the two are not the same afterwards, because somebody was still writing
 */
export async function moveStore(from: OpenedCopyable, to: OpenedCopyable): Promise<Record<string, number>> {
  if (!(await isEmpty(to)))
    throw new BackupError('The store to move to holds conversations or accounts already. Name an empty one.');
  const counts = await fillStore(to, (take) => eachRow(from, take));
  const [before, after] = [await fingerprints(from), await fingerprints(to)];
  const different = Object.keys(before).filter((table) => before[table] !== after[table]);
  if (different.length > 0)
    throw new BackupError(
      `The stores differ in ${different.join(', ')}: the service was still running. Stop it, and move again into an empty store.`,
    );
  return counts;
}
