import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDemoRecords } from '../../../adapters/records/demo/sql-demo-records';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import { CustomerId } from '../../../adapters/records/port';
import { claimDraft, contractNow, recordsContract } from './records-contract';

recordsContract(
  'demo',
  async () => {
    const { source } = await openDemoRecords(':memory:', contractNow);
    return { source, close: () => source.close() };
  },
  { numbersAtOnce: true },
);

test('what a customer files is still there after a restart, and the demo is not made anew', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'demo-records-'));
  const file = path.join(folder, 'demo-records.db');
  const caller = { kind: 'customer', customerId: CustomerId.parse('blaamejse') } as const;
  const draft = claimDraft();

  const first = await openDemoRecords(file, contractNow);
  const filed = await guardedRecords(first.source, contractNow)(caller).fileClaim(draft);
  await first.source.close();

  const aMonthLater = () => new Date('2026-12-22T10:00:00Z');
  const second = await openDemoRecords(file, aMonthLater);
  const records = guardedRecords(second.source, aMonthLater)(caller);
  expect(await records.fileClaim(draft)).toEqual(filed);
  expect(await records.claims({ open: true })).toHaveLength(2);
  // The reduction that was under notice is in force by now.
  const [buyer] = await records.findBuyers({ name: 'Nordhavn Stål' });
  const [limit] = buyer ? await records.limits(buyer.buyerId) : [];
  expect(limit?.current?.outcome).toBe('reduced');
  await second.source.close();
  await rm(folder, { recursive: true });
});
