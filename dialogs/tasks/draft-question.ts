import type { ClaimDraft, ClaimField } from '../claim-filing';
import type { RecordCard } from '../cards';
import { waysToReach } from '../contact';
import type { Spoken } from '../reply-types';
import type { BuyerChoice } from './choose-buyer';
import { changeButtons } from './draft-buttons';
import type { Asked, DraftState } from './draft-state';
import { recordReply } from './record-reply';
import type { ClauseReference, Step, TaskTurn } from './task';

/** A draft's next question, with what is said before it. */
export interface Question {
  asked: Asked;
  /** The last is the question. */
  paragraphs: readonly (string | RecordCard | undefined)[];
  /** What is asked again after an interruption, where the last paragraph says more than that. */
  question?: string;
  buttons?: Spoken['suggestions'];
  clauses?: readonly ClauseReference[];
  buyers?: BuyerChoice[];
  currency?: string | undefined;
  misses?: number;
  /** Offers these for changing. */
  changeable?: readonly ClaimField[];
}

/** Puts the question, and keeps what was asked. */
export function ask(turn: TaskTurn, draft: ClaimDraft, question: Question): Step<DraftState> {
  const { asked, paragraphs, buttons = [], clauses = [], buyers = [], currency, misses = 0, changeable } = question;
  const suggestions = changeable ? changeButtons(changeable, draft, turn) : buttons;
  const asks = paragraphs[paragraphs.length - 1];
  const last = typeof asks === 'string' ? asks : '';
  const isOnCard = paragraphs.some((part) => typeof part === 'object' && part.actions.length > 0);
  const spoken = recordReply(turn, paragraphs.slice(0, -1), {
    suggestions: isOnCard ? [] : suggestions,
    clauses: clauses.slice(0, 2),
    question: last,
  });
  const again = question.question ?? last;
  return {
    kind: 'ask',
    spoken,
    state: { draft, asked, question: again, buttons: suggestions, buyers, currency, misses },
  };
}

/** After so many answers that led nowhere a person helps better than another try. */
export const mostMisses = 3;

/** How to reach a person, once that helps better. */
export const reachAfter = (misses: number, { contact, language }: TaskTurn): string | undefined =>
  misses >= mostMisses ? `${waysToReach(contact, language)}.` : undefined;
