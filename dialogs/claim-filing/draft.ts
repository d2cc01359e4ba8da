import { z } from 'zod';
import { CaseType, ClaimCause, DocumentType } from '../../adapters/records/port';
import { IsoDate } from '../dates';
import { Money } from '../money';

export { CaseType, ClaimCause, DocumentType };

/** An invoice of the policyholder to the buyer. */
export const DraftInvoice = z.strictObject({
  number: z.string().min(1).max(60),
  invoiceDate: IsoDate,
  dueDate: IsoDate,
  /** Before any extension: deadlines count from here. */
  originalDueDate: IsoDate,
  gross: Money,
  /** Without VAT; undefined until it is known. */
  net: Money.optional(),
  paid: Money,
});
export type DraftInvoice = z.infer<typeof DraftInvoice>;

export const DraftBuyer = z.strictObject({
  name: z.string().min(1).max(200),
  registration: z.string().max(40).optional(),
  /** The record that the name was found to mean, once it was. */
  buyerId: z.string().max(40).optional(),
});

/** Everything a claim is asked about, in the order in which it is asked. Closed: nothing else is kept. */
export const ClaimAnswers = z.strictObject({
  policyNumber: z.string().min(1).max(40),
  buyer: DraftBuyer,
  cause: ClaimCause,
  /** With insolvency only. */
  insolvencyDate: IsoDate,
  /** What the buyer owes, as the policyholder says it. */
  claimed: Money,
  /** Original due date of the oldest unpaid invoice. */
  dueDate: IsoDate,
  invoices: z.array(DraftInvoice).min(1).max(200),
  /** Whether VAT is part of the amount owed. */
  vatIncluded: z.boolean(),
  /** The amount without VAT, where VAT is part of it. */
  netAmount: Money,
  lastDelivery: IsoDate,
  disputed: z.boolean(),
  paymentPlan: z.enum(['none', 'approved', 'not-approved']),
  documents: z.array(DocumentType),
  caseType: CaseType,
});
export type ClaimAnswers = z.infer<typeof ClaimAnswers>;

export const ClaimField = ClaimAnswers.keyof();
export type ClaimField = z.infer<typeof ClaimField>;

export const DraftId = z.uuid().brand<'ClaimDraftId'>();
export type DraftId = z.infer<typeof DraftId>;

/** A claim being written. Plain JSON: keep it where the conversation is kept, and parse it on the way back. */
export const ClaimDraft = z
  .strictObject({
    /** Chosen once. The records file a draft id once, however often it is sent. */
    id: DraftId,
    /** The shape of this object, for drafts that lie for a week while the program changes. */
    shape: z.literal(1),
    /** Counts every change: of two copies, the higher is the newer. */
    version: z.int().min(1),
    language: z.enum(['da', 'en']),
    state: z.enum(['open', 'paused', 'cancelled', 'filed']),
    answers: ClaimAnswers.partial(),
    /** Fields in the order in which they were answered, for going back. */
    answered: z.array(ClaimField),
    /** Fields that the policyholder does not know and that can be done without. */
    unknown: z.array(ClaimField),
    startedAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    /** The claim's number or reference, once filed. */
    reference: z.string().max(60).optional(),
  })
  .brand<'ClaimDraft'>();
export type ClaimDraft = z.infer<typeof ClaimDraft>;

/** A claim with nothing answered yet. */
export const newDraft = (start: { id: string; at: Date; language: 'da' | 'en' }): ClaimDraft =>
  ClaimDraft.parse({
    id: start.id,
    shape: 1,
    version: 1,
    language: start.language,
    state: 'open',
    answers: {},
    answered: [],
    unknown: [],
    startedAt: start.at.toISOString(),
    changedAt: start.at.toISOString(),
  });

/** Fields that a claim can be filed without: the claims handler asks later. */
export const dispensable: readonly ClaimField[] = [
  'insolvencyDate',
  'netAmount',
  'lastDelivery',
  'paymentPlan',
  'documents',
];

/** Whether the question makes sense, given the other answers. */
export function applies(field: ClaimField, answers: Partial<ClaimAnswers>): boolean {
  if (field === 'insolvencyDate') return answers.cause === 'insolvency';
  if (field === 'netAmount') return answers.vatIncluded === true;
  return true;
}

/** A single invoice is what the buyer owes: its amount and due date follow when they are changed. */
function inStep(answers: Partial<ClaimAnswers>, field: ClaimField): Partial<ClaimAnswers> {
  const { invoices: [only, ...others] = [], claimed, dueDate } = answers;
  if (!only || others.length > 0) return answers;
  if (field === 'claimed' && claimed) return { ...answers, invoices: [{ ...only, gross: claimed }] };
  if (field !== 'dueDate' || !dueDate) return answers;
  const moved = only.dueDate !== only.originalDueDate && only.dueDate > dueDate;
  return {
    ...answers,
    invoices: [{ ...only, originalDueDate: dueDate, dueDate: moved ? only.dueDate : dueDate }],
  };
}

/** The draft with one answer more, checked. @throws ZodError for a value that the schema does not take: buttons send only values that it takes */
export function withAnswer<Field extends ClaimField>(
  draft: ClaimDraft,
  field: Field,
  value: ClaimAnswers[Field],
  at: Date,
): ClaimDraft {
  return ClaimDraft.parse({
    ...draft,
    version: draft.version + 1,
    answers: inStep({ ...draft.answers, [field]: value }, field),
    answered: [...draft.answered.filter((earlier) => earlier !== field), field],
    unknown: draft.unknown.filter((earlier) => earlier !== field),
    changedAt: at.toISOString(),
  });
}
