import { z } from 'zod';
import { ClaimAnswers, DraftBuyer } from '../claim-filing';
import type { RecordTopic } from '../records-wanted';
import { ReassessmentWish } from '../tasks/reassessment-draft';

/** What a language model is told of a dialog. Those that call for a person (complaint, dispute, message) begin by the customer's own words alone. */
export interface Offer {
  /** The task's name. */
  task: string;
  /** When to pick it. */
  about: string;
  topic: RecordTopic;
  /** The answers that it can use, each by the dialog's own schema. */
  Slots: z.ZodObject;
}

/** Which record a buyer is, the records tell. */
const buyer = DraftBuyer.omit({ buyerId: true });
const nothing = z.object({});
const NamedBuyer = z.object({ buyer: z.string().max(200).optional() });

const claim = ClaimAnswers.pick({
  policyNumber: true,
  cause: true,
  insolvencyDate: true,
  claimed: true,
  dueDate: true,
  vatIncluded: true,
  netAmount: true,
  lastDelivery: true,
  disputed: true,
  paymentPlan: true,
})
  .extend({ buyer })
  .partial();

export const offers: readonly Offer[] = [
  {
    task: 'file-claim',
    about: 'The customer wants to file a claim: a buyer of theirs has not paid or is insolvent.',
    topic: 'claim',
    Slots: claim,
  },
  {
    task: 'hand-over',
    about: 'The customer wants to hand unpaid invoices over for debt collection.',
    topic: 'collection',
    Slots: claim.pick({ policyNumber: true, buyer: true, disputed: true }),
  },
  {
    task: 'reassessment',
    about: 'The customer wants the credit limit on one of their buyers to be raised, or looked at again.',
    topic: 'limit',
    Slots: ReassessmentWish.pick({ requested: true, terms: true }).extend(NamedBuyer.shape).partial(),
  },
  {
    task: 'limit',
    about: 'The customer wants to know the credit limit on one of their own buyers, why it is so, or what is pending.',
    topic: 'limit',
    Slots: NamedBuyer,
  },
  {
    task: 'deadlines',
    about: 'The customer wants to know by when they themselves must act on a debt of one of their own buyers.',
    topic: 'deadline',
    Slots: NamedBuyer,
  },
  { task: 'claim-status', about: 'How a claim of the customer’s own stands.', topic: 'claim', Slots: nothing },
  {
    task: 'collection-status',
    about: 'How a collection case of the customer’s own stands.',
    topic: 'collection',
    Slots: nothing,
  },
  {
    task: 'policy-overview',
    about: 'What the customer’s own policy says: period, terms, renewal.',
    topic: 'policy',
    Slots: nothing,
  },
  {
    task: 'turnover',
    about: 'Which turnover the customer has yet to declare, and by when.',
    topic: 'turnover',
    Slots: nothing,
  },
  {
    task: 'invoices',
    about: 'Which premium or other invoices of the insurer’s the customer has, paid or not.',
    topic: 'invoice',
    Slots: nothing,
  },
  {
    task: 'contact-person',
    about: 'Who at the insurer looks after this customer.',
    topic: 'policy',
    Slots: nothing,
  },
];
