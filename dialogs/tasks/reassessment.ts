import {
  DraftId,
  ReassessmentDraft,
  type SeenBuyer,
  type SeenPolicy,
  type Submitted,
} from '../../adapters/records/port';
import type { RecordCard } from '../cards';
import { isCorrection } from '../claim-filing';
import { followUpWanted } from '../follow-up';
import { findRecordNumbers, readControl } from '../reading';
import { linesText } from '../record-words';
import type { Spoken } from '../reply-types';
import { namesIn, namesLeft, registrationNumbersIn } from './buyer-names';
import { buyersMeantIn } from './buyer-proposed';
import { buyersMeant, isSurelyNamed } from './buyer-sought';
import { choiceOf, chosenBuyer, mostChoices } from './choose-buyer';
import {
  fieldToChange,
  nextQuestion,
  reasonsIn,
  ReassessmentState,
  type ReassessmentWish,
  understand,
  withField,
  withoutField,
  withProposedWish,
} from './reassessment-draft';
import { ask, question, reach } from './reassessment-questions';
import { reassessmentLines, reassessmentSheetTitle, reassessmentWords as words } from './reassessment-words';
import { recordReply } from './record-reply';
import { sendingSheet } from './sending-sheet';
import type { Step, Task, TaskTurn } from './task';

type Wish = ReassessmentWish;

/** Asks with the customer for a limit to be looked at again: which buyer, how much, on what terms, what speaks for it; sent when they say yes. */
export const reassessmentTask: Task<ReassessmentState> = {
  name: 'reassessment',
  State: ReassessmentState,

  async begin(turn) {
    if (!(await policiesToAskUnder(turn)).some(mayAsk)) return nothingToAskUnder(turn);
    const empty: Wish = { draftId: DraftId.parse(turn.newId()), answered: [] };
    const read = understand(empty, turn.text, undefined, {
      language: turn.language,
      currency: await currencyOf(turn),
    });
    const first = withProposedWish(read, turn.proposed);
    const lead = [words.started[turn.language], ...heard(empty, first, turn)];
    const told = await buyerJustTold(turn);
    return told ? withBuyer(turn, first, told, lead) : withBuyerIn(turn, first, lead, 'may-be-silent');
  },

  async proceed(state, turn) {
    const { wish, asked } = state;
    const { text, language } = turn;
    switch (asked === 'reasons' && isLong(text) ? undefined : readControl(text)) {
      case 'back': {
        const last = wish.answered.at(-1);
        return last ? goOn(turn, withoutField(wish, last)) : goOn(turn, wish, [words.nothingToGoBackTo[language]]);
      }
      case 'change':
        return change(turn, state);
      case 'dont-know':
        if (asked !== 'reasons') return goOn(turn, wish, [words.needed[language]]);
        break;
      case 'no':
        if (asked === 'confirm' && !tellsMore(turn, state, await currencyOf(turn))) return change(turn, state);
        break;
      case 'yes':
        if (asked === 'confirm') return send(turn, wish);
        break;
      default:
    }
    if (asked === 'which-to-change') return change(turn, state);
    if (asked === 'reasons') return goOn(turn, withField(wish, 'reasons', reasonsIn(text)));
    return answered(turn, state);
  },

  again: (state, turn) => question(turn, state, []),

  title: ({ wish }, { language }) => [words.title[language], wish.buyer?.name].filter(Boolean).join(', '),

  recap: ({ wish }, { language }) =>
    wish.answered.length === 0
      ? ''
      : linesText(reassessmentSheetTitle[language], reassessmentLines(wish, undefined, language)),

  takesWords: ({ asked }) => asked === 'reasons',
};

/** "Can you look at it again?" is about the limit that was told just before. */
async function buyerJustTold({ told, text, records }: TaskTurn): Promise<SeenBuyer | undefined> {
  if (told?.kind !== 'limit') return undefined;
  const namesNobody = namesLeft(text).length === 0 && registrationNumbersIn(text).length === 0;
  return namesNobody || followUpWanted(text, told) === 'again' ? records.buyer(told.buyerId) : undefined;
}

const isLong = (text: string): boolean => text.trim().split(/\s+/).length > 4;

const mayAsk = ({ role }: SeenPolicy): boolean => role === 'policyholder' || role === 'broker';
const policiesToAskUnder = async ({ records }: TaskTurn): Promise<SeenPolicy[]> =>
  (await records.policies()).filter(({ status }) => status === 'active');

