import { demoData } from '../../../adapters/records/demo/demo-data';
import { recordSchemas } from '../../../adapters/records/kinds';
import { limitInForce } from '../../../adapters/records/limit-in-force';
import { plusDays, plusMonths } from '../../../adapters/records/demo/calendar';
import { centsOf } from '../../../adapters/records/demo/cents';
import { limitOn } from '../../../adapters/records/demo/limits';
import { type Claim, closedClaimStatuses } from '../../../adapters/records/schemas';

const today = '2026-11-22';
const demo = demoData(today);
const isOpen = (claim: Claim): boolean => !closedClaimStatuses.some((status) => status === claim.status);
const policyOf = ({ policyNumber }: { policyNumber: string }) => {
  const policy = demo.policy.find((one) => one.policyNumber === policyNumber);
  if (!policy) throw new Error(`no policy ${policyNumber}`);
  return policy;
};

test('there is enough of everything', () => {
  expect(new Set(demo.policy.map(({ holderId }) => holderId)).size).toBeGreaterThanOrEqual(8);
  expect(demo.buyer).toHaveLength(120);
  expect(new Set(demo.buyer.map(({ country }) => country)).size).toBe(12);
  expect(demo.limitDecision.length).toBeGreaterThanOrEqual(300);
  expect(demo.claim).toHaveLength(80);
  expect([...new Set(demo.claim.map(({ status }) => status))].sort()).toEqual(
    [...recordSchemas.claim.shape.status.options].sort(),
  );
  expect(demo.collectionCase).toHaveLength(40);
});

test('the same day gives the same records', () => {
  expect(demoData(today)).toEqual(demo);
});

test.each(['2026-01-31', '2028-02-29', '2026-12-31', '2027-07-01'])('is made on %s as on any day', (day) => {
  expect(demoData(day).claim).toHaveLength(80);
});

test('every record is one by its schema, and stands under a policy and a buyer that exist', () => {
  const buyers = new Set<string>(demo.buyer.map(({ buyerId }) => buyerId));
  for (const kind of Object.keys(recordSchemas) as (keyof typeof recordSchemas)[])
    for (const record of demo[kind]) {
      expect(recordSchemas[kind].parse(record)).toEqual(record);
      expect(policyOf(record)).toBeDefined();
      if ('buyerId' in record) expect(buyers).toContain(record.buyerId);
    }
});

test('numbers are given once', () => {
  const numbers = [
    ...demo.claim.map(({ claimNumber }) => claimNumber),
    ...demo.collectionCase.map(({ caseNumber }) => caseNumber),
    ...demo.limitDecision.map(({ decisionId }) => decisionId),
    ...demo.limitApplication.map(({ applicationId }) => applicationId),
    ...demo.overdueNotification.map(({ notificationId }) => notificationId),
    ...demo.invoice.map(({ number }) => number),
  ];
  expect(new Set<string>(numbers).size).toBe(numbers.length);
});

test('a decision follows its application and supersedes the one before it', () => {
  for (const decision of demo.limitDecision) {
    const application = demo.limitApplication.find(({ applicationId }) => applicationId === decision.applicationId);
    if (application) expect(application.submittedAt < decision.decidedAt).toBe(true);
    const before = demo.limitDecision.find(({ decisionId }) => decisionId === decision.supersedes);
    if (!before) continue;
    expect([before.policyNumber, before.buyerId, before.amount]).toEqual([
      decision.policyNumber,
      decision.buyerId,
      decision.previousAmount,
    ]);
    expect(before.decidedAt < decision.decidedAt).toBe(true);
  }
});

