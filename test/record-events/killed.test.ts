import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, KillableService } from '../killable-service';
import { claimEvent, figure, secret, sendEvent, SignedIn } from './sender';

// KILLS=50 npm test -- killed is the long form.
const kills = Number(process.env.KILLS ?? 6);
const customers = { blaamejse: ['CL-200002', 'CL-200003'], havbrise: ['CL-200005', 'CL-200006'] };
const kinds = ['document-missing', 'claim-assessed', 'claim-paid'] as const;
const leads = { 'Vi mangler': 'document-missing', 'Vi har vur': 'claim-assessed', 'Vi har udb': 'claim-paid' };

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Does it again until it works: the service is killed meanwhile. */
async function untilDone<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    const done = await act().catch(() => undefined);
    if (done !== undefined) return done;
    await pause(25);
  }
}

test(`killed ${kills} times while events come, each is told once, and each record's in order`, async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'charterdesk-told-'));
  const service = new KillableService(await freePort(), dataDirectory, { RECORD_EVENTS_SECRET: secret });
  try {
    await service.start();
    const people = await Promise.all(
      Object.keys(customers).map((customerId) => SignedIn.arrive(service.url, customerId)),
    );
    let stopped = false;
    const sent: Record<string, string[]> = {};
    const senders = Object.entries(customers).flatMap(([customerId, claims]) =>
      claims.map(async (claimNumber, at) => {
        for (let n = at; !stopped; n += 1) {
          const kind = kinds[n % kinds.length] ?? 'claim-paid';
          const event = claimEvent({ id: randomUUID(), kind, claimNumber, customerIds: [customerId] });
          await untilDone(async () => ((await sendEvent(service.url, event)).status === 202 ? true : undefined));
          (sent[claimNumber] ??= []).push(kind);
        }
      }),
    );
    // The customers' pages are open: they ask again and again, as a page does.
    const readers = people.map(async (person) => {
      while (!stopped) {
        await person.said().catch(() => undefined);
        await pause(20);
      }
    });
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(100 + Math.random() * 300);
      await service.kill('SIGKILL');
      await service.start();
    }
    stopped = true;
    await Promise.all([...senders, ...readers]);

    let told = 0;
    for (const person of people) {
      await untilDone(async () => {
        await person.said();
        return (await figure(service.url, 'charterdesk_record_events_waiting')) === 0 ? true : undefined;
      });
      const said = (await person.said()).map(({ text }) => text ?? '');
      for (const claimNumber of Object.keys(sent).filter((number) => said.some((text) => text.includes(number)))) {
        const kindsTold = said
          .filter((text) => text.includes(claimNumber))
          .map((text) => leads[text.slice(0, 10) as keyof typeof leads]);
        expect(kindsTold).toEqual(sent[claimNumber]);
        told += kindsTold.length;
      }
    }
    expect(told).toBe(Object.values(sent).flat().length);
    expect(told).toBeGreaterThan(kills);
    process.stderr.write(`${kills} kills, ${told} events taken and told once\n`);
  } finally {
    await service.kill('SIGTERM');
    await rm(dataDirectory, { recursive: true, force: true });
  }
}, 300_000);
