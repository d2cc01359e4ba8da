import path from 'node:path';
import type { Config } from './config';
import { guardedRecords, openDemoRecords, openSqlConnection, restRecords, sqlRecords } from '../adapters/records';
import type { Customer, RecordsFor } from '../adapters/records/port';
import type { RecordsSettings } from './records-settings';

export interface OpenedRecords {
  /** Undefined: there are no records; the bot answers from the documents and offers a person. */
  recordsFor: RecordsFor | undefined;
  /** The invented customers that the demo page can sign in as. Undefined where records are real, or none. */
  demoCustomers: (() => Promise<Customer[]>) | undefined;
  close(): Promise<void>;
}

/** The shared database where there is one, so that every replica shows the same. */
export const demoPlace = ({ databaseUrl, dataDirectory }: Pick<Config, 'databaseUrl' | 'dataDirectory'>): string =>
  databaseUrl ?? path.join(dataDirectory, 'demo-records.db');

/**
 * Opens the records that the settings choose. A system elsewhere is not asked yet: one that is down stops no start.
 * @param demoPlace where the demo keeps what it made and what was filed: the file, or `postgres://…`
 * @throws when the demo's or an SQLite file cannot be opened
 */
export async function openRecords(
  settings: RecordsSettings,
  demoPlace: string,
  now: () => Date,
): Promise<OpenedRecords> {
  switch (settings.kind) {
    case 'none':
      return { recordsFor: undefined, demoCustomers: undefined, close: async () => undefined };
    case 'demo': {
      const { source, customers } = await openDemoRecords(demoPlace, now);
      return { recordsFor: guardedRecords(source, now), demoCustomers: customers, close: () => source.close() };
    }
    case 'sql': {
      const source = sqlRecords(openSqlConnection(settings.url), { now });
      return { recordsFor: guardedRecords(source, now), demoCustomers: undefined, close: () => source.close() };
    }
    case 'rest': {
      const { url, credentials } = settings;
      const source = restRecords({ baseUrl: url, now, ...(credentials && { credentials }) });
      return { recordsFor: guardedRecords(source, now), demoCustomers: undefined, close: () => source.close() };
    }
    default:
      throw new Error(`Unhandled records: ${JSON.stringify(settings satisfies never)}`);
  }
}
