import type { Caller, Records, Submitted } from './port';

/** What is nobody's: every answer is empty, and no system is asked. */
export function noRecords(caller: Caller): Records {
  const none = async (): Promise<never[]> => [];
  const nothing = async (): Promise<undefined> => undefined;
  const refused = async (): Promise<Submitted> => ({ kind: 'no-such-record' });
  return {
    caller,
    customer: nothing,
    policies: none,
    policy: nothing,
    findBuyers: none,
    buyer: nothing,
    limits: none,
    pendingApplications: none,
    application: nothing,
    overdueNotifications: none,
    claims: none,
    claim: nothing,
    collectionCases: none,
    collectionCase: nothing,
    declarations: none,
    invoices: none,
    invoice: nothing,
    contactPeople: none,
    fileClaim: refused,
    requestReassessment: refused,
    handOverToCollections: refused,
  };
}
