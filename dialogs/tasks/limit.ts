import { z } from 'zod';
import type { SeenBuyer } from '../../adapters/records/port';
import { loadIntents, type Intents } from '../../knowledge/answer';
import { projectPath } from '../../knowledge/project-path';
import { waysToReach } from '../contact';
import { noSuchRecord } from '../no-such-record';
import { findRecordNumbers } from '../reading';
import { applicationText, limitClauses } from '../record-words';
import type { Spoken } from '../reply-types';
import { buyersMeantIn } from './buyer-proposed';
import { BuyerChoice, choiceOf, choiceWords, chosenBuyer, mostChoices } from './choose-buyer';
import { limitWords as words } from './limit-task-words';
import { type Aspect, buyerHeading, clauses, tellLimits } from './limit-told';
import { tellPending } from './pending-applications';
import { recordReply, recordTold } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

const aspects = ['delivery', 'why', 'history', 'rating', 'pending'] as const satisfies Aspect[];

const State = z.object({
  /** What is asked about the buyer, from the first message. */
  aspect: z.enum(aspects).optional(),
  /** Companies to choose among; none: any buyer may be named. */
  choices: z.array(BuyerChoice),
  misses: z.int().min(0),
});
type State = z.infer<typeof State>;

/** After so many names that lead nowhere a person helps better. */
const mostMisses = 3;

let loaded: Intents<Aspect> | undefined;
function aspectOf(text: string): Aspect | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'limit.json'), aspects);
  return loaded.of(text);
}

/** Where a buyer's limit stands, and why; or what is pending, when no buyer is named. */
export const limitTask: Task<State> = {
  name: 'limit',
  State,

  async begin(turn) {
    const aspect = aspectOf(turn.text);
    const state: State = { ...(aspect && { aspect }), choices: [], misses: 0 };
    if (!(await seesLimits(turn))) return done(turn, [words.noPolicy[turn.language], reach(turn)]);
    return (await applicationNamed(turn)) ?? (await lookUp(turn, state));
  },

  async proceed(state, turn) {
    const chosen = chosenBuyer(turn.text, state.choices);
    const buyer = chosen && (await turn.records.buyer(chosen.buyerId));
    if (buyer) return tell(buyer, state.aspect, turn);
    const aspect = aspectOf(turn.text) ?? state.aspect;
    return lookUp(turn, { ...state, ...(aspect && { aspect }) });
  },

  again: (state, turn) => question(state, turn, []),
};

/** Whoever has no part in a policy with limits (a bank, a debtor, an authority run out) hears the same, whatever buyer is asked about. */
const seesLimits = async ({ records }: TaskTurn): Promise<boolean> =>
  (await records.policies()).some(({ role }) => role === 'policyholder' || role === 'co-insured' || role === 'broker');

/** "How far is application A-400123?" */
async function applicationNamed(turn: TaskTurn): Promise<Step<State> | undefined> {
  const { text, records, language, today } = turn;
  const [named] = findRecordNumbers(text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
  if (named?.kind !== 'application') return undefined;
  const pending = await records.pendingApplications();
  const written = plain(named.value);
  const found = pending.find(({ applicationId }) => plain(applicationId) === written);
  if (!found) return done(turn, [noSuchRecord.application[language]]);
  const buyer = await records.buyer(found.buyerId);
  return told(turn, [buyer && buyerHeading(buyer, turn), applicationText(found, today, language)], {
    clauses: clauses([limitClauses.waiting]),
  });
}
const plain = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');

async function lookUp(turn: TaskTurn, state: State): Promise<Step<State>> {
  const { language } = turn;
  const meant = await buyersMeantIn(turn);
  switch (meant.kind) {
    case 'found': {
      const [first, ...others] = meant.buyers;
      if (others.length === 0) return tell(first, state.aspect, turn);
      const choices = meant.buyers.slice(0, mostChoices).map(choiceOf);
      return ask({ ...state, choices }, turn, []);
    }
    case 'not-found': {
      const misses = state.misses + 1;
      const none = words.notFound[language](meant.named);
      if (misses >= mostMisses) return done(turn, [none, reach(turn)], { suggestions: person(turn) });
      return ask({ ...state, choices: [], misses }, turn, [none]);
    }
    case 'nobody-named':
      if (aspectOf(turn.text) === 'pending')
        return { kind: 'done', spoken: await tellPending(turn), told: { kind: 'applications' } };
      if (state.misses === 0 && state.choices.length === 0) return ask({ ...state, misses: 1 }, turn, []);
      return { kind: 'not-an-answer', spoken: question(state, turn, []), state };
    default:
      throw new Error(`Unhandled buyers: ${meant satisfies never}`);
  }
}

const tell = async (buyer: SeenBuyer, aspect: Aspect | undefined, turn: TaskTurn): Promise<Step<State>> => ({
  kind: 'done',
  spoken: await tellLimits(buyer, aspect, turn),
  told: { kind: 'limit', buyerId: buyer.buyerId },
});

const done = (
  turn: TaskTurn,
  paragraphs: Parameters<typeof recordReply>[1],
  more: Parameters<typeof recordReply>[2] = {},
): Step<State> => ({ kind: 'done', spoken: recordReply(turn, paragraphs, more) });

const told = (
  turn: TaskTurn,
  paragraphs: Parameters<typeof recordTold>[1],
  more: Parameters<typeof recordTold>[2] = {},
): Step<State> => ({ kind: 'done', spoken: recordTold(turn, paragraphs, more) });

const ask = (state: State, turn: TaskTurn, lead: readonly string[]): Step<State> => ({
  kind: 'ask',
  spoken: question(state, turn, lead),
  state,
});

function question({ choices }: State, turn: TaskTurn, lead: readonly string[]): Spoken {
  const { language } = turn;
  if (choices.length === 0) return recordReply(turn, [...lead, words.whichBuyer[language]]);
  const { list, suggestions } = choiceWords(choices, language);
  return recordReply(turn, [...lead, words.whichOfThese[language], list], { suggestions });
}

const reach = ({ contact, language }: TaskTurn): string => `${waysToReach(contact, language)}.`;
const person = ({ language }: TaskTurn): Spoken['suggestions'] => [
  language === 'da'
    ? { title: 'Tal med et menneske', value: 'Jeg vil gerne tale med et menneske' }
    : { title: 'Talk to a person', value: 'I would like to talk to a person' },
];
