import { demoData } from '../../../adapters/records/demo/demo-data';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import { Buyer, CustomerId, type Customer, type Policy } from '../../../adapters/records/port';
import type { RecordSource } from '../../../adapters/records/source';

const me = CustomerId.parse('me');
const demo = demoData('2026-11-22');
const [first, second] = demo.policy;
const [someone] = demo.buyer;
if (!first || !second || !someone) throw new Error('The demo has policies and buyers.');
const nobodys: Policy = { ...first, holderId: CustomerId.parse('other'), coInsured: [] };
/** Mine, without ratings; and one with ratings, whose claim payments are assigned to me. */
const own: Policy = { ...nobodys, holderId: me, ratingIncluded: false };
const assigned: Policy = { ...nobodys, policyNumber: second.policyNumber, assignee: { customerId: me, name: 'Me' } };
const withRatings: Policy = { ...assigned, ratingIncluded: true };
const buyer = Buyer.parse({ ...someone, policyNumbers: [own.policyNumber, assigned.policyNumber] });

const source = (policies: Policy[], customer?: Customer): RecordSource => ({
  customer: async () => customer,
  list: async (kind) => (kind === 'policy' ? policies : []) as never[],
  buyers: async () => [buyer],
  submit: async () => ({ kind: 'draft-changed' }),
  close: async () => undefined,
});
const recordsOf = (from: RecordSource) =>
  guardedRecords(from, () => new Date('2026-11-22T10:00:00Z'))({ kind: 'customer', customerId: me });

test('who is assigned the claims of one policy learns nothing of its buyers by holding another', async () => {
  const [seen] = await recordsOf(source([own, withRatings])).findBuyers({});
  expect(seen).toMatchObject({ legalName: buyer.legalName, policyNumbers: [own.policyNumber] });
  expect(seen).not.toHaveProperty('ratingBand');
});

test('a buyer known under an assigned policy only is not there', async () => {
  expect(await recordsOf(source([withRatings])).findBuyers({})).toEqual([]);
});

test('a source that answers with somebody else shows nobody, and no debtor’s entry', async () => {
  const other: Customer = {
    customerId: CustomerId.parse('other'),
    name: 'Somebody Else A/S',
    kind: 'buyer',
    buyerId: buyer.buyerId,
  };
  const records = recordsOf(source([], other));
  expect(await records.customer()).toBeUndefined();
  expect(await records.findBuyers({})).toEqual([]);
});