test('a claim has a limit before its first invoice, a notification in its time, and dates that fit its status', () => {
  for (const claim of demo.claim) {
    const policy = policyOf(claim);
    const notification = demo.overdueNotification.find(
      ({ notificationId }) => notificationId.slice(-3) === claim.claimNumber.slice(-3),
    );
    if (!notification) throw new Error(`no notification for ${claim.claimNumber}`);
    const filedOn = claim.submittedAt.slice(0, 10);
    const [first] = notification.invoices;
    const decisions = demo.limitDecision.filter(
      ({ policyNumber, buyerId }) => policyNumber === claim.policyNumber && buyerId === claim.buyerId,
    );
    expect(limitOn(decisions, first?.invoiceDate ?? '')).toBeGreaterThan(0);
    expect(notification.mepEndsOn).toBe(plusDays(notification.oldestDueDate, policy.maxExtensionDays));
    expect(notification.notifyBy).toBe(plusDays(notification.mepEndsOn, policy.notificationDays));
    expect(notification.status === 'late').toBe(filedOn > notification.notifyBy);
    expect(claim.rejectionCodes.includes('notified_too_late')).toBe(notification.status === 'late');
    expect(notification.invoices.reduce((sum, { net }) => sum + centsOf(net), 0)).toBe(centsOf(claim.claimed));
    if (claim.cause === 'protracted_default')
      expect(claim.waitingPeriodEnds).toBe(plusMonths(filedOn, policy.waitingPeriodMonths));
    if (claim.status === 'awaiting_date_of_loss') expect((claim.waitingPeriodEnds ?? '') > today).toBe(true);
    if (claim.paidAt !== undefined) {
      expect(claim.paidAt > (claim.dateOfLoss ?? '9999')).toBe(true);
      expect(claim.paidAt <= today).toBe(true);
    }
    expect(claim.documents.some(({ required, receivedAt }) => required && receivedAt === undefined)).toBe(
      claim.status === 'awaiting_documents' || claim.status === 'registered',
    );
  }
});

test('what is paid is the insured share of what is covered, less the deductible', () => {
  const assessed = demo.claim.filter(({ indemnity }) => indemnity !== undefined);
  expect(assessed.some(({ deductions }) => deductions.length > 0)).toBe(true);
  for (const { policyNumber, claimed, coveredAmount, deductions, indemnity } of assessed) {
    const policy = policyOf({ policyNumber });
    if (!coveredAmount || !indemnity) throw new Error('an assessed claim without its amounts');
    expect(centsOf(coveredAmount)).toBe(
      centsOf(claimed) - deductions.reduce((sum, { amount }) => sum + centsOf(amount), 0),
    );
    const share = Math.round((centsOf(coveredAmount) * policy.insuredPercentage) / 100);
    expect(centsOf(indemnity)).toBe(Math.max(0, share - (policy.deductible ? centsOf(policy.deductible.amount) : 0)));
  }
});

test('recoveries add up, each is shared out whole, and none came before the case', () => {
  expect(demo.collectionCase.filter(({ recoveries }) => recoveries.length > 0).length).toBeGreaterThan(8);
  for (const { collected, recoveries, principal, openedAt, phase, outcome } of demo.collectionCase) {
    expect(recoveries.reduce((sum, { amount }) => sum + centsOf(amount), 0)).toBe(centsOf(collected));
    expect(centsOf(collected)).toBeLessThanOrEqual(centsOf(principal));
    if (outcome === 'paid') expect(collected).toEqual(principal);
    expect(phase !== 'closed' || outcome !== undefined).toBe(true);
    for (const { amount, allocation, date } of recoveries) {
      expect(centsOf(allocation.policyholder) + centsOf(allocation.insurer)).toBe(centsOf(amount));
      expect(date >= openedAt && date <= today).toBe(true);
    }
  }
});

test('those who are there to be tried are there', () => {
  const claimsOf = (holder: string) =>
    demo.claim.filter((claim) => policyOf(claim).holderId === holder && isOpen(claim)).length;
  expect([claimsOf('blaamejse'), claimsOf('havbrise'), claimsOf('pindsvin')]).toEqual([1, 3, 0]);

  const names = demo.buyer.map(({ legalName }) => legalName);
  expect(names.filter((name) => name === 'Meridian Lantern Trading Ltd')).toHaveLength(2);
  expect(names).toEqual(expect.arrayContaining(['Nordhavn Stål ApS', 'Nordhamns Stål AB']));

  const pending = demo.limitApplication.filter(({ status }) => status !== 'decided');
  expect(pending.filter(({ delayReason }) => delayReason !== undefined).length).toBeGreaterThan(8);
  expect(pending.some(({ missingInfo }) => missingInfo.length > 0)).toBe(true);

  const [first] = demo.policy;
  const [nordhavn] = demo.buyer;
  const onNordhavn = demo.limitDecision.filter(
    ({ policyNumber, buyerId }) => policyNumber === first?.policyNumber && buyerId === nordhavn?.buyerId,
  );
  const { current, upcoming } = limitInForce(onNordhavn, today);
  expect([current?.outcome, upcoming?.outcome]).toEqual(['approved', 'reduced']);
  expect(demo.limitDecision.some(({ outcome }) => outcome === 'cancelled')).toBe(true);
});
