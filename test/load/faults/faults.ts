import type { Benchmark } from '../benchmark';
import { percentile } from '../sampling';
import { figure } from '../tables';
import { runFaults } from './run-faults';

const settings = `Two replicas as processes of their own and a PostgreSQL behind a proxy, all on this machine. Every request goes to any replica, as behind a
load balancer that has not noticed who is dead. A replica is killed (SIGKILL) every 20 s and started again; every 7 s all database connections are
ended, by turns at the server and on the way; the way takes up to 25 ms more each time; four connections for each replica.`;

export const faults: Benchmark = {
  name: 'faults',
  about:
    'two replicas killed, cut off and slowed down under customers and staff: nothing lost, doubled or out of order (--seconds 300)',
  onlyByName: true,
  async run(bench) {
    bench.print(settings);
    const plan = bench.quick
      ? {
          customers: 8,
          staff: 1,
          forMs: 6_000,
          killEveryMs: 3_000,
          cutEveryMs: 2_000,
          pauseMs: () => 300 + Math.random() * 600,
        }
      : {
          customers: 200,
          staff: 20,
          forMs: (bench.seconds ?? 300) * 1000,
          killEveryMs: 20_000,
          cutEveryMs: 7_000,
          pauseMs: () => 10_000 + Math.random() * 20_000,
        };
    const report = await runFaults({ ...plan, mostDelayMs: 25, connections: 4 }, (line) => bench.print(`  ${line}`));
    const answers = [...report.answers].map(([what, count]) => `${what}: ${count}`).join(', ');
    bench.print(
      `  ${report.messages} messages of customers, ${report.staffMessages} of staff; ${report.kills} kills, ${report.cuts} cuts`,
    );
    bench.print(`  answers to requests: ${answers}`);
    bench.print(
      `  from acknowledged to answered: p50 ${figure(percentile(report.answerMs, 0.5))} ms, p99 ${figure(percentile(report.answerMs, 0.99))} ms, most ${figure(Math.max(...report.answerMs))} ms`,
    );
    bench.print(
      `  ${report.faults.length === 0 ? 'nothing lost, doubled or out of order' : report.faults.join('\n  ')}`,
    );
    if (report.faults.length > 0) throw new Error('Something was lost, doubled or out of order.');
  },
};
