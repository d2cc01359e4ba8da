import { z } from 'zod';
import type { SeenBuyer } from '../../adapters/records/port';
import {
  changeAnswer,
  type ClaimDraft,
  ClaimField,
  type Filled,
  filingWords,
  type Finding,
  findingsText,
  unclearText,
  understoodText,
} from '../claim-filing';
import type { RecordCard } from '../cards';
import { waysToReach } from '../contact';
import type { Spoken } from '../reply-types';
import { type BuyerChoice, choiceOf, choiceWords, mostChoices } from './choose-buyer';
import { changeButtons, policyButtons } from './draft-buttons';
import type { DraftKind, DraftStep } from './draft-kind';
import { type DraftOnRecord, onRecord } from './draft-on-record';
import { personButton } from '../suggestions';
import { draftWords, noSuchBuyer, notCheckedText, yesAndChange } from './draft-words';
import { recordReply } from './record-reply';
import { sendingSheet } from './sending-sheet';
import type { ClauseReference, Step, TaskTurn } from './task';

/** The question that is open. */
export const Asked = z.union([ClaimField, z.enum(['which-to-change', 'confirm'])]);
export type Asked = z.infer<typeof Asked>;

export interface DraftState {
  draft: ClaimDraft;
  asked: Asked;
  /** What was asked, to be asked again after an interruption. */
  question: string;
  buttons: Spoken['suggestions'];
  /** The companies to choose among, while that is the question. */
  buyers: BuyerChoice[];
  /** The policy's: an amount without a currency is in it. */
  currency?: string | undefined;
  /** How often in a row the answer led nowhere. */
  misses: number;
}

/** After so many answers that led nowhere a person helps better than another try. */
const mostMisses = 3;

