import { groupCommit, type Writer } from '../../adapters/database/group-commit';

/** A writer whose disk is full at each commit, and which has taken everything back by itself by then. */
function fullDisk(): Writer {
  const nothing = async (): Promise<void> => undefined;
  return {
    transaction: { first: async () => undefined, all: async () => [], change: async () => 0, lock: nothing },
    begin: nothing,
    commit: () => Promise.reject(new Error('database or disk is full')),
    rollback: () => Promise.reject(new Error('cannot rollback - no transaction is active')),
    savepoint: nothing,
    rollbackToSavepoint: nothing,
    releaseSavepoint: nothing,
    close: () => undefined,
  };
}

test('a commit that fails tells why, also where taking it back fails too', async () => {
  const { write, close } = groupCommit(fullDisk());
  await expect(write(async () => 'done')).rejects.toMatchObject({
    message: expect.stringContaining('no transaction is active'),
    cause: { message: 'database or disk is full' },
  });
  await close();
});
