import type { Response } from '../responder';
import type { RecordTopic } from '../records-wanted';
import { wantsDone } from '../records-wanted';
import { claimStatusTask } from './claim-status';
import { collectionStatusTask } from './collection-status';
import { contactPersonTask } from './contact-person';
import { deadlinesTask } from './deadlines-of-buyer';
import { fileClaimTask } from './file-claim';
import { handOverTask } from './hand-over';
import { invoicesTask } from './invoices';
import { policyOverviewTask } from './policy-overview';
import type { Task } from './task';
import { turnoverTask } from './turnover';

/** Every task that a customer can be helped with. */
export const shippedTasks: readonly Task[] = [
  policyOverviewTask,
  claimStatusTask,
  fileClaimTask,
  deadlinesTask,
  collectionStatusTask,
  handOverTask,
  invoicesTask,
  turnoverTask,
  contactPersonTask,
];

/** What looks a record up, and what does something about it. */
const byTopic: Partial<Record<RecordTopic, { look?: Task; act?: Task }>> = {
  policy: { look: policyOverviewTask },
  claim: { look: claimStatusTask, act: fileClaimTask },
  deadline: { look: deadlinesTask },
  collection: { look: collectionStatusTask, act: handOverTask },
  invoice: { look: invoicesTask },
  turnover: { look: turnoverTask },
};

/** The task that a message begins; undefined where it begins none. */
export function taskFor(text: string, { reply }: Response): Task | undefined {
  // Who looks after a customer stands in the records too, and the charter says only that somebody does.
  if (reply.kind === 'answered' && reply.citations[0].clause === 'contact-account-manager') return contactPersonTask;
  if (reply.kind !== 'record') return undefined;
  const { look, act } = byTopic[reply.topic] ?? {};
  return wantsDone(text) ? (act ?? look) : look;
}
