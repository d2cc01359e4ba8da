import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark';
import { faults } from './faults/faults';
import { ingest } from './ingest/ingest';
import { log } from './log/log';
import { retrieval, retrievalLarge } from './retrieval/retrieval';
import { record } from './record/record';
import { memory, replicas } from './replicas/replicas';
import { relay } from './relay/relay';
import { startRun } from './run';
import { turn } from './turn/turn';
import { widget } from './widget/widget';
import { wording } from './wording/wording';

const benchmarks: Benchmark[] = [
  ...[retrieval, retrievalLarge, turn, relay, record, log, ingest, widget, wording],
  ...[replicas, memory, faults],
];
const names = benchmarks.map(({ name }) => name).join(', ');
const list = benchmarks.map(({ name, about }) => `  ${name.padEnd(15)} ${about}`).join('\n');

const usage = `Usage: npm run bench -- [NAME …] [--quick] [--seconds N] [--list] [--help]

Measures the product beside its peers, in one run, and prints ratios. Without a name: all of them but the longest.

${list}

  --quick      a tiny run, to see that everything works; its figures mean nothing
  --seconds N  how long relay goes on (20 without it)
  --list       names the benchmarks
`;

interface Asked {
  wanted: Benchmark[];
  quick: boolean;
  seconds: number | undefined;
  /** To be printed instead of a run. */
  text?: string;
}

function parse(argv: string[]): Asked | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        quick: { type: 'boolean' },
        seconds: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const unknown = positionals.find((wanted) => !benchmarks.some(({ name }) => name === wanted));
    if (unknown !== undefined) return { wrong: `There is no benchmark "${unknown}"; there are ${names}.` };
    const seconds = values.seconds === undefined ? undefined : Number(values.seconds);
    if (seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0))
      return { wrong: `--seconds must be a whole number above 0, not "${values.seconds}".` };
    const wanted = benchmarks.filter(({ name, onlyByName }) =>
      positionals.length === 0 ? !onlyByName : positionals.includes(name),
    );
    const asked = { wanted, quick: values.quick ?? false, seconds };
    if (values.help) return { ...asked, text: usage };
    return values.list ? { ...asked, text: `${list}\n` } : asked;
  } catch (error) {
    // parseArgs throws for nothing but wrong arguments, and says which.
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

async function measure({ wanted, ...how }: Asked): Promise<void> {
  const { bench, end } = startRun(how);
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      interrupted = true;
      void end().finally(() => process.exit(130));
    });
  try {
    for (const benchmark of wanted) {
      bench.print(`\n== ${benchmark.name}: ${benchmark.about}`);
      await benchmark.run(bench);
    }
  } catch (error) {
    // Interrupted, what is being stopped fails what waits for it: nothing to tell.
    if (!interrupted)
      process.stderr.write(
        `The benchmark failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exitCode = 1;
  } finally {
    await end();
  }
}

const asked = parse(process.argv.slice(2));
if ('wrong' in asked) {
  process.stderr.write(`${asked.wrong}\n\n${usage}`);
  process.exitCode = 2;
} else if (asked.text !== undefined) process.stdout.write(asked.text);
else void measure(asked);
