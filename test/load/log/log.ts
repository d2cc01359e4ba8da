import { open } from 'node:fs/promises';
import path from 'node:path';
import { type Database, openSqlite } from '../../../adapters/database';
import type { ConversationLog } from '../../../bot/conversations/conversation-log';
import { sqlConversationLog } from '../../../bot/conversations/sql-conversation-log';
import type { Bench, Benchmark } from '../benchmark';
import { median, timed } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { temporaryFolder } from '../temporary-folder';

const message = (conversation: string, seq: number): string =>
  JSON.stringify({
    type: 'message',
    id: `${conversation}|${String(seq).padStart(7, '0')}`,
    timestamp: new Date().toISOString(),
    channelId: 'directline',
    from: { id: 'dl_0123456789abcdef01234567', role: 'user' },
    conversation: { id: conversation },
    text: 'Hvornår får vi svar, hvis sagen trækker ud, og hvem skal vi kontakte imens?',
    locale: 'da-DK',
  });

/** The same database, each unit of work waiting for the commit of the one before: none shares one. */
function oneByOne(database: Database): Database {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...database,
    write(work) {
      const outcome = last.then(() => database.write(work));
      last = outcome.catch(() => undefined);
      return outcome;
    },
  };
}

interface Pace {
  perSecond: number;
  /** The processor's share, without the waiting for the disk. */
  cpuMsPerMessage: number;
}

/** So many writers, each sending its next message when the last is on the disk, for so long. */
async function write(log: ConversationLog, writers: number, ms: number): Promise<Pace> {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  let accepted = 0;
  const writeOn = async (writer: number): Promise<void> => {
    const conversation = `writer-${writer}`;
    while (performance.now() - started < ms) {
      await log.accept(conversation, {
        entry: { clientId: undefined, body: (seq) => message(conversation, seq) },
        turn: { activityId: undefined, activity: (seq) => ({ type: 'message', id: `${conversation}|${seq}` }) },
      });
      accepted += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => writeOn(writer)));
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    perSecond: (accepted / (performance.now() - started)) * 1000,
    cpuMsPerMessage: (user + system) / 1000 / accepted,
  };
}

/** What the disk itself takes to make a small write durable, in milliseconds. */
async function syncMs(folder: string): Promise<number> {
  const file = await open(path.join(folder, 'sync'), 'a');
  const samples: number[] = [];
  for (let at = 0; at < 50; at += 1) {
    await file.write('x'.repeat(4096));
    samples.push((await timed(() => file.datasync())).ms);
  }
  await file.close();
  return median(samples);
}

async function openLog(bench: Bench, file: string, share: boolean, writers: number): Promise<ConversationLog> {
  const database = await openSqlite(file);
  bench.atEnd(() => database.close());
  const log = sqlConversationLog(share ? database : oneByOne(database), () => new Date());
  for (let writer = 0; writer < writers; writer += 1)
    await log.begin({ id: `writer-${writer}`, channel: 'directline', userId: 'visitor' });
  return log;
}

export const log: Benchmark = {
  name: 'log',
  about: 'messages accepted a second by the conversation log, against one transaction each',
  async run(bench) {
    const folder = await temporaryFolder(bench);
    const most = 64;
    const shared = await openLog(bench, path.join(folder, 'shared.db'), true, most);
    const alone = await openLog(bench, path.join(folder, 'alone.db'), false, most);
    bench.print('SQLite (libsql), write-ahead log, synchronous=FULL; an accepted message is an entry and a turn owed.');
    bench.print(`A bare write of 4 KB with fdatasync takes ${figure(await syncMs(folder))} ms here (median of 50).`);
    const rounds = bench.quick ? 1 : 5;
    const ms = bench.quick ? 100 : 700;
    const rows: string[][] = [];
    const ratios: string[] = [];
    for (const writers of [1, 16, most]) {
      const paces = { shared: [] as Pace[], alone: [] as Pace[] };
      await write(shared, writers, ms / 2);
      await write(alone, writers, ms / 2);
      for (let round = 0; round < rounds; round += 1) {
        paces.shared.push(await write(shared, writers, ms));
        paces.alone.push(await write(alone, writers, ms));
      }
      const rate = (of: Pace[]): number => median(of.map(({ perSecond }) => perSecond));
      const cpu = (of: Pace[]): number => median(of.map(({ cpuMsPerMessage }) => cpuMsPerMessage));
      const cells = [rate(paces.shared), rate(paces.alone), cpu(paces.shared), cpu(paces.alone)];
      rows.push([`${writers} at once`, ...cells.map(figure)]);
      ratios.push(ratioLine(`messages a second, ${writers} at once`, rate(paces.shared) / rate(paces.alone)));
    }
    bench.print(`\nMessages accepted a second, medians of ${rounds} rounds in turn:`);
    bench.print(table(['writers', 'commits shared', 'one each', 'CPU ms a message, shared', 'one each'], rows));
    for (const line of ratios) bench.print(line);
  },
};