interface Question {
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

/** How a draft's next question is put. */
export function draftTalk(kind: DraftKind) {
  function ask(turn: TaskTurn, draft: ClaimDraft, question: Question): Step<DraftState> {
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

  /** Looks the draft up in the records, says what was understood and what comes next. */
  async function goOn(turn: TaskTurn, filled: Filled, lead: readonly string[], misses = 0): Promise<Step<DraftState>> {
    const { language, records, today, now } = turn;
    const looked = await onRecord(filled.draft, records, today, now);
    const said = [...lead, heard(filled, looked, turn)];
    const ambiguous = filled.unclear.find((unclear) => unclear.kind === 'ambiguous');
    if (looked.policyGiven !== 'fits') return wrongPolicy(turn, looked, said, misses);
    if (looked.buyer?.kind === 'choose') return chooseBuyer(turn, looked, looked.buyer.buyers, said);
    if (looked.buyer?.kind === 'none') return unknownBuyer(turn, looked, said, misses);
    if (ambiguous && looked.draft.answers[ambiguous.field] === undefined)
      return ask(turn, looked.draft, {
        asked: ambiguous.field,
        paragraphs: said,
        question: unclearText(ambiguous, language),
        buttons: ambiguous.choices,
        currency: looked.currency,
      });
    return askNext(turn, looked, kind.next(looked.draft, looked.facts), said);
  }

  function askNext(turn: TaskTurn, looked: DraftOnRecord, step: DraftStep, said: readonly string[]): Step<DraftState> {
    const { draft, currency, policies } = looked;
    const { language } = turn;
    switch (step.kind) {
      case 'ask': {
        const { question, choices } = kind.questionOf(step.field, step.proposal);
        const buttons =
          step.field === 'policyNumber'
            ? policyButtons(policies)
            : choices.map(({ title, value }) => ({ title: title[language], value: value[language] }));
        return ask(turn, draft, { asked: step.field, paragraphs: [...said, question[language]], buttons, currency });
      }
      case 'blocked':
        return ask(turn, draft, {
          asked: 'which-to-change',
          paragraphs: [...said, findingsText(step.checked.findings, language), filingWords.whichToChange[language]],
          changeable: kind.changeable,
          clauses: clausesOf(step.checked.findings),
          currency,
        });
      case 'confirm': {
        const sheet = kind.sheet(draft, language);
        return ask(turn, draft, {
          asked: 'confirm',
          paragraphs: [
            ...said,
            findingsText(step.checked.findings, language),
            notCheckedText(step.checked.notChecked, language),
            sendingSheet(sheet.title, sheet.lines, language),
            kind.words.send[language],
          ],
          buttons: yesAndChange(language),
          clauses: clausesOf(step.checked.findings.filter(({ severity }) => severity !== 'note')),
          currency,
        });
      }
      default:
        throw new Error(`Unhandled step: ${step satisfies never}`);
    }
  }

  /** The customer's own policies are known: after a wrong number they are offered. */
  function wrongPolicy(
    turn: TaskTurn,
    looked: DraftOnRecord,
    said: readonly string[],
    misses: number,
  ): Step<DraftState> {
    const { language, now } = turn;
    const why = looked.policyGiven === 'not-permitted' ? draftWords.policyNotPermitted : draftWords.noSuchPolicy;
    return ask(turn, changeAnswer(looked.draft, 'policyNumber', now), {
      asked: 'policyNumber',
      paragraphs: [...said, why[language], reachAfter(misses + 1, turn), draftWords.whichPolicy[language]],
      buttons: policyButtons(looked.policies),
      misses: misses + 1,
    });
  }

  /** Companies of one name are told apart by country and registration number, and never chosen by us. */
  function chooseBuyer(
    turn: TaskTurn,
    { draft, currency }: DraftOnRecord,
    hits: readonly SeenBuyer[],
    said: readonly string[],
  ): Step<DraftState> {
    const buyers = hits.slice(0, mostChoices).map(choiceOf);
    const { list, suggestions } = choiceWords(buyers, turn.language);
    const which = buyers.length > 1 ? draftWords.whichBuyer : draftWords.thisBuyer;
    const question = `${which[turn.language]}\n\n${list}`;
    return ask(turn, draft, {
      asked: 'buyer',
      paragraphs: [...said, question],
      buttons: suggestions,
      buyers,
      currency,
    });
  }

  function unknownBuyer(
    turn: TaskTurn,
    { draft, currency }: DraftOnRecord,
    said: readonly string[],
    misses: number,
  ): Step<DraftState> {
    const { language, now } = turn;
    const name = draft.answers.buyer?.name ?? '';
    return ask(turn, changeAnswer(draft, 'buyer', now), {
      asked: 'buyer',
      paragraphs: [...said, noSuchBuyer(name)[language], reachAfter(misses + 1, turn)],
      question: kind.questionOf('buyer', undefined).question[language],
      buttons: misses + 1 >= mostMisses ? [personButton(language)] : [],
      misses: misses + 1,
      currency,
    });
  }

  /** The message was no answer: why not, what helps, and the question again. */
  function missed(turn: TaskTurn, state: DraftState, why: string | undefined): Step<DraftState> {
    const { language } = turn;
    const misses = state.misses + 1;
    const field = ClaimField.safeParse(state.asked);
    const help = field.success ? kind.questionOf(field.data, undefined).help[language] : undefined;
    const reach = reachAfter(misses, turn);
    const suggestions = reach === undefined ? state.buttons : [...state.buttons, personButton(language)];
    return {
      kind: 'not-an-answer',
      spoken: recordReply(turn, [why, help, reach, state.question === why ? undefined : state.question], {
        suggestions,
      }),
      state: { ...state, misses },
    };
  }

  return { ask, goOn, missed };
}

/** What was understood, once the records have said which buyer is meant; a buyer that is not settled is asked about instead. */
function heard(
  { understood, unclear }: Filled,
  { draft, buyer, policyGiven }: DraftOnRecord,
  { language }: TaskTurn,
): string {
  const settled = understood.filter(
    ({ field }) =>
      !(field === 'buyer' && buyer && buyer.kind !== 'found') && !(field === 'policyNumber' && policyGiven !== 'fits'),
  );
  return [understoodText(draft.answers, settled, language), ...unclear.map((one) => unclearText(one, language))]
    .filter((line) => line !== '')
    .join('\n\n');
}

const reachAfter = (misses: number, { contact, language }: TaskTurn): string | undefined =>
  misses >= mostMisses ? `${waysToReach(contact, language)}.` : undefined;

const clausesOf = (findings: readonly Finding[]): ClauseReference[] =>
  findings.map(({ explainedBy }) => ({ work: explainedBy.document, clause: explainedBy.clause }));
