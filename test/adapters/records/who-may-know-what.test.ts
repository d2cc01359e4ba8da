import fc from 'fast-check';
import { demoData } from '../../../adapters/records/demo/demo-data';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import { type RecordKind, recordKinds, type RecordOf, recordSchemas } from '../../../adapters/records/kinds';
import { Buyer, CustomerId, type Policy, type Records, type Role } from '../../../adapters/records/port';
import { roleIn, seen } from '../../../adapters/records/sight';
import type { RecordSource } from '../../../adapters/records/source';
import { roles, type Sight, whoMayDoWhat, whoMayKnowWhat } from '../../../adapters/records/who-may-know-what';

const now = (): Date => new Date('2026-11-22T10:00:00Z');
const demo = demoData('2026-11-22');
const me = CustomerId.parse('me');
const kinds = [...recordKinds, 'buyer'] as const;
const samples = {
  ...demo,
  buyer: demo.buyer.map((buyer) => Buyer.parse({ ...buyer, policyNumbers: ['CI-104221'] })),
};
const sightOf = (kind: (typeof kinds)[number], field: string, role: Role): Sight => {
  const lines: Record<string, readonly Sight[]> = whoMayKnowWhat[kind];
  return lines[field]?.[roles.indexOf(role)] ?? 'deny';
};

const anyRole = fc.constantFrom(...roles);
const anyRecord = fc
  .constantFrom(...kinds)
  .chain((kind) => fc.constantFrom(...samples[kind]).map((record): [typeof kind, object] => [kind, record]));

/** Every text in every field of it replaced by one that stands nowhere else, so that a leak is seen wherever it comes out. */
function marked(value: unknown, mark: () => string): unknown {
  if (typeof value === 'string') return mark();
  if (Array.isArray(value)) return value.map((item) => marked(item, mark));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, marked(inner, mark)]));
  return value;
}

describe('the table', () => {
  test('has a line for every field of every record, and no other', () => {
    for (const kind of recordKinds)
      expect(Object.keys(whoMayKnowWhat[kind]).sort()).toEqual(Object.keys(recordSchemas[kind].shape).sort());
    expect(Object.keys(whoMayKnowWhat.buyer).sort()).toEqual(Object.keys(Buyer.shape).sort());
  });

  test('shows the unknown nothing, and lets them do nothing', () => {
    for (const kind of kinds)
      for (const field of Object.keys(whoMayKnowWhat[kind])) expect(sightOf(kind, field, 'unknown')).toBe('deny');
    for (const wish of Object.values(whoMayDoWhat)) expect(wish[roles.indexOf('unknown')]).toBe('deny');
  });

  test('shows nobody what the insurer keeps to itself, and a debtor nothing but its own entry', () => {
    for (const role of roles) expect(sightOf('buyer', 'watch', role)).toBe('deny');
    for (const kind of recordKinds)
      for (const field of Object.keys(whoMayKnowWhat[kind])) expect(sightOf(kind, field, 'buyer')).toBe('deny');
    expect(sightOf('buyer', 'ratingBand', 'buyer')).toBe('deny');
  });

  // The port promises these fields to whoever is shown the record at all.
  test.each([
    ['policy', ['policyNumber', 'status', 'periodStart', 'periodEnd']],
    ['buyer', ['buyerId', 'legalName', 'country', 'policyNumbers']],
    ['limitApplication', ['applicationId', 'policyNumber', 'buyerId', 'status']],
    [
      'limitDecision',
      ['decisionId', 'policyNumber', 'buyerId', 'type', 'outcome', 'amount', 'decidedAt', 'effectiveFrom'],
    ],
    ['overdueNotification', ['notificationId', 'policyNumber', 'buyerId', 'status']],
    ['claim', ['claimNumber', 'policyNumber', 'status']],
    ['collectionCase', ['caseNumber', 'policyNumber', 'phase']],
    ['turnoverDeclaration', ['policyNumber', 'period', 'status']],
    ['invoice', ['number', 'policyNumber', 'kind', 'status']],
    ['contactPerson', ['policyNumber', 'name', 'topics']],
  ] as const)('whoever sees a %s sees %j', (kind, always) => {
    for (const role of roles) {
      const sights = Object.keys(whoMayKnowWhat[kind]).map((field) => sightOf(kind, field, role));
      if (sights.every((sight) => sight === 'deny')) continue;
      for (const field of always) expect([role, field, sightOf(kind, field, role)]).toEqual([role, field, 'allow']);
    }
  });
});

