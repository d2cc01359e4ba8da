import type { RecordKind } from './kinds';
import type { Role } from './port';
import { type Draft, type Policy } from './schemas';
import { roles, type Sight, whoMayDoWhat, whoMayKnowWhat } from './who-may-know-what';

/** The caller's part in a policy, as the policy has it. @param today the day on which a broker's authority must hold */
export function roleIn(policy: Policy, customerId: string, today: string): Role {
  if (policy.holderId === customerId) return 'policyholder';
  if (policy.coInsured.some((party) => party.customerId === customerId)) return 'co-insured';
  const { broker, assignee } = policy;
  if (
    broker?.customerId === customerId &&
    broker.authorityFrom <= today &&
    (broker.authorityUntil === undefined || today <= broker.authorityUntil)
  )
    return 'broker';
  if (assignee?.customerId === customerId) return 'assignee-bank';
  return 'unknown';
}

/** Text with all but the first letter of its first word hidden; as long as every other masked text, since lengths tell too. */
const masked = (text: string): string => `${[...text][0] ?? ''}•••••`;

/** What several parts in several policies give together: the widest. */
const widest = (sights: Sight[], rated: boolean): 'allow' | 'mask' | 'deny' => {
  if (sights.includes('allow') || (rated && sights.includes('if-rated'))) return 'allow';
  return sights.includes('mask') ? 'mask' : 'deny';
};

/**
 * The record with what its caller may see, and nothing else: built up from the fields that the table allows, so a field that the table does not
 * know never passes. @returns undefined when none is allowed
 */
export function seen(
  kind: RecordKind | 'buyer',
  record: object,
  inRoles: readonly Role[],
  rated: boolean,
): Record<string, unknown> | undefined {
  const columns = inRoles.map((role) => roles.indexOf(role));
  const shown = Object.entries(whoMayKnowWhat[kind]).flatMap(([field, line]: [string, readonly Sight[]]) => {
    const value = (record as Record<string, unknown>)[field];
    const sight = widest(
      columns.map((column) => line[column] ?? 'deny'),
      rated,
    );
    if (value === undefined || sight === 'deny') return [];
    if (sight === 'allow') return [[field, value]];
    // Only text has ends; anything else that is to be masked stays away.
    return typeof value === 'string' ? [[field, masked(value)]] : [];
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** Whether a role may have this done. */
export const mayDo = (wish: Draft['kind'], role: Role): boolean => whoMayDoWhat[wish][roles.indexOf(role)] === 'allow';
