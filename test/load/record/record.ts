import type { Records } from '../../../adapters/records/port';
import type { Bench, Benchmark } from '../benchmark';
import { within } from '../patience';
import { median, percentile, timed } from '../sampling';
import { figure, ratioLine, table } from '../tables';
import { directLineTarget } from '../turn/direct-line-target';
import { endlessly } from '../turn/questions';
import { customer, demoPlace, type Place, restPlace } from './places';

const settings = `The service is a process of its own, started by bot/run.js: log in SQLite, synchronous=FULL; LOG_LEVEL=error; rate limits lifted.
A turn is a signed-in customer's question over Direct Line, by POST, its reply seen on the WebSocket. The source's own time is the reads that
the turn needs, made without the service, by this process, from the same source. Both in turn, one at a time, in one run.`;

interface Asked {
  name: string;
  question: string;
  /** What the turn reads of the records. */
  read(records: Records): Promise<unknown>;
}

const questions: Asked[] = [
  {
    name: 'invoices',
    question: 'Hvad er status på vores fakturaer?',
    read: (records) => records.invoices({ open: true }),
  },
  {
    name: 'a limit and its reason',
    question: 'Hvorfor er vores kreditmaksimum på Nordhavn Stål ApS sat ned?',
    async read(records) {
      const [buyer] = await records.findBuyers({ name: 'Nordhavn Stål ApS' });
      if (!buyer) throw new Error('The demo has no Nordhavn Stål ApS.');
      return [await records.limits(buyer.buyerId), await records.policies()];
    },
  },
];
/** A loaded machine is slow to load the service; only what hangs is to end the benchmark. */
const patienceMs = 180_000;

/** Times turns beside the reads that they need. */
async function measure(bench: Bench, place: Place, { question, read }: Asked) {
  const conversation = await within(
    patienceMs,
    'A conversation',
    directLineTarget(place.name, place.url, place.vouch).open(),
  );
  const next = endlessly([question]);
  const samples = { turn: [] as number[], source: [] as number[] };
  const [warm, counted] = bench.quick ? [1, 5] : [100, 300];
  for (let at = 0; at < warm + counted; at += 1) {
    const turn = await timed(() => within(patienceMs, 'A turn', conversation.turn(next())));
    const source = await timed(() => read(place.recordsFor({ kind: 'customer', customerId: customer })));
    if (at < warm) continue;
    samples.turn.push(turn.ms);
    samples.source.push(source.ms);
  }
  conversation.close();
  return samples;
}

export const record: Benchmark = {
  name: 'record',
  about: "a turn that looks records up, over the record source's own time",
  async run(bench) {
    bench.print(settings);
    const rows: string[][] = [];
    const ratios: string[] = [];
    for (const open of [demoPlace, restPlace]) {
      const place = await open(bench);
      for (const asked of questions) {
        const { turn, source } = await measure(bench, place, asked);
        const times = [median(turn), percentile(turn, 0.99), median(source), percentile(source, 0.99)];
        rows.push([`${place.name}, ${asked.name}`, ...times.map(figure), String(turn.length)]);
        ratios.push(ratioLine(`${place.name}, ${asked.name}, p50`, median(turn) / median(source)));
      }
    }
    bench.print(`\n${table(['', 'turn p50 ms', 'p99 ms', 'source p50 ms', 'p99 ms', 'turns'], rows)}`);
    for (const line of ratios) bench.print(line);
  },
};
