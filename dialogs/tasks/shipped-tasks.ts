import { followUpWanted, type Told } from '../follow-up';
import type { Response } from '../responder';
import { limitWanted } from '../limit-wanted';
import type { RecordTopic } from '../records-wanted';
import { wantsDone } from '../records-wanted';
import { claimStatusTask } from './claim-status';
import { collectionStatusTask } from './collection-status';
import { complaintTask } from './complaint';
import { contactPersonTask } from './contact-person';
import { deadlinesTask } from './deadlines-of-buyer';
import { disputeTask } from './dispute';
import { fileClaimTask } from './file-claim';
import { followUpTask } from './follow-up';
import { handOverTask } from './hand-over';
import { invoicesTask } from './invoices';
import { leaveMessageTask } from './leave-message';
import { limitTask } from './limit';
import { policyOverviewTask } from './policy-overview';
import { reassessmentTask } from './reassessment';
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
  limitTask,
  reassessmentTask,
  complaintTask,
  disputeTask,
  leaveMessageTask,
  followUpTask,
];

/** What looks a record up, and what does something about it. */
const byTopic: Partial<Record<RecordTopic, { look?: Task; act?: Task }>> = {
  policy: { look: policyOverviewTask },
  claim: { look: claimStatusTask, act: fileClaimTask },
  deadline: { look: deadlinesTask },
  collection: { look: collectionStatusTask, act: handOverTask },
  limit: { look: limitTask, act: reassessmentTask },
  invoice: { look: invoicesTask },
  turnover: { look: turnoverTask },
};

/** What is done about it when a person is needed; who asks for one is told how to reach them. */
const byReason: Record<Extract<Response['reply'], { kind: 'needs-a-person' }>['reason'], Task | undefined> = {
  complaint: complaintTask,
  dispute: disputeTask,
  asked: undefined,
};

const ofOwn = /(?<!\p{L})(?:vi|vores|jeg|min|mit|we|our|i|my)(?!\p{L})/iu;

/** What a clause says that the customer's own policy or records say: they are looked up, where it is their own that is asked about. */
function byClause(clause: string, text: string): Task | undefined {
  switch (clause) {
    // Who looks after a customer stands in the records too, and the charter says only that somebody does.
    case 'contact-account-manager':
      return contactPersonTask;
    case 'renewal-termination':
      return asksWhen.test(text) && ofOwn.test(text) ? policyOverviewTask : undefined;
    case 'turnover-declaring':
      return asksWhen.test(text) && ofOwn.test(text) ? turnoverTask : undefined;
    default:
      return undefined;
  }
}
const asksWhen = /(?<!\p{L})(?:hvornår|hvor tit|hvor ofte|frist\p{L}*|senest|when|how often|deadline)(?!\p{L})/iu;

/** What is refused, and the wish for a person, come before whatever was told. */
const mayFollowUp = (reply: Response['reply']): boolean =>
  reply.kind !== 'refused' && !(reply.kind === 'needs-a-person' && reply.reason === 'asked');

/** The task that a message begins; undefined where it begins none. @param told the record that was told just before */
export function taskFor(text: string, { reply }: Response, told?: Told): Task | undefined {
  if (told && mayFollowUp(reply) && followUpWanted(text, told)) return followUpTask;
  if (reply.kind === 'answered') return byClause(reply.citations[0].clause, text);
  if (reply.kind === 'needs-a-person') return byReason[reply.reason];
  if (reply.kind !== 'record') return undefined;
  const wish = limitWanted(text);
  if (wish) return wish === 'reassess' ? reassessmentTask : limitTask;
  const { look, act } = byTopic[reply.topic] ?? {};
  return wantsDone(text) ? (act ?? look) : look;
}
