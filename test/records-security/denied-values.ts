import { guardedRecords, type RecordSource } from '../../adapters/records';
import { recordKinds } from '../../adapters/records/kinds';
import { CustomerId, Money, type Records } from '../../adapters/records/port';

/** Text that tells whose record it is: numbers of records, registration numbers, companies. Words and codes of the trade tell nothing. */
const telling =
  /^(policyNumber|policyNumbers|buyerId|claimNumber|caseNumber|applicationId|decisionId|notificationId|number|supersedes|legalName|buyerName|holderName|name|debtor|creditor|value|parentId|email|telephone)$/;

/** "1250.5" as 125050. */
const inCents = (amount: string): string => String(Math.round(Number(amount) * 100));

/** The values in a record that a reply could be recognised by: telling text, and amounts of five figures or more in whole units. */
function valuesIn(record: unknown, field = ''): string[] {
  if (Array.isArray(record)) return record.flatMap((one) => valuesIn(one, field));
  if (typeof record === 'string') return telling.test(field) && record.length > 4 ? [record] : [];
  if (typeof record !== 'object' || record === null) return [];
  const money = Money.safeParse(record);
  if (money.success) return Number(money.data.amount) >= 10_000 ? [inCents(money.data.amount)] : [];
  return Object.entries(record).flatMap(([name, value]) => valuesIn(value, name));
}

/** Every read that a dialog could make for the caller. */
async function everythingShown(records: Records): Promise<unknown[]> {
  const buyers = await records.findBuyers({});
  return [
    await records.customer(),
    await records.policies(),
    buyers,
    await Promise.all(buyers.map(({ buyerId }) => records.limits(buyerId))),
    await records.pendingApplications(),
    await records.overdueNotifications(),
    await records.claims(),
    await records.collectionCases(),
    await records.declarations(),
    await records.invoices(),
    await records.contactPeople(),
  ];
}

/** The values in all of the demo's records. */
export async function allValues(source: RecordSource, customers: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const customerId of customers.map((one) => CustomerId.parse(one))) {
    for (const kind of recordKinds) for (const value of valuesIn(await source.list(kind, customerId))) found.add(value);
    for (const value of valuesIn(await source.buyers(customerId, {}))) found.add(value);
  }
  return found;
}

/** Those of them that the table shows the caller in no record at all. */
export async function deniedTo(
  source: RecordSource,
  customerId: string | undefined,
  all: Set<string>,
): Promise<string[]> {
  const caller =
    customerId === undefined
      ? ({ kind: 'anonymous' } as const)
      : ({ kind: 'customer', customerId: CustomerId.parse(customerId) } as const);
  const records = guardedRecords(source, () => new Date())(caller);
  const shown = new Set(valuesIn(await everythingShown(records)));
  return [...all].filter((value) => !shown.has(value));
}

/** Amounts as digits, however they are written: "1.250,50" and "1,250.50" are 125050, "12.500" is 1250000. */
function amountsIn(text: string): Set<string> {
  const written = text.match(/\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?:[.,]\d{2})?(?!\d)/g) ?? [];
  return new Set(
    written.map((number) => {
      const cents = /[.,]\d{2}$/.test(number) ? '' : '00';
      return number.replace(/\D/g, '') + cents;
    }),
  );
}

/** The denied values that stand in a text. */
export function standingIn(text: string, denied: readonly string[]): string[] {
  const amounts = amountsIn(text);
  return denied.filter((value) => (/^\d+$/.test(value) ? amounts.has(value) : text.includes(value)));
}
