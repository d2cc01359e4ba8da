import type { Submitted } from '../../adapters/records/port';
import {
  answersText,
  type ClaimDraft,
  ClaimField,
  fieldNamed,
  fieldNames,
  fillDraft,
  type Filled,
  filingWords,
  goBack,
  halfAfter,
  isCorrection,
  lineOptions,
  changeAnswer,
  newDraft,
  skipQuestion,
  unclearText,
  withAnswer,
  withProposed,
  withWhatWasMissing,
} from '../claim-filing';
import { listed } from '../both-languages';
import { waysToReach } from '../contact';
import { readControl } from '../reading';
import type { Spoken } from '../reply-types';
import { buyerToldApart } from './buyer-sought';
import { chosenBuyer } from './choose-buyer';
import { ask } from './draft-question';
import { DraftState } from './draft-state';
import { draftTalk } from './draft-talk';
import type { DraftKind } from './draft-kind';
import { answerOf, onRecord } from './draft-on-record';
import { draftWords, yesAndChange } from './draft-words';
import { takesProposal } from './proposal-accepted';
import { recordReply } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

/** Writes a draft with the customer, one question at a time, any answer in any order; checks it; sends it when the customer says so. */
export function draftTask(kind: DraftKind): Task<DraftState> {
  const { goOn, halfTold, missed } = draftTalk(kind);

  async function begin(turn: TaskTurn): Promise<Step<DraftState>> {
    const { language, records, today, now: at } = turn;
    const empty = newDraft({ id: turn.newId(), at, language });
    const { policies, currency } = await onRecord(empty, records, today, at);
    if (policies.length === 0)
      return {
        kind: 'done',
        spoken: recordReply(turn, [draftWords.noPolicy[language], `${waysToReach(turn.contact, language)}.`]),
      };
    const read = fillDraft(empty, turn.text, undefined, { today, at, currency });
    const filled = await toldApart(withProposed(read, turn.proposed, at), turn, undefined);
    return goOn(turn, filled, [kind.words.started[language]]);
  }

  async function proceed(state: DraftState, turn: TaskTurn): Promise<Step<DraftState>> {
    const { text, language, now: at } = turn;
    // The customer may change language on the way: amounts and dates are read as they are written now.
    const draft: ClaimDraft = { ...state.draft, language };
    const { asked } = state;
    const control = readControl(text);
    const isOffered = asked !== 'confirm' && state.buttons.some(({ value }) => value === text);
    if (control === 'dont-know') {
      const field = ClaimField.safeParse(asked);
      const skipped = field.success ? skipQuestion(draft, field.data, at) : draft;
      return goOn(turn, unchanged(skipped), skipped === draft ? [filingWords.needed[language]] : []);
    }
    if (control === 'back' && !isOffered) {
      const back = goBack(draft, at);
      return goOn(turn, unchanged(back), [
        back === draft ? filingWords.nothingToGoBackTo[language] : tookBack(draft, back, turn),
      ]);
    }
    if (control === 'change' && !isOffered) return change(state, turn, draft);
    if (asked === 'which-to-change') return change(state, turn, draft);
    if (asked === 'confirm') return confirmed(state, turn, draft);
    return answered(state, turn, draft, asked);
  }

  /** Takes an answer, and whatever else the message says. */
  async function answered(
    state: DraftState,
    turn: TaskTurn,
    draft: ClaimDraft,
    asked: ClaimField,
  ): Promise<Step<DraftState>> {
    const { language, today, now: at } = turn;
    const [proposed] = state.buttons;
    // "Yes" to "I suggest …", or "whatever you suggest", is what was suggested, which stands first.
    const saysYes = readControl(turn.text) === 'yes' || takesProposal(turn.text);
    const said = asked === 'caseType' && proposed && saysYes ? proposed.value : turn.text;
    const context = { today, at, currency: state.currency };
    const text =
      asked === 'invoices' && state.halfInvoices !== undefined
        ? withWhatWasMissing(state.halfInvoices, said, draft.answers, lineOptions(draft, context))
        : said;
    const [only, ...others] = state.buyers;
    const isOnly = readControl(text) === 'yes' && others.length === 0;
    const chosen = asked === 'buyer' ? (isOnly ? only : chosenBuyer(text, state.buyers)) : undefined;
    if (chosen) {
      const { name, registration, buyerId } = chosen;
      const settled = withAnswer(draft, 'buyer', { name, ...(registration && { registration }), buyerId }, at);
      return goOn(
        turn,
        { draft: settled, understood: [{ field: 'buyer', sure: 'certain', matched: text }], unclear: [] },
        [],
      );
    }
    const filled = await toldApart(fillDraft(draft, text, asked, context), turn, asked);
    const [unclear] = filled.unclear;
    // "No" to "is it this company?" names no other, unless the message goes on to: "no, it is Brinkmann GmbH".
    const saysElse = filled.understood.length > 0 || (unclear && unclear.kind !== 'not-understood');
    if (asked === 'buyer' && readControl(text) === 'no' && !(isCorrection(text) && saysElse))
      return goOn(turn, unchanged(changeAnswer(draft, 'buyer', at)), []);
    if (filled.understood.length === 0 && unclear && unclear.kind !== 'ambiguous' && unclear.kind !== 'differs')
      return unclear.kind === 'lines'
        ? halfTold(
            turn,
            { ...state, draft, halfInvoices: halfAfter(state.halfInvoices, said, text) },
            unclearText(unclear, language),
          )
        : missed(turn, { ...state, draft }, unclearText(unclear, language));
    return goOn(turn, filled, [], state.misses);
  }

  /** The customer names what to change, perhaps with the new answer: "change the amount to 90.000". */
  async function change(state: DraftState, turn: TaskTurn, draft: ClaimDraft): Promise<Step<DraftState>> {
    const { text, language, today, now: at } = turn;
    const field = fieldNamed(text);
    const { changeable } = kind;
    if (field === undefined) {
      const isPlain = state.asked !== 'which-to-change' || readControl(text) !== undefined;
      if (isPlain)
        return ask(turn, draft, {
          asked: 'which-to-change',
          paragraphs: [filingWords.whichToChange[language]],
          changeable,
        });
      return missed(turn, { ...state, draft }, filingWords.whichToChange[language]);
    }
    const cleared = changeAnswer(draft, field, at);
    const given = /\b(?:til|to)\s+(?<value>.+)$/iu.exec(text)?.groups?.value;
    const plain = field === 'claimed' || field === 'dueDate' || field === 'lastDelivery' || field === 'policyNumber';
    const value = given ?? (plain ? text : undefined);
    const filled =
      value === undefined ? undefined : fillDraft(cleared, value, field, { today, at, currency: state.currency });
    const gave =
      filled &&
      (filled.understood.some((one) => one.field === field) ||
        filled.unclear.some((one) => one.field === field && one.kind === 'ambiguous'));
    return goOn(turn, gave ? filled : unchanged(cleared), []);
  }

  /** The customer has seen the summary: yes sends it, no asks what to change. */
  async function confirmed(state: DraftState, turn: TaskTurn, draft: ClaimDraft): Promise<Step<DraftState>> {
    const { text, language, records, today, now: at } = turn;
    const control = readControl(text);
    if (control === 'no' && !isCorrection(text)) return change(state, turn, draft);
    if (control !== 'yes') {
      const filled = fillDraft(draft, text, undefined, { today, at, currency: state.currency });
      if (filled.understood.length > 0 || filled.unclear.length > 0) return goOn(turn, filled, []);
      // "No, that is not right" tells nothing new: it is a plain no.
      if (control === 'no') return change(state, turn, draft);
      return missed(turn, { ...state, draft, buttons: yesAndChange(language) }, undefined);
    }
    // The records may have changed since the summary: what is sent is what was checked last.
    const looked = await onRecord(draft, records, today, at);
    const step = kind.next(looked.draft, looked.facts);
    if (step.kind !== 'confirm') return goOn(turn, unchanged(looked.draft), []);
    const submitted = await step.send(records);
    const isReceived = submitted.kind === 'received';
    return {
      kind: 'done',
      spoken: told(turn, submitted, looked.draft),
      happened: isReceived ? kind.happened?.(looked.draft) : undefined,
      sent: isReceived ? kind.words.isSent(submitted.receipt.reference) : undefined,
    };
  }

  function told(turn: TaskTurn, submitted: Submitted, draft: ClaimDraft): Spoken {
    const { language, contact } = turn;
    const reach = `${waysToReach(contact, language)}.`;
    switch (submitted.kind) {
      case 'received': {
        const { text, clauses, ask: next } = kind.receipt(submitted.receipt.reference, turn);
        return recordReply(turn, [text], { clauses, suggestions: [{ title: next, value: next }] });
      }
      case 'no-such-record':
      case 'not-permitted':
        return recordReply(turn, [kind.words.notPermitted[language], reach]);
      case 'draft-changed':
        return recordReply(turn, [kind.words.alreadySent[language], answersText(draft, language), reach]);
      default:
        throw new Error(`Unhandled outcome: ${submitted satisfies never}`);
    }
  }

  return {
    name: kind.name,
    State: DraftState,
    begin,
    proceed,
    again: ({ question, buttons }, turn) => recordReply(turn, [question], { suggestions: buttons }),
    help: ({ asked }, { language }) =>
      asked === 'confirm' || asked === 'which-to-change' ? '' : kind.questionOf(asked, undefined).help[language],
    title: ({ draft }, { language }) =>
      [kind.words.title[language], draft.answers.buyer?.name].filter(Boolean).join(', '),
    recap: ({ draft, asked }, { language }) =>
      asked === 'confirm' ? kind.summary(draft, language) : answersText(draft, language),
  };
}

