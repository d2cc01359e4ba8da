import { within } from '../patience';
import type { End, Pair } from './line';

/** How both sides write. */
export interface Pace {
  /** Between a side's messages in a conversation, drawn evenly between these. */
  leastMs: number;
  mostMs: number;
  /** How long they go on. */
  forMs: number;
}

/** One direction of all conversations. */
export interface Direction {
  /** Of each message, from sending to seen on the other side. */
  relayMs: number[];
}

export interface Exchange {
  fromCustomers: Direction;
  fromStaff: Direction;
  /** Until the last message was sent. */
  ms: number;
  /** What was lost, doubled or out of order, in words; none where all is well. */
  faults: string[];
}

interface Way {
  sent: string[];
  seen: string[];
  sentAt: Map<string, number>;
  relayMs: number[];
  /** Resolves once as many were seen as were sent. */
  settled(): Promise<void>;
}

const patienceMs = 30_000;

function way(to: End): Way {
  let wake: () => void = () => undefined;
  const one: Way = {
    sent: [],
    seen: [],
    sentAt: new Map(),
    relayMs: [],
    async settled() {
      while (one.seen.length < one.sent.length) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
  to.onSeen((text) => {
    const sentAt = one.sentAt.get(text);
    // What else is said in the conversation, a receipt for example, is none of ours.
    if (sentAt === undefined) return;
    one.relayMs.push(performance.now() - sentAt);
    one.seen.push(text);
    wake();
  });
  return one;
}

async function write(from: End, way: Way, name: string, { leastMs, mostMs, forMs }: Pace): Promise<void> {
  const until = performance.now() + forMs;
  const between = (least: number): number => least + Math.random() * (mostMs - least);
  let pause = between(0);
  for (let number = 1; ; number += 1) {
    if (performance.now() + pause > until) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
    const text = `${name}, besked nr. ${number}: det kigger vi på med det samme, tak.`;
    way.sent.push(text);
    way.sentAt.set(text, performance.now());
    await from.send(text);
    pause = between(leastMs);
  }
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, at) => text === right[at]);

/** Says what is wrong with what came, unless nothing is. */
function faultIn(where: string, sent: readonly string[], came: readonly string[]): string[] {
  if (same(sent, came)) return [];
  const lost = sent.filter((text) => !came.includes(text)).length;
  const doubled = came.length - new Set(came).size;
  const kind = lost === 0 && doubled === 0 ? 'out of order' : `${lost} lost, ${doubled} doubled`;
  return [`${where}: ${kind} of ${sent.length}`];
}

/** Has both sides of all conversations write for a while, waits until all of it is seen, and compares. */
export async function exchange(pairs: readonly Pair[], pace: Pace): Promise<Exchange> {
  const ways = pairs.map(({ customer, staff }) => ({ fromCustomer: way(staff), fromStaff: way(customer) }));
  const started = performance.now();
  await Promise.all(
    pairs.flatMap(({ customer, staff }, at) => {
      const ours = ways[at];
      if (!ours) return [];
      return [
        write(customer, ours.fromCustomer, `Kunde ${at}`, pace),
        write(staff, ours.fromStaff, `Medarbejder ${at}`, pace),
      ];
    }),
  );
  const ms = performance.now() - started;
  const all = ways.flatMap(({ fromCustomer, fromStaff }) => [fromCustomer.settled(), fromStaff.settled()]);
  const late = await within(patienceMs, 'Seeing the last messages', Promise.all(all)).then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const faults = [...late];
  for (const [at, { fromCustomer, fromStaff }] of ways.entries()) {
    faults.push(...faultIn(`seen by staff in ${at}`, fromCustomer.sent, fromCustomer.seen));
    faults.push(...faultIn(`seen by customer ${at}`, fromStaff.sent, fromStaff.seen));
    const kept = await pairs[at]?.kept?.();
    for (const [side, texts] of Object.entries(kept ?? {}))
      for (const { sent } of [fromCustomer, fromStaff])
        faults.push(
          ...faultIn(
            `read back by ${side} ${at}`,
            sent,
            texts.filter((text) => sent.includes(text)),
          ),
        );
    if (kept && !same(kept.customer, kept.staff)) faults.push(`both sides of ${at} read back something else`);
  }
  return {
    fromCustomers: { relayMs: ways.flatMap(({ fromCustomer }) => fromCustomer.relayMs) },
    fromStaff: { relayMs: ways.flatMap(({ fromStaff }) => fromStaff.relayMs) },
    ms,
    faults,
  };
}
