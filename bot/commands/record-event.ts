import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { RecordEvent } from '../../adapters/records/port';
import { signatureOf } from '../../adapters/signed-request';
import { signatureHeader, timestampHeader } from '../record-events/signature';

const usage = `Usage: npm run --silent record-event -- KIND --customer ID … (--policy NUMBER --buyer ID [--decision ID] | --claim NUMBER)
  KIND  limit-decided, limit-reduced, limit-cancelled or limit-raised (of a buyer under a policy);
        document-missing, claim-assessed or claim-paid (of a claim)
  [--id ID]    the event's own id; the same one twice is told once. Absent: a new one
  [--url URL]  where the service is. Absent: http://127.0.0.1 and PORT
RECORD_EVENTS_SECRET must be the one that the service has.
`;

class WrongUse extends Error {}

function eventFrom(args: string[]): RecordEvent {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      customer: { type: 'string', multiple: true },
      policy: text,
      buyer: text,
      decision: text,
      claim: text,
      id: text,
      url: text,
    },
  });
  const { policy, buyer, decision, claim } = values;
  const about =
    claim === undefined ? { policyNumber: policy, buyerId: buyer, decisionId: decision } : { claimNumber: claim };
  const event = RecordEvent.safeParse({
    kind: positionals[0],
    id: values.id ?? randomUUID(),
    at: new Date().toISOString(),
    customerIds: values.customer,
    ...about,
  });
  if (!event.success) throw new WrongUse(z.prettifyError(event.error));
  return event.data;
}

const urlFrom = (args: string[]): string => {
  const at = args.indexOf('--url');
  return (at >= 0 && args[at + 1]) || `http://127.0.0.1:${process.env['PORT']?.trim() || 3978}`;
};

/** Says, as the insurer's systems would, that something has happened to a record. Exits 0 when the service has taken it. */
async function main(args: string[]): Promise<number> {
  const event = eventFrom(args);
  const secret = process.env['RECORD_EVENTS_SECRET']?.split(',')[0]?.trim();
  if (!secret) throw new WrongUse('RECORD_EVENTS_SECRET is not set: take the one that the service has.');
  const body = JSON.stringify(event);
  const timestamp = Math.floor(Date.now() / 1000);
  const response = await fetch(new URL('/api/record-events', urlFrom(args)), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      [timestampHeader]: String(timestamp),
      [signatureHeader]: signatureOf(secret, timestamp, body),
    },
    body,
  });
  process.stdout.write(`${response.status} ${await response.text()}\n`);
  return response.ok ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status),
  (error: unknown) => {
    const wrongUse = error instanceof WrongUse || (error instanceof TypeError && 'code' in error);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${wrongUse ? usage : ''}`);
    process.exit(wrongUse ? 2 : 1);
  },
);