test('property: of any record, no role sees a field that the table denies it, nor the text of one', () => {
  fc.assert(
    fc.property(
      anyRecord,
      fc.uniqueArray(anyRole, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      ([kind, record], inRoles, rated) => {
        let count = 0;
        const texts = new Map<string, string>();
        const secret = Object.fromEntries(
          Object.entries({ ...record, notInTheTable: 'x' }).map(([field, value]) => [
            field,
            marked(value, () => {
              const text = `⟨${field}-${(count += 1)}⟩`;
              texts.set(text, field);
              return text;
            }),
          ]),
        );
        const shown = JSON.stringify(seen(kind, secret, inRoles, rated) ?? {});
        const allowed = (field: string): boolean =>
          inRoles.some((role) => {
            const sight = sightOf(kind, field, role);
            return sight === 'allow' || (sight === 'if-rated' && rated);
          });
        for (const [text, field] of texts) expect([field, shown.includes(text)]).toEqual([field, allowed(field)]);
      },
    ),
    { numRuns: 500 },
  );
});

/** A source that is as wrong as can be: it answers everybody with everybody's records. */
function careless(policies: Policy[]): RecordSource {
  const mine = new Map(policies.map((policy) => [policy.policyNumber, policy]));
  return {
    customer: async () => undefined,
    list: async <Kind extends RecordKind>(kind: Kind) =>
      (kind === 'policy' ? [...mine.values()] : samples[kind]) as RecordOf[Kind][],
    buyers: async () =>
      samples.buyer.map((buyer) => ({
        ...buyer,
        policyNumbers: demo.policyBuyer
          .filter(({ buyerId }) => buyerId === buyer.buyerId)
          .map(({ policyNumber }) => policyNumber),
      })),
    submit: async () => {
      throw new Error('nothing is to be filed here');
    },
    close: async () => undefined,
  };
}

/** Makes the caller the party of that kind, and nobody else. */
const withMeAs = (role: Role, policy: Policy): Policy => ({
  ...policy,
  ...(role === 'policyholder' && { holderId: me }),
  ...(role === 'co-insured' && { coInsured: [{ customerId: me, name: 'Me' }] }),
  ...(role === 'assignee-bank' && { assignee: { customerId: me, name: 'Me' } }),
  ...(role === 'broker' && { broker: { customerId: me, name: 'Me', authorityFrom: '2026-01-01' } }),
});

/** Every read there is. */
const readAll = async (records: Records): Promise<Record<string, unknown[]>> => {
  const buyers = await records.findBuyers({});
  const limits = await Promise.all(buyers.slice(0, 20).map(({ buyerId }) => records.limits(buyerId)));
  return {
    policy: await records.policies(),
    buyer: buyers,
    limitApplication: [...(await records.pendingApplications()), ...limits.flat().flatMap(({ pending }) => pending)],
    limitDecision: limits
      .flat()
      .flatMap(({ current, upcoming, history }) => [current, upcoming, ...history].filter((one) => one !== undefined)),
    overdueNotification: await records.overdueNotifications(),
    claim: await records.claims(),
    collectionCase: await records.collectionCases(),
    turnoverDeclaration: await records.declarations(),
    invoice: await records.invoices(),
    contactPerson: await records.contactPeople(),
  };
};

test('property: however careless the source, the guard lets through the caller’s own policies and the fields of its parts in them', async () => {
  const parts = fc.dictionary(
    fc.constantFrom(...demo.policy.map(({ policyNumber }) => policyNumber as string)),
    anyRole,
    { maxKeys: 3 },
  );
  await fc.assert(
    fc.asyncProperty(parts, async (mine) => {
      const policies = demo.policy.map((policy) => withMeAs(mine[policy.policyNumber] ?? 'unknown', policy));
      const own = new Map(policies.map((policy) => [policy.policyNumber as string, roleIn(policy, me, '2026-11-22')]));
      const records = guardedRecords(careless(policies), now)({ kind: 'customer', customerId: me });
      for (const [kind, found] of Object.entries(await readAll(records)))
        for (const record of found as (Record<string, unknown> & {
          policyNumber?: string;
          policyNumbers?: string[];
        })[]) {
          const under = record.policyNumbers ?? [record.policyNumber ?? ''];
          const inRoles = under.map((policyNumber) => own.get(policyNumber) ?? 'unknown');
          expect(inRoles).not.toContain('unknown');
          expect(inRoles.length).toBeGreaterThan(0);
          for (const field of Object.keys(record).filter((name) => !(kind === 'policy' && name === 'role')))
            expect([kind, field, inRoles.some((role) => sightOf(kind as RecordKind, field, role) !== 'deny')]).toEqual([
              kind,
              field,
              true,
            ]);
          if (
            inRoles.every((role) => role === 'co-insured') &&
            ['claim', 'collectionCase', 'overdueNotification'].includes(kind)
          )
            expect(record['insuredId']).toBe(me);
        }
    }),
    { numRuns: 25 },
  );
});

describe('a broker', () => {
  const [policy] = demo.policy;
  if (!policy) throw new Error('no policy');
  const withAuthority = (authorityFrom: string, authorityUntil?: string): Policy => ({
    ...policy,
    broker: { customerId: me, name: 'Me', authorityFrom, ...(authorityUntil !== undefined && { authorityUntil }) },
  });
  test.each([
    ['2026-11-22', '2026-11-22', 'broker'],
    ['2026-01-01', undefined, 'broker'],
    ['2026-11-23', undefined, 'unknown'],
    ['2025-01-01', '2026-11-21', 'unknown'],
  ] as const)('with an authority from %s until %s is %s', (from, until, role) => {
    expect(roleIn(withAuthority(from, until), me, '2026-11-22')).toBe(role);
  });
});