async function nothingToAskUnder(turn: TaskTurn): Promise<Step<ReassessmentState>> {
  const { language } = turn;
  const policies = await policiesToAskUnder(turn);
  const why = policies.some(({ role }) => role === 'co-insured') ? words.mayNot : words.noPolicy;
  return { kind: 'done', spoken: recordReply(turn, [why[language], reach(turn)]) };
}

/** An amount without a currency is in the policy's; with several policies only if they agree. */
async function currencyOf(turn: TaskTurn): Promise<string | undefined> {
  const currencies = new Set((await policiesToAskUnder(turn)).flatMap(({ currency }) => currency ?? []));
  return currencies.size === 1 ? [...currencies][0] : undefined;
}

/** What the message told, beside what it was asked for: nothing is taken in silence. */
function heard(before: Wish, after: Wish, { language }: TaskTurn): string[] {
  const isNew = (field: 'requested' | 'terms' | 'mayContact'): boolean => after[field] !== before[field];
  const changed = { ...after, buyer: undefined, policy: undefined, reasons: undefined };
  const only: Wish = {
    ...changed,
    requested: isNew('requested') ? after.requested : undefined,
    terms: isNew('terms') ? after.terms : undefined,
    mayContact: isNew('mayContact') ? after.mayContact : undefined,
  };
  const lines = reassessmentLines(only, undefined, language).map(({ label, text }) => `${label}: ${text}`);
  const said = lines.join('; ').replace(/\.?$/, '.');
  return lines.length === 0 ? [] : [language === 'da' ? `Forstået. ${said}` : `Understood. ${said}`];
}

const tellsMore = (turn: TaskTurn, { wish, asked }: ReassessmentState, currency: string | undefined): boolean =>
  understand(wish, turn.text, asked, { language: turn.language, currency }) !== wish;

async function answered(turn: TaskTurn, state: ReassessmentState): Promise<Step<ReassessmentState>> {
  const { asked, choices, policies } = state;
  const currency = await currencyOf(turn);
  const wish = understand(state.wish, turn.text, asked, { language: turn.language, currency });
  if (asked === 'policy') {
    const [named] = findRecordNumbers(turn.text).flatMap((found) => (found.kind === 'read' ? [found.value.value] : []));
    const digits = named?.replace(/\D/g, '');
    const chosen = policies.find((number) => digits && number.replace(/\D/g, '') === digits);
    if (chosen) return goOn(turn, withField(wish, 'policy', chosen));
  }
  if (asked === 'buyer') {
    const chosen = chosenBuyer(turn.text, choices);
    const buyer = chosen && (await turn.records.buyer(chosen.buyerId));
    if (buyer) return withBuyer(turn, wish, buyer, []);
    return withBuyerIn(turn, wish, [], 'must-name');
  }
  if (wish !== state.wish) return goOn(turn, wish, heard(state.wish, wish, turn));
  if (asked !== 'confirm' && (await turnsToAnother(turn)))
    return withBuyerIn(turn, withoutField(wish, 'buyer'), [], 'must-name');
  const lead = asked === 'confirm' ? [] : [words.notUnderstood[turn.language]];
  return { kind: 'not-an-answer', spoken: question(turn, state, lead), state };
}

/**
 * Whether the message turns to another buyer. The search forgives typing errors, and any sentence begins with a capital letter: "Ask Anders in
 * accounts" must not cost the customer the buyer that was chosen.
 */
async function turnsToAnother({ text, records }: TaskTurn): Promise<boolean> {
  const meant = await buyersMeant(text, records);
  if (meant.kind !== 'found') return false;
  const corrects = isCorrection(text) && namesIn(text).some(({ sure }) => sure);
  return corrects || isSurelyNamed(text, meant.buyers, records);
}

/** Takes the buyer out of the message, if one is named there. */
async function withBuyerIn(
  turn: TaskTurn,
  wish: Wish,
  lead: readonly string[],
  needed: 'must-name' | 'may-be-silent',
): Promise<Step<ReassessmentState>> {
  const meant = await buyersMeantIn(turn);
  const asking = { wish, asked: 'buyer' as const, choices: [], policies: [] };
  switch (meant.kind) {
    case 'found': {
      const [first, ...others] = meant.buyers;
      if (others.length === 0) return withBuyer(turn, wish, first, lead);
      return ask(turn, { ...asking, choices: meant.buyers.slice(0, mostChoices).map(choiceOf) }, lead);
    }
    case 'not-found':
      return ask(turn, asking, [...lead, words.notFound[turn.language](meant.named)]);
    case 'nobody-named':
      if (needed === 'may-be-silent') return goOn(turn, wish, lead);
      return { kind: 'not-an-answer', spoken: question(turn, asking, []), state: asking };
    default:
      throw new Error(`Unhandled buyers: ${meant satisfies never}`);
  }
}

