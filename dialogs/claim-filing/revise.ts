import { ClaimAnswers, ClaimDraft, type ClaimField, dispensable } from './draft';

const changed = (draft: ClaimDraft, changes: Partial<ClaimDraft>, at: Date): ClaimDraft =>
  ClaimDraft.parse({ ...draft, ...changes, version: draft.version + 1, changedAt: at.toISOString() });

function cleared(draft: ClaimDraft, field: ClaimField, at: Date): ClaimDraft {
  const answers = Object.fromEntries(Object.entries(draft.answers).filter(([name]) => name !== field));
  return changed(
    draft,
    {
      answers: ClaimAnswers.partial().parse(answers),
      answered: draft.answered.filter((name) => name !== field),
      unknown: draft.unknown.filter((name) => name !== field),
    },
    at,
  );
}

/** Takes the last answer back, so that it is asked again. With no answer yet, the draft as it was. */
export function goBack(draft: ClaimDraft, at: Date): ClaimDraft {
  const last = [...draft.answered, ...draft.unknown].at(-1);
  return last === undefined ? draft : cleared(draft, last, at);
}

/** Takes one answer back, whichever; the others stay, but for the net of an amount that is no longer the amount. */
export function changeAnswer(draft: ClaimDraft, field: ClaimField, at: Date): ClaimDraft {
  const without = cleared(draft, field, at);
  const stale = field === 'claimed' || field === 'vatIncluded';
  return stale ? cleared(without, 'netAmount', at) : without;
}

/** Leaves a question open that the claim can do without; for any other, the draft as it was. */
export const skipQuestion = (draft: ClaimDraft, field: ClaimField, at: Date): ClaimDraft =>
  dispensable.includes(field) ? changed(draft, { unknown: [...draft.unknown, field] }, at) : draft;

/** Puts the draft aside; `resumeDraft` takes it up, next week if need be. */
export const pauseDraft = (draft: ClaimDraft, at: Date): ClaimDraft =>
  draft.state === 'open' ? changed(draft, { state: 'paused' }, at) : draft;

export const resumeDraft = (draft: ClaimDraft, at: Date): ClaimDraft =>
  draft.state === 'paused' ? changed(draft, { state: 'open' }, at) : draft;

/** Nothing is sent, and the draft cannot be taken up again. */
export const cancelDraft = (draft: ClaimDraft, at: Date): ClaimDraft =>
  draft.state === 'filed' ? draft : changed(draft, { state: 'cancelled' }, at);

/** The insurer has it, under this number or reference. */
export const markFiled = (draft: ClaimDraft, reference: string, at: Date): ClaimDraft =>
  changed(draft, { state: 'filed', reference }, at);
