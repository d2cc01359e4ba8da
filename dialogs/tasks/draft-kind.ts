import type { Records, Submitted } from '../../adapters/records/port';
import type { InBoth } from '../both-languages';
import type { CaseTypeProposal, Checked, ClaimDraft, ClaimFacts, ClaimField, QuestionWords } from '../claim-filing';
import type { Line } from '../record-words';
import type { ReplyLanguage } from '../../knowledge';
import type { ClauseReference, Happened, TaskTurn } from './task';

/** What comes next with a draft. Sending is possible only with what was checked. */
export type DraftStep =
  | { kind: 'ask'; field: ClaimField; proposal?: CaseTypeProposal }
  | { kind: 'blocked'; checked: Checked }
  | { kind: 'confirm'; checked: Checked; send(records: Records): Promise<Submitted> };

/**
 * Something that a customer sends in after telling it piece by piece: a claim, or invoices for collection. Both are drafts of the same answers; a
 * hand-over asks for fewer of them.
 */
export interface DraftKind {
  /** The task's name. */
  name: string;
  next(draft: ClaimDraft, facts: ClaimFacts): DraftStep;
  questionOf(field: ClaimField, proposal: CaseTypeProposal | undefined): QuestionWords;
  /** The answers as they are sent. */
  summary(draft: ClaimDraft, language: ReplyLanguage): string;
  /** The same as facts under a title, to be shown before sending. */
  sheet(draft: ClaimDraft, language: ReplyLanguage): { title: string; lines: readonly Line[] };
  receipt(reference: string, turn: TaskTurn): { text: string; clauses: ClauseReference[]; ask: string };
  /** What its having been sent in may mean to a person. */
  happened?(draft: ClaimDraft): Happened | undefined;
  words: {
    /** What the draft is called. */
    title: InBoth;
    /** To a second "yes". */
    isSent: (reference: string) => InBoth;
    started: InBoth;
    /** "Shall I send it?" */
    send: InBoth;
    notPermitted: InBoth;
    /** The draft was sent before with other answers. */
    alreadySent: InBoth;
  };
  /** What a customer most often wants to change, as buttons. */
  changeable: readonly ClaimField[];
}
