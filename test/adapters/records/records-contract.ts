import { randomUUID } from 'node:crypto';
import { guardedRecords } from '../../../adapters/records/guarded-records';
import {
  BuyerId,
  type Caller,
  ClaimDraft,
  CollectionDraft,
  CustomerId,
  DecisionId,
  ReassessmentDraft,
  type Records,
} from '../../../adapters/records/port';
import type { RecordSource } from '../../../adapters/records/source';

/** The day that the records of every implementation are dated from. */
export const contractNow = (): Date => new Date('2026-11-22T10:00:00Z');

/** A source that keeps the demo's records of that day. */
export interface OpenedSource {
  source: RecordSource;
  close(): Promise<void>;
}

/** What an implementation may lack, each with its reason. */
interface Options {
  /** False where the insurer's systems give a claim its number later, from the inbox. */
  numbersAtOnce: boolean;
}

const customer = (id: string): Caller => ({ kind: 'customer', customerId: CustomerId.parse(id) });
const nordhavn = BuyerId.parse('B-30000');
const kr = (amount: string) => ({ amount, currency: 'DKK' });

const invoice = {
  number: '88001',
  invoiceDate: '2026-08-01',
  dueDate: '2026-08-31',
  originalDueDate: '2026-08-31',
  gross: kr('106250'),
  net: kr('85000.00'),
  paid: kr('0'),
};

export const claimDraft = (change: object = {}): ClaimDraft =>
  ClaimDraft.parse({
    kind: 'claim',
    draftId: randomUUID(),
    policyNumber: 'CI-104221',
    buyerId: nordhavn,
    cause: 'protracted_default',
    caseType: 'claim_collection',
    claimed: kr('85000.00'),
    vatExcluded: true,
    invoices: [invoice],
    documents: ['invoices'],
    disputed: false,
    ...change,
  });