async function withBuyer(
  turn: TaskTurn,
  wish: Wish,
  { buyerId, legalName, policyNumbers }: SeenBuyer,
  lead: readonly string[],
): Promise<Step<ReassessmentState>> {
  const { language, records } = turn;
  const open = (await policiesToAskUnder(turn)).filter(({ policyNumber }) => policyNumbers.includes(policyNumber));
  const under = open.filter(mayAsk).map(({ policyNumber }) => policyNumber);
  const [only, ...others] = under;
  if (!only) return { kind: 'done', spoken: recordReply(turn, [words.mayNot[language], reach(turn)]) };
  const named = withField(wish, 'buyer', { buyerId, name: legalName });
  const pending = await records.pendingApplications({ buyerId });
  const told = [
    ...lead,
    words.buyer[language](legalName),
    ...(pending.length > 0 ? [words.alreadyPending[language]] : []),
  ];
  if (others.length > 0 && wish.policy === undefined)
    return ask(turn, { wish: named, asked: 'policy', choices: [], policies: under }, told);
  // Not an answer of the customer's, so "back" does not stop at it.
  return goOn(turn, { ...named, policy: wish.policy ?? only }, told);
}

async function goOn(turn: TaskTurn, wish: Wish, lead: readonly string[] = []): Promise<Step<ReassessmentState>> {
  const field = nextQuestion(wish);
  const state: ReassessmentState = { wish, asked: field ?? 'confirm', choices: [], policies: [] };
  if (field === 'policy' && wish.buyer) {
    const buyer = await turn.records.buyer(wish.buyer.buyerId);
    if (buyer) return withBuyer(turn, wish, buyer, lead);
  }
  if (field) return ask(turn, state, lead);
  const [sheet, longTerms] = await summary(turn, wish);
  const spoken = recordReply(turn, [...lead, sheet, longTerms, words.send[turn.language]]);
  return { kind: 'ask', spoken, state };
}

/** What is about to be sent, and what may stand against it. */
async function summary({ records, language }: TaskTurn, wish: Wish): Promise<[RecordCard, string?]> {
  const { buyer, policy: number, terms } = wish;
  const limits = buyer ? await records.limits(buyer.buyerId) : [];
  const today = limits.find(({ policyNumber }) => policyNumber === number)?.current?.amount;
  const most = number && (await records.policy(number))?.maxCreditTermsDays;
  const tooLong = most !== undefined && terms !== undefined && terms > Number(most);
  const lines = reassessmentLines(wish, today, language);
  const sheet = sendingSheet(reassessmentSheetTitle[language], lines, language);
  return tooLong ? [sheet, words.longTerms[language](Number(most))] : [sheet];
}

function change(turn: TaskTurn, { wish }: ReassessmentState): Promise<Step<ReassessmentState>> {
  const field = fieldToChange(turn.text);
  if (field) return goOn(turn, withoutField(wish, field));
  return Promise.resolve(ask(turn, { wish, asked: 'which-to-change', choices: [], policies: [] }, []));
}

async function send(turn: TaskTurn, wish: Wish): Promise<Step<ReassessmentState>> {
  const draft = ReassessmentDraft.parse({
    kind: 'reassessment',
    draftId: wish.draftId,
    policyNumber: wish.policy,
    buyerId: wish.buyer?.buyerId,
    requested: wish.requested,
    requestedTermsDays: wish.terms,
    mayContactBuyer: wish.mayContact,
    reasons: wish.reasons,
  });
  const submitted = await turn.records.requestReassessment(draft);
  const sent = submitted.kind === 'received' ? words.isSent(submitted.receipt.reference) : undefined;
  return { kind: 'done', spoken: told(turn, submitted), sent };
}

function told(turn: TaskTurn, submitted: Submitted): Spoken {
  const { language } = turn;
  switch (submitted.kind) {
    case 'received':
      return recordReply(turn, [words.received[language](submitted.receipt.reference)], {
        clauses: [{ work: 'credit-limits-guide', clause: 'limit-pending-cover' }],
      });
    case 'no-such-record':
    case 'not-permitted':
      return recordReply(turn, [words.mayNot[language], reach(turn)]);
    case 'draft-changed':
      return recordReply(turn, [words.draftChanged[language], reach(turn)]);
    default:
      throw new Error(`Unhandled outcome: ${submitted satisfies never}`);
  }
}
