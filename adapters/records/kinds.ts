import {
  Claim,
  CollectionCase,
  ContactPerson,
  CreditLimitApplication,
  CreditLimitDecision,
  Invoice,
  OverdueNotification,
  Policy,
  TurnoverDeclaration,
} from './schemas';

/** The kinds of record that hang on a policy, each with its schema. */
export const recordSchemas = {
  policy: Policy,
  limitApplication: CreditLimitApplication,
  limitDecision: CreditLimitDecision,
  overdueNotification: OverdueNotification,
  claim: Claim,
  collectionCase: CollectionCase,
  turnoverDeclaration: TurnoverDeclaration,
  invoice: Invoice,
  contactPerson: ContactPerson,
} as const;

export type RecordKind = keyof typeof recordSchemas;
export const recordKinds = Object.keys(recordSchemas) as RecordKind[];

/** The record of a kind, whole, as its source keeps it. */
export interface RecordOf {
  policy: Policy;
  limitApplication: CreditLimitApplication;
  limitDecision: CreditLimitDecision;
  overdueNotification: OverdueNotification;
  claim: Claim;
  collectionCase: CollectionCase;
  turnoverDeclaration: TurnoverDeclaration;
  invoice: Invoice;
  contactPerson: ContactPerson;
}
