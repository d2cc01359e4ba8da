import { parseArgs } from 'node:util';
import type { Bench, Benchmark } from './benchmark';
import { turn } from './turn/turn';

const benchmarks: Benchmark[] = [turn];

const usage = `Usage: npm run bench -- [NAME …] [--quick] [--list] [--help]

Measures the product beside its peers, in one run, and prints ratios. Without a name: all of them.

${list()}

  --quick   a tiny run that shows that everything works; its figures mean nothing
  --list    only names the benchmarks
`;

function list(): string {
  return benchmarks.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join('\n');
}

interface Asked {
  benchmarks: Benchmark[];
  quick: boolean;
  list: boolean;
  help: boolean;
}

function parse(argv: string[]): Asked | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, list: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    const unknown = positionals.filter((wanted) => !benchmarks.some(({ name }) => name === wanted));
    if (unknown.length > 0)
      return { wrong: `There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({ name }) => name).join(', ')}.` };
    return {
      benchmarks: benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
      quick: values.quick ?? false,
      list: values.list ?? false,
      help: values.help ?? false,
    };
  } catch (error) {
    // parseArgs throws for nothing but wrong arguments, and says which.
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

/** A run with its own ending: what was started is stopped, whether it finishes, fails or is interrupted. */
function benchRun(quick: boolean): { bench: Bench; end(): Promise<void> } {
  const releases: (() => void | Promise<void>)[] = [];
  return {
    bench: {
      quick,
      print: (text = '') => void process.stdout.write(`${text}\n`),
      atEnd: (release) => void releases.push(release),
    },
    async end() {
      for (let release = releases.pop(); release; release = releases.pop()) await release();
    },
  };
}

async function main(): Promise<void> {
  const asked = parse(process.argv.slice(2));
  if ('wrong' in asked) {
    process.stderr.write(`${asked.wrong}\n\n${usage}`);
    process.exitCode = 2;
    return;
  }
  if (asked.help || asked.list) {
    process.stdout.write(asked.help ? usage : `${list()}\n`);
    return;
  }
  const { bench, end } = benchRun(asked.quick);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)));
  try {
    for (const benchmark of asked.benchmarks) {
      bench.print(`\n== ${benchmark.name}: ${benchmark.about}`);
      await benchmark.run(bench);
    }
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`The benchmark failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  } finally {
    await end();
  }
}
void main();