/** Where the message names the buyer: one of several of a name is the one whose number or country stands beside it. */
async function toldApart(
  filled: Filled,
  { text, records, now }: TaskTurn,
  asked: ClaimField | undefined,
): Promise<Filled> {
  const isNamed = filled.understood.some(({ field }) => field === 'buyer');
  if (!isNamed && asked !== 'buyer') return filled;
  const buyer = await buyerToldApart(text, isNamed ? filled.draft.answers.buyer?.name : undefined, records);
  if (!buyer) return filled;
  return {
    draft: withAnswer(filled.draft, 'buyer', answerOf(buyer), now),
    understood: isNamed
      ? filled.understood
      : [...filled.understood, { field: 'buyer', sure: 'certain', matched: text }],
    unclear: filled.unclear.filter(({ field }) => field !== 'buyer'),
  };
}

/** Answers come in any order, so that the one taken back need not be the one that is asked for next. */
function tookBack(before: ClaimDraft, { answers }: ClaimDraft, { language }: TaskTurn): string {
  const taken = before.answered.filter((field) => answers[field] === undefined);
  const names = taken.map((field) => (language === 'da' ? `»${fieldNames[field].da}«` : `“${fieldNames[field].en}”`));
  if (names.length === 0) return '';
  const list = listed(names, language);
  return language === 'da'
    ? `Det, du svarede om ${list}, er taget ud igen.`
    : `What you answered on ${list} is taken out again.`;
}

const unchanged = (draft: ClaimDraft): Filled => ({ draft, understood: [], unclear: [] });
