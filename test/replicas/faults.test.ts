import { runFaults } from '../load/faults/run-faults';

// npm run bench -- faults is the long form.
test('replicas killed, connections cut, a slow way and few connections: every page shows the log in the end', async () => {
  const report = await runFaults(
    {
      customers: 6,
      staff: 1,
      forMs: 5_000,
      killEveryMs: 2_500,
      cutEveryMs: 1_500,
      mostDelayMs: 15,
      connections: 2,
      pauseMs: () => 200 + Math.random() * 500,
    },
    () => undefined,
  );
  expect(report.faults).toEqual([]);
  expect(report.kills).toBeGreaterThan(0);
  expect(report.cuts).toBeGreaterThan(0);
  expect(report.staffMessages).toBeGreaterThan(0);
});
