import type { RecordEvent } from '../../adapters/records/port';
import type { TeamsUser } from '../identity/identities';

/** Who is to be told, and where: a customer on the website, or a person of theirs in Teams. */
export type Recipient =
  { channel: 'web'; customerId: string } | { channel: 'teams'; customerId: string; user: TeamsUser };

/** One event for one recipient. */
export interface Telling {
  /** Events are numbered in the order they were taken. */
  number: number;
  recipient: Recipient;
  event: RecordEvent;
  /** How often it was tried and the records could not be read. */
  attempts: number;
  dueAt: Date;
}

export type TellingOutcome =
  /** In the log of a conversation: there, or on its way to Teams, the customer sees it. */
  | { status: 'told' }
  /** The recipient is shown no such record. */
  | { status: 'not-shown' }
  | { status: 'waiting'; dueAt: Date };

/** What came of a sent event: `changed` is another one under the id of an earlier one. */
export type Taking = 'taken' | 'known' | 'changed';

/** The events that were taken, and who has been told of them. Durable: what was taken survives a kill at any moment. */
export interface EventStore {
  /** Takes an event with its recipients, once. Resolves when it is on the disk. */
  take(event: RecordEvent, recipients: readonly Recipient[]): Promise<Taking>;
  /** What a recipient has not been told, in order. */
  waitingFor(recipient: Recipient): Promise<Telling[]>;
  /** Everybody who has something waiting, and how much it is in all. */
  recipients(): Promise<{ recipient: Recipient; tellings: number }[]>;
  settle(telling: Telling, outcome: TellingOutcome): Promise<void>;
  /** Forgets the events taken before this time, told or not: they are no news any more. */
  forget(before: Date): Promise<void>;
}

/** The record that an event is about: what is told of one keeps its order. */
export const recordOf = (event: RecordEvent): string =>
  'claimNumber' in event ? `claim ${event.claimNumber}` : `limit ${event.policyNumber} ${event.buyerId}`;

/** The recipient in one word, unique. */
export const keyOf = (recipient: Recipient): string => `${recipient.customerId} ${placeOf(recipient)}`;

export const placeOf = (recipient: Recipient): string =>
  recipient.channel === 'web' ? 'web' : `teams/${recipient.user.tenantId}/${recipient.user.aadObjectId}`;

/** @throws for a place that `placeOf` did not make */
export function recipientAt(customerId: string, place: string): Recipient {
  if (place === 'web') return { channel: 'web', customerId };
  const [channel, tenantId, aadObjectId] = place.split('/');
  if (channel !== 'teams' || !tenantId || !aadObjectId) throw new Error('The store holds a recipient that is none.');
  return { channel: 'teams', customerId, user: { tenantId, aadObjectId } };
}