/** What every system that keeps records must do, asked through the guard as the bot asks it. */
export function recordsContract(name: string, open: () => Promise<OpenedSource>, { numbersAtOnce }: Options): void {
  describe(`records: ${name}`, () => {
    let opened: OpenedSource;
    const as = (caller: string): Records => guardedRecords(opened.source, contractNow)(customer(caller));
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    test('a policyholder sees its policy whole', async () => {
      const [policy, ...others] = await as('blaamejse').policies();
      expect(others).toEqual([]);
      expect(policy).toMatchObject({
        policyNumber: 'CI-104221',
        role: 'policyholder',
        status: 'active',
        currency: 'DKK',
        insuredPercentage: 90,
        maxLiability: { amount: '14000000.00', currency: 'DKK' },
        deductible: { type: 'each_and_every', amount: { amount: '7000.00', currency: 'DKK' } },
        ratingIncluded: true,
        coInsured: [{ customerId: 'blaamejse-sverige', name: 'Blåmesen Förpackning AB' }],
        premiumRate: 0.12,
        periodStart: '2026-10-01',
        periodEnd: '2027-09-30',
      });
    });

    test('the policy in force comes before the one that has run out', async () => {
      const policies = await as('maelkevej').policies();
      expect(policies.map(({ policyNumber, status }) => [policyNumber, status])).toEqual([
        ['CI-105454', 'active'],
        ['CI-101007', 'expired'],
      ]);
    });

    test.each(['CI-104221', 'ci 104 221', '104221', 'CI104221'])('a policy is found as %s', async (written) => {
      expect((await as('blaamejse').policy(written))?.policyNumber).toBe('CI-104221');
    });

    test('what belongs to somebody else is not there, just as what does not exist', async () => {
      const records = as('pindsvin');
      const [claim] = await as('blaamejse').claims();
      expect(await records.policy('CI-104221')).toBeUndefined();
      expect(await records.policy('CI-999999')).toBeUndefined();
      expect(await records.claim(claim?.claimNumber ?? '')).toBeUndefined();
      expect(await records.claim('CL-999999')).toBeUndefined();
      expect(await records.claims({ buyerId: nordhavn })).toEqual([]);
      expect(await records.limits(nordhavn)).toEqual([]);
      expect(await records.buyer(nordhavn)).toBeUndefined();
      expect(await records.invoice('IN-800000')).toBeUndefined();
      expect(await records.collectionCases()).not.toContainEqual(
        expect.objectContaining({ creditor: 'Blåmejse Emballage A/S' }),
      );
    });

    test('an unknown customer and an anonymous visitor have nothing', async () => {
      const anonymous = guardedRecords(opened.source, contractNow)({ kind: 'anonymous' });
      for (const records of [as('nobody-at-all'), anonymous]) {
        expect(await records.customer()).toBeUndefined();
        expect(await records.policies()).toEqual([]);
        expect(await records.findBuyers({ name: 'Nordhavn' })).toEqual([]);
        expect(await records.claims()).toEqual([]);
        expect(await records.invoices()).toEqual([]);
        expect(await records.contactPeople()).toEqual([]);
        expect(await records.fileClaim(claimDraft())).toEqual({ kind: 'no-such-record' });
      }
    });

    test('the customer is known by name and language', async () => {
      expect(await as('starling').customer()).toMatchObject({
        name: 'Starling & Moss Instruments A/S',
        language: 'en',
      });
    });

    test.each([
      ['nordhavn stål', ['Nordhavn Stål ApS', 'Nordhamns Stål AB']],
      ['Nordhavn Stol', ['Nordhavn Stål ApS', 'Nordhamns Stål AB']],
      ['nordhavn staal aps', ['Nordhavn Stål ApS', 'Nordhamns Stål AB']],
      ['sølvmåge', ['Sølvmåge Handel A/S']],
      ['soelvmaage handl', ['Sølvmåge Handel A/S']],
      ['Meridian Lantern', ['Meridian Lantern Trading Ltd', 'Meridian Lantern Trading Ltd']],
      ['Meridien Lantren', ['Meridian Lantern Trading Ltd', 'Meridian Lantern Trading Ltd']],
      ['Zebrastripe Circus', []],
    ])('a buyer called "%s" is found', async (written, names) => {
      const found = await as('blaamejse').findBuyers({ name: written });
      expect(found.map(({ legalName }) => legalName)).toEqual(names);
    });

    test('two buyers of one name are told apart by country and by registration number', async () => {
      const records = as('blaamejse');
      const [british, irish] = await records.findBuyers({ name: 'Meridian Lantern Trading' });
      expect(new Set([british?.country, irish?.country])).toEqual(new Set(['GB', 'IE']));
      expect(await records.findBuyers({ name: 'Meridian Lantern Trading', country: 'IE' })).toHaveLength(1);
      const number = irish?.nationalId?.value ?? '';
      const spaced = `${number.slice(0, 3)} ${number.slice(3)}`;
      expect((await records.findBuyers({ registrationNumber: spaced })).map(({ buyerId }) => buyerId)).toEqual([
        irish?.buyerId,
      ]);
    });

    test('a limit comes with what is in force, what is to come, and its history', async () => {
      const [limit] = await as('blaamejse').limits(nordhavn);
      expect(limit?.current).toMatchObject({ outcome: 'approved', insuredPercentage: 90 });
      expect(limit?.upcoming).toMatchObject({
        outcome: 'reduced',
        reasonCodes: ['adverse_public_information'],
        effectiveFrom: '2026-12-13',
        previousAmount: limit?.current?.amount,
      });
      expect(limit?.history.map(({ outcome }) => outcome)).toEqual(['reduced', 'approved']);
      expect(DecisionId.safeParse(limit?.upcoming?.supersedes).success).toBe(true);
    });

    test('an application that is not decided says what it waits for', async () => {
      const pending = await as('blaamejse').pendingApplications();
      expect(pending).toContainEqual(
        expect.objectContaining({
          buyerId: 'B-30001',
          status: 'under_assessment',
          delayReason: 'waiting_for_accounts_from_buyer',
          expectedBy: '2026-11-28',
        }),
      );
      const [first] = pending;
      expect(first && (await as('blaamejse').application(first.applicationId))).toEqual(first);
    });

    test('one has exactly one open claim, one has three, one has none', async () => {
      expect(await as('havbrise').claims({ open: true })).toHaveLength(3);
      expect(await as('pindsvin').claims({ open: true })).toEqual([]);
      const [claim, ...others] = await as('blaamejse').claims({ open: true });
      expect(others).toEqual([]);
      expect(claim).toMatchObject({ status: 'awaiting_documents', delayReason: 'waiting_for_documents' });
      expect(claim?.documents?.filter(({ required, receivedAt }) => required && receivedAt === undefined)).toHaveLength(
        2,
      );
      expect(await as('blaamejse').claim((claim?.claimNumber ?? '').toLowerCase())).toEqual(claim);
    });

    test('declarations, invoices, notifications, cases and contact people come', async () => {
      const records = as('blaamejse');
      expect(await records.declarations({ open: true })).toEqual([
        expect.objectContaining({ status: 'due', dueDate: '2026-12-04' }),
      ]);
      const invoices = await records.invoices({ open: true });
      expect(invoices.map(({ status }) => status)).toEqual(['open', 'overdue']);
      expect(await records.invoice('in-800000')).toEqual(invoices[0]);
      expect((await records.overdueNotifications()).length).toBeGreaterThan(3);
      const cases = await records.collectionCases();
      expect(cases.length).toBeGreaterThan(0);
      expect(await records.collectionCase(cases[0]?.caseNumber ?? '')).toEqual(cases[0]);
      expect((await records.contactPeople()).map(({ topics }) => topics[0])).toEqual(['policy', 'limit', 'claim']);
    });

    test('a co-insured company sees the terms and its own claims, not the price', async () => {
      const records = as('blaamejse-sverige');
      const [policy] = await records.policies();
      expect(policy).toMatchObject({ role: 'co-insured', maxExtensionDays: 60 });
      expect(policy).not.toHaveProperty('premiumRate');
      const claims = await records.claims();
      expect(claims.map(({ insuredId }) => insuredId)).toEqual(['blaamejse-sverige']);
      expect(await records.invoices()).toEqual([]);
    });

    test('a broker sees what the policyholder sees, as long as its authority lasts', async () => {
      const policies = await as('kompasrose').policies();
      expect(policies.map(({ role }) => role)).toEqual(['broker', 'broker']);
      expect(policies.map(({ policyNumber }) => policyNumber)).toContain('CI-104221');
      expect(await as('sekstant').policies()).toEqual([]);
    });

    test('the bank sees the payments that are assigned to it, and no buyer', async () => {
      const records = as('sparebank');
      const claims = await records.claims({ policyNumber: (await as('blaamejse').policies())[0]?.policyNumber });
      expect(claims.some(({ indemnity }) => indemnity !== undefined)).toBe(true);
      expect(claims.every((claim) => claim.buyerId === undefined && /^.•{5}$/u.test(claim.buyerName ?? ''))).toBe(true);
      expect(await records.findBuyers({})).toEqual([]);
      expect(await records.pendingApplications()).toEqual([]);
    });

    test('a debtor sees itself, and not what is said of it', async () => {
      const found = await as('nordhavn').findBuyers({});
      expect(found).toEqual([
        {
          buyerId: nordhavn,
          legalName: 'Nordhavn Stål ApS',
          country: 'DK',
          nationalId: expect.anything(),
          policyNumbers: [],
        },
      ]);
      expect(await as('nordhavn').limits(nordhavn)).toEqual([]);
    });

    test('a claim is filed once, however often its draft comes', async () => {
      const draft = claimDraft();
      const before = await as('blaamejse').claims();
      const all = await Promise.all([1, 2, 3].map(() => as('blaamejse').fileClaim(draft)));
      const again = await as('blaamejse').fileClaim(draft);
      for (const one of all) expect(one).toEqual(again);
      if (again.kind !== 'received') throw new Error(`was ${again.kind}`);
      expect(again.receipt).toMatchObject({
        draftId: draft.draftId,
        kind: 'claim',
        receivedAt: contractNow().toISOString(),
      });
      const after = await as('blaamejse').claims();
      expect(after).toHaveLength(before.length + (numbersAtOnce ? 1 : 0));
      if (!numbersAtOnce) return;
      expect(again.receipt.reference).toBe(again.receipt.claimNumber);
      expect(await as('blaamejse').claim(again.receipt.reference)).toMatchObject({
        status: 'registered',
        claimed: kr('85000.00'),
        buyerName: 'Nordhavn Stål ApS',
      });
    });

    test('a draft that comes back changed, or from somebody else, does nothing', async () => {
      const draft = claimDraft();
      await as('blaamejse').fileClaim(draft);
      const before = await as('blaamejse').claims();
      expect(await as('blaamejse').fileClaim({ ...draft, claimed: kr('95000.00') })).toEqual({ kind: 'draft-changed' });
      expect(await as('kompasrose').fileClaim(draft)).toEqual({ kind: 'draft-changed' });
      expect(await as('blaamejse').claims()).toEqual(before);
    });

    test('a reassessment and a collection are asked for once', async () => {
      const reassessment = ReassessmentDraft.parse({
        kind: 'reassessment',
        draftId: randomUUID(),
        policyNumber: 'CI-104221',
        buyerId: nordhavn,
        requested: kr('900000'),
        requestedTermsDays: 30,
        mayContactBuyer: true,
        reasons: 'Paid on time for four years.',
      });
      const collection = CollectionDraft.parse({
        kind: 'collection',
        draftId: randomUUID(),
        policyNumber: 'CI-104221',
        buyerId: nordhavn,
        invoices: [invoice],
        disputed: false,
      });
      const first = [
        await as('blaamejse').requestReassessment(reassessment),
        await as('blaamejse').handOverToCollections(collection),
      ];
      expect(first.map(({ kind }) => kind)).toEqual(['received', 'received']);
      expect([
        await as('blaamejse').requestReassessment(reassessment),
        await as('blaamejse').handOverToCollections(collection),
      ]).toEqual(first);
      if (!numbersAtOnce) return;
      expect(await as('blaamejse').pendingApplications({ buyerId: nordhavn })).toHaveLength(1);
      expect(await as('blaamejse').collectionCases({ buyerId: nordhavn })).toContainEqual(
        expect.objectContaining({ phase: 'received', principal: kr('106250.00') }),
      );
    });

    test('nobody files under a policy of others, on a buyer that is not there, or beyond its part', async () => {
      expect(await as('pindsvin').fileClaim(claimDraft())).toEqual({ kind: 'no-such-record' });
      expect(await as('blaamejse').fileClaim(claimDraft({ buyerId: 'B-99999' }))).toEqual({ kind: 'no-such-record' });
      expect(await as('sparebank').fileClaim(claimDraft())).toEqual({ kind: 'not-permitted', role: 'assignee-bank' });
    });
  });
}
