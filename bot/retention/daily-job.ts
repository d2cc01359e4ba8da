import type { Database } from '../../adapters/database';
import type { ServiceLog } from '../log';
import type { RetentionSettings } from '../retention-settings';
import { added, type Erasing, type ErasureReport } from './erasing';
import { addJob, beginJob, noteReport } from './sql-erasing-statements';

const dayMs = 24 * 3_600_000;
/** A little less than a day: else it would come later every day. */
const notAgainForMs = dayMs - 30 * 60_000;
const lookEveryMs = 10 * 60_000;
const job = 'retention';

interface Parts {
  database: Database;
  settings: RetentionSettings;
  erasing: Erasing;
  now: () => Date;
  serviceLog: Pick<ServiceLog, 'info' | 'error'>;
}

/** Erases what is past its time, by the settings. */
export async function eraseOld({
  settings,
  erasing,
  now,
}: Pick<Parts, 'settings' | 'erasing' | 'now'>): Promise<ErasureReport> {
  const before = (days: number): Date => new Date(now().getTime() - days * dayMs);
  const { conversations, attachments, feedback } = settings;
  return added([
    conversations === undefined ? {} : await erasing.conversationsBefore(before(conversations)),
    attachments === undefined ? {} : await erasing.filesBefore(before(attachments)),
    feedback === undefined ? {} : await erasing.feedbackBefore(before(feedback)),
  ]);
}

export interface DailyJob {
  /** Runs it, unless some replica has within the last day. @returns what went; undefined where it was not its time */
  look(): Promise<ErasureReport | undefined>;
  stop(): Promise<void>;
}

/** Erases once a day, over all replicas together, what is past its time; what went stands in the log and in the table `job_run`. */
export function dailyErasing(parts: Parts): DailyJob {
  const { database, settings, now, serviceLog } = parts;
  let looking: Promise<ErasureReport | undefined> | undefined;

  const isTime = (): Promise<boolean> =>
    database.write(async (transaction) => {
      const at = now();
      await transaction.change(addJob, { job });
      const lastBefore = new Date(at.getTime() - notAgainForMs).toISOString();
      // Of replicas that look at the same time one changes the row.
      return (await transaction.change(beginJob, { job, at: at.toISOString(), lastBefore })) > 0;
    }, 'own-rows');

  const run = async (): Promise<ErasureReport | undefined> => {
    if (!(await isTime())) return undefined;
    const report = await eraseOld(parts);
    await database.write((transaction) => transaction.change(noteReport, { job, report: JSON.stringify(report) }));
    for (const [kind, count] of Object.entries(report)) serviceLog.info({ kind, count }, 'erased, being past its time');
    return report;
  };

  const look = (): Promise<ErasureReport | undefined> =>
    (looking ??= run().finally(() => {
      looking = undefined;
    }));
  const lookQuietly = (): void =>
    void look().catch((error: unknown) =>
      serviceLog.error({ err: error }, 'what is past its time could not be erased'),
    );
  const isWanted = Object.values(settings).some((days) => days !== undefined);
  const timer = isWanted ? setInterval(lookQuietly, lookEveryMs) : undefined;
  timer?.unref();
  if (isWanted) lookQuietly();

  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
}
