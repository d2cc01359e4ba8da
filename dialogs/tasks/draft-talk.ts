import {
  ClaimField,
  type Filled,
  filingWords,
  type Finding,
  findingsText,
  unclearText,
  understoodText,
} from '../claim-filing';
import { personButton } from '../suggestions';
import { policyButtons } from './draft-buttons';
import type { DraftKind, DraftStep } from './draft-kind';
import { type DraftOnRecord, onRecord } from './draft-on-record';
import { ask, reachAfter } from './draft-question';
import type { DraftState } from './draft-state';
import { chooseBuyer, unknownBuyer, wrongPolicy } from './draft-unsettled';
import { draftWords, notCheckedText, yesAndChange } from './draft-words';
import { recordReply } from './record-reply';
import { sendingSheet } from './sending-sheet';
import type { ClauseReference, Step, TaskTurn } from './task';

/** How a draft's next question is put. */
export function draftTalk(kind: DraftKind) {
  /** Looks the draft up in the records, says what was understood and what comes next. */
  async function goOn(turn: TaskTurn, filled: Filled, lead: readonly string[], misses = 0): Promise<Step<DraftState>> {
    const { language, records, today, now } = turn;
    const looked = await onRecord(filled.draft, records, today, now);
    const said = [...lead, heard(filled, looked, turn)];
    const ambiguous = filled.unclear.find((unclear) => unclear.kind === 'ambiguous');
    if (looked.policyGiven !== 'fits') return wrongPolicy(turn, looked, said, misses);
    if (looked.buyer?.kind === 'choose') return chooseBuyer(turn, looked, looked.buyer.buyers, said);
    if (looked.buyer?.kind === 'none') return unknownBuyer(kind, turn, looked, said, misses);
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

  /** Something is missing of what was told: the rest need not be told again. */
  function halfTold(turn: TaskTurn, state: DraftState, why: string): Step<DraftState> {
    if (state.misses > 0) return missed(turn, state, why);
    const spoken = recordReply(turn, [why, draftWords.addMissing[turn.language]], { suggestions: state.buttons });
    return { kind: 'not-an-answer', spoken, state: { ...state, misses: 1 } };
  }

  return { goOn, halfTold, missed };
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

const clausesOf = (findings: readonly Finding[]): ClauseReference[] =>
  findings.map(({ explainedBy }) => ({ work: explainedBy.document, clause: explainedBy.clause }));
