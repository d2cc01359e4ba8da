import { z } from 'zod';

/** A complaint as it was taken down. Everything in it is what the customer said, but who is signed in. */
export const Complaint = z.object({
  /** Chosen when the complaint is begun: the same one twice is one complaint. */
  id: z.uuid(),
  /** Who vouched for the customer; absent for a visitor who is not signed in. */
  customerId: z.string().max(60).optional(),
  name: z.string().min(1).max(200),
  /** What happened, and what should be done about it. */
  matter: z.string().min(1).max(4000),
  /** The policy or case it is about, as typed. It has not been looked up. */
  concerns: z.string().max(200).optional(),
  /** Telephone, e-mail address or post address. */
  reachedAt: z.string().min(3).max(300),
  language: z.enum(['da', 'en']),
});
export type Complaint = z.infer<typeof Complaint>;

/** A complaint that is kept, under the reference that the customer was given. */
export const FiledComplaint = Complaint.extend({ reference: z.string().min(1).max(40), receivedAt: z.iso.datetime() });
export type FiledComplaint = z.infer<typeof FiledComplaint>;

/** Where complaints go: the insurer's own complaints function. */
export interface Complaints {
  /** Resolves when the complaint is on the disk. The same complaint again gives the same reference and is kept once. */
  file(complaint: Complaint): Promise<FiledComplaint>;
}

/** How a kept complaint stands with the complaints function. */
export interface ComplaintDelivery {
  complaint: FiledComplaint;
  status: 'waiting' | 'delivered';
  attempts: number;
  dueAt: Date;
  /** Why the last attempt failed. */
  problem: string | undefined;
}

/** What the delivery of complaints and the staff's list need of the store. */
export interface ComplaintStore extends Complaints {
  /** Oldest first. */
  list(which: { undelivered: boolean }): Promise<ComplaintDelivery[]>;
  /** What came of an attempt: delivered, or to be tried again. */
  settle(reference: string, outcome: { status: 'delivered' } | { problem: string; dueAt: Date }): Promise<void>;
}

/** The way out to the complaints function. Delivering one twice must do no harm: the reference makes it one. @throws when it was not taken */
export type DeliverComplaint = (complaint: FiledComplaint) => Promise<void>;
