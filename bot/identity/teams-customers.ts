import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ProvenCustomer, TeamsUser } from './identities';

const TeamsCustomers = z.array(
  z.strictObject({
    tenantId: z.guid(),
    aadObjectId: z.guid(),
    customerId: z.string().min(1).max(200),
    name: z.string().max(200).optional(),
  }),
);

const key = ({ tenantId, aadObjectId }: TeamsUser): string => `${tenantId} ${aadObjectId}`.toLowerCase();

/** The people in Teams whom the administrator's file links. */
export interface TeamsCustomers {
  customerOf(user: TeamsUser): ProvenCustomer | undefined;
  peopleOf(customerId: string): TeamsUser[];
}

/**
 * The administrator's file: people in Teams and the customers they speak for,
 * `[{"tenantId","aadObjectId","customerId","name"?}]`. Read once, at the start.
 * @throws an error that names the file and what is wrong with it
 */
export function teamsCustomers(file: string | undefined): TeamsCustomers {
  if (file === undefined) return { customerOf: () => undefined, peopleOf: () => [] };
  let listed: z.infer<typeof TeamsCustomers>;
  try {
    listed = TeamsCustomers.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`TEAMS_CUSTOMERS (${file}) cannot be used: ${why}`, { cause });
  }
  const byUser = new Map(listed.map(({ customerId, name, ...user }) => [key(user), { customerId, name }]));
  return {
    customerOf: (user) => byUser.get(key(user)),
    peopleOf: (customerId) =>
      listed
        .filter((person) => person.customerId === customerId)
        .map(({ tenantId, aadObjectId }) => ({ tenantId, aadObjectId })),
  };
}
