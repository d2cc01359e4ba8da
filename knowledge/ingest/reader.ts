/** The program of a reading process: takes one order at a time from its parent, answers with the outcome. The parent kills it when it takes too long or too much. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { readDocumentFile } from './read-file';
import { ReadLimits } from './read-limits';

const Order = z.object({ file: z.string(), limits: ReadLimits });

/** A hostile file can keep this thread busy for ever, so the end of the parent is noticed on another one: no reader outlives the ingest. */
const ORPHAN_WATCH = `
  const parent = process.ppid;
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);
`;

/** Sends, and is done when the message has left: an exit right after must not cut it off. */
const send = (message: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });

async function answer(raw: unknown): Promise<void> {
  const { file, limits } = Order.parse(raw);
  await send(await readDocumentFile(file, limits));
}

process.on('message', (raw) => {
  answer(raw).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    void send({ kind: 'failed', detail: detail.slice(0, 300) });
  });
});
process.on('disconnect', () => process.exit());
new Worker(ORPHAN_WATCH, { eval: true }).unref();
void send({ kind: 'ready' });
