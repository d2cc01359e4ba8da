import { followUpWanted, leansOnTold, namesSubject, type Told } from '../follow-up';
import { findDates } from '../reading';
import { isQuestion } from '../is-question';
import { ofOwn, ownTermAsked } from '../policy-asked';
import { aspectClauses } from '../record-words';
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

/** What a clause says that the customer's own policy or records say: they are looked up, where it is their own that is asked about. */
function byClause(clause: string, text: string): Task | undefined {
  switch (clause) {
    // Who looks after a customer stands in the records too, and the charter says only that somebody does.
    case 'contact-account-manager':
      return contactPersonTask;
    case 'policy-parts-documents':
      return isQuestion(text) && strictlyOwn.test(text) ? policyOverviewTask : undefined;
    case 'overdue-report-when':
      // "When must we report the invoice that fell due on 1 September?": the day can be reckoned.
      if (asksWhen.test(text) && namesDay(text)) return deadlinesTask;
      return ownTermAsked(text) ? policyOverviewTask : undefined;
    case 'collection-tracking-online':
      return asksOfCase.test(text) ? collectionStatusTask : undefined;
    case 'claim-handling-payment':
      return asksWhen.test(text) && strictlyOwn.test(text) ? claimStatusTask : undefined;
    case 'claim-handling-missing-documents':
      return isQuestion(text) && ofOneClaim.test(text) ? claimStatusTask : undefined;
    case 'turnover-declaring':
      return asksWhen.test(text) && ofOwn.test(text) ? turnoverTask : undefined;
    default:
      return asksTermOf(clause, text) ? policyOverviewTask : undefined;
  }
}

/** Clauses on what each policy says for itself, beside those that explain a term. */
const besideTerms: ReadonlySet<string> = new Set([
  'administration-renewal',
  'premium-advance-minimum',
  'late-payment-plan',
  'claim-filing-insolvency-proof',
]);

/** "When does our buyer start paying?" has a word of a term in it, and the clause is of another: neither is asked for. */
function asksTermOf(clause: string, text: string): boolean {
  const term = ownTermAsked(text);
  return term !== undefined && (besideTerms.has(clause) || aspectClauses[term].clause === clause);
}

const asksOfCase =
  /(?<!\p{L})(?:hvad sker der|hvor langt er|what is happening|what['’]?s happening|how far is)(?!\p{L})/iu;
const ofOneClaim = /(?<!\p{L})(?:skaden|sagen|vores skade|min skade|(?:our|my|the) claim)(?!\p{L})/iu;
const asksWho = /^\W*(?:hvem|who)(?!\p{L})/iu;
const strictlyOwn = /(?<!\p{L})(?:vores|min|mit|our|my)(?!\p{L})/iu;
const namesDay = (text: string): boolean => findDates(text, { language: 'da', today: '2000-01-01' }).length > 0;
const asksWhen = /(?<!\p{L})(?:hvornår|hvor tit|hvor ofte|frist\p{L}*|senest|when|how often|deadline)(?!\p{L})/iu;

/** Who has a new look at what was told: a limit is reassessed; a claim is reviewed by those who decided it. */
const newLook: Record<Told['kind'], Task> = {
  limit: reassessmentTask,
  applications: followUpTask,
  claim: followUpTask,
  collection: followUpTask,
};

/** What is refused, and the wish for a person, come before whatever was told. */
const mayFollowUp = (reply: Response['reply']): boolean =>
  reply.kind !== 'refused' && !(reply.kind === 'needs-a-person' && reply.reason === 'asked');

/** The task that a message begins; undefined where it begins none. @param told the record that was told just before */
export function taskFor(
  text: string,
  { reply, picked }: Pick<Response, 'reply' | 'picked'>,
  told?: Told,
): Task | undefined {
  const asked = told && mayFollowUp(reply) ? followUpWanted(text, told) : undefined;
  if (told && asked) return asked === 'again' ? newLook[told.kind] : followUpTask;
  if (picked) return shippedTasks.find(({ name }) => name === picked.task);
  if (reply.kind === 'answered')
    return leansOnTold(text) && !namesSubject(text) ? undefined : byClause(reply.citations[0].clause, text);
  if (reply.kind === 'needs-a-person') return byReason[reply.reason];
  // "Who handles our claims?": several clauses are near, and the records know who.
  if (reply.kind === 'which-of-these' && asksWho.test(text) && reply.nearest[0].clause === 'contact-account-manager')
    return contactPersonTask;
  if (reply.kind !== 'record') return undefined;
  const wish = limitWanted(text);
  if (wish) return wish === 'reassess' ? reassessmentTask : limitTask;
  const { look, act } = byTopic[reply.topic] ?? {};
  return wantsDone(text) ? (act ?? look) : look;
}
