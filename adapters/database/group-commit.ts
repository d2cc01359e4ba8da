import type { Database, Transaction } from './database';

/** The one connection that writes. */
export interface Writer {
  transaction: Transaction;
  begin(): Promise<void>;
  /** Resolves when it is on the disk. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** What follows can be taken back without the rest of the transaction. */
  savepoint(): Promise<void>;
  rollbackToSavepoint(): Promise<void>;
  releaseSavepoint(): Promise<void>;
  close(): void;
}

interface Unit {
  run(transaction: Transaction): Promise<void>;
  /** Called once the fate of the unit is on the disk. */
  settle(commitError?: unknown): void;
}

function unitOf<T>(work: (transaction: Transaction) => Promise<T>): { unit: Unit; outcome: Promise<T> } {
  let settle: Unit['settle'] = () => undefined;
  let done: { value: T } | { error: unknown } | undefined;
  const outcome = new Promise<T>((resolve, reject) => {
    settle = (commitError) => {
      if (commitError !== undefined) reject(commitError);
      else if (done && 'value' in done) resolve(done.value);
      else reject(done?.error);
    };
  });
  const run = async (transaction: Transaction): Promise<void> => {
    try {
      done = { value: await work(transaction) };
    } catch (error) {
      done = { error };
      throw error;
    }
  };
  return { unit: { run, settle: (error) => settle(error) }, outcome };
}

/** One unit within the shared commit: a savepoint, so that its failure leaves its neighbours alone. */
async function runBesideOthers(writer: Writer, unit: Unit): Promise<void> {
  await writer.savepoint();
  try {
    await unit.run(writer.transaction);
  } catch {
    // The unit keeps its own error and rejects with it after the commit.
    await writer.rollbackToSavepoint();
  }
  await writer.releaseSavepoint();
}

async function commitTogether(writer: Writer, units: Unit[]): Promise<void> {
  const [first, ...others] = units;
  if (!first) return;
  await writer.begin();
  try {
    // A unit that has the commit to itself needs no savepoint: its failure takes back the whole, which is the unit.
    if (others.length === 0) await first.run(writer.transaction);
    else for (const unit of units) await runBesideOthers(writer, unit);
    await writer.commit();
  } catch (error) {
    await writer.rollback().catch((problem: unknown) => {
      // After a full disk SQLite takes everything back by itself, and refuses to once more: what went wrong first must be told.
      throw new Error(`A commit failed, and what followed it: ${String(problem)}`, { cause: error });
    });
    throw error;
  }
}

/** There is one writer: units queue here, and each commit takes all that have come since the last one began. */
export function groupCommit(writer: Writer): Pick<Database, 'write' | 'close'> {
  let waiting: Unit[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      // One turn of the event loop lets the requests that have arrived join this commit.
      await new Promise((resolve) => setImmediate(resolve));
      const units = waiting;
      waiting = [];
      const failure = await commitTogether(writer, units).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      for (const unit of units) unit.settle(failure?.error);
    }
    running = undefined;
  };

  return {
    write(work) {
      if (closed) return Promise.reject(new Error('The database is closed.'));
      const { unit, outcome } = unitOf(work);
      waiting.push(unit);
      running ??= drain();
      return outcome;
    },
    async close() {
      closed = true;
      await running;
      writer.close();
    },
  };
}
