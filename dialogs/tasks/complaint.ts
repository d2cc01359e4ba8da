import { z } from 'zod';
import { Complaint } from '../../adapters/complaints/port';
import { RecordsUnavailable } from '../../adapters/records/port';
import { readControl } from '../reading';
import { linesText } from '../record-words';
import type { Spoken } from '../reply-types';
import {
  ComplaintField,
  ComplaintTold,
  fieldToMend,
  nextToTell,
  numbersIn,
  saysNone,
  tellsTheMatter,
  wayToReach,
  withoutTold,
  withTold,
} from './complaint-told';
import {
  complaintIsSent,
  complaintQuestions,
  complaintReceipt,
  complaintLines,
  complaintSheetTitle,
  complaintWords as words,
} from './complaint-words';
import { yesAndChange } from './draft-words';
import { recordReply } from './record-reply';
import { sendingSheet } from './sending-sheet';
import type { ClauseReference, Step, Task, TaskTurn } from './task';

const State = z.object({
  told: ComplaintTold,
  asked: z.union([ComplaintField, z.enum(['which-to-change', 'confirm'])]),
});
type State = z.infer<typeof State>;

/**
 * Takes a complaint down and files it with the insurer's own complaints function. Signed in or not, anybody may complain. No number in it is looked
 * up: what it is about is for the complaints function to see.
 */
export const complaintTask: Task<State> = {
  name: 'complaint',
  State,
  forEveryone: true,

  async begin(turn) {
    const customer = await nameOf(turn);
    const empty: ComplaintTold = { id: turn.newId(), answered: [], ...(customer && { name: customer }) };
    if (!tellsTheMatter(turn.text)) return ask(turn, empty, [words.started[turn.language]]);
    return ask(turn, withMatter(empty, turn.text), [words.startedKnowing[turn.language]]);
  },

  async proceed({ told, asked }, turn) {
    const { text, language } = turn;
    switch (inOwnWords(asked) && tellsTheMatter(text) ? undefined : readControl(text)) {
      case 'back': {
        const last = told.answered.at(-1);
        return last ? ask(turn, withoutTold(told, last)) : ask(turn, told, [words.nothingToGoBackTo[language]]);
      }
      case 'change':
        return change(turn, told);
      case 'yes':
        if (asked === 'confirm') return send(turn, told);
        break;
      case 'no':
        if (asked === 'confirm') return change(turn, told);
        break;
      default:
    }
    switch (asked) {
      case 'which-to-change':
        return change(turn, told);
      case 'confirm':
        return { kind: 'not-an-answer', spoken: question(turn, { told, asked }, []), state: { told, asked } };
      case 'matter':
        return ask(turn, withMatter(told, text));
      case 'concerns':
        return ask(
          turn,
          withTold(told, 'concerns', saysNone(text) ? '' : (numbersIn(text) ?? text.trim().slice(0, 200))),
        );
      case 'name':
        return ask(turn, withTold(told, 'name', text.trim().slice(0, 200)));
      case 'reachedAt': {
        const way = wayToReach(text);
        if (way) return ask(turn, withTold(told, 'reachedAt', way));
        const state: State = { told, asked };
        return { kind: 'not-an-answer', spoken: question(turn, state, [words.notReachable[language]]), state };
      }
      default:
        throw new Error(`Unhandled question: ${asked satisfies never}`);
    }
  },

  again: (state, turn) => question(turn, state, []),

  title: (_state, { language }) => words.title[language],

  recap: ({ told }, { language }) =>
    told.matter === undefined ? '' : linesText(complaintSheetTitle[language], complaintLines(told, language)),

  takesWords: ({ asked }) => inOwnWords(asked),
};

const inOwnWords = (asked: State['asked']): boolean => asked === 'matter';

/** A complaint must not fail because the records are away: then the name is asked for. */
async function nameOf({ records }: TaskTurn): Promise<string | undefined> {
  if (records.caller.kind !== 'customer') return undefined;
  try {
    return (await records.customer())?.name;
  } catch (problem) {
    if (problem instanceof RecordsUnavailable) return undefined;
    throw problem;
  }
}

/** A number in the story is what it is about, and need not be asked for; nor an address in it. */
function withMatter(told: ComplaintTold, text: string): ComplaintTold {
  const next = withTold(told, 'matter', text.trim().slice(0, 4000));
  const numbers = numbersIn(text);
  return numbers !== undefined && next.concerns === undefined ? { ...next, concerns: numbers } : next;
}

function change(turn: TaskTurn, told: ComplaintTold): Step<State> {
  const field = fieldToMend(turn.text);
  if (field) return ask(turn, withoutTold(told, field));
  const state: State = { told, asked: 'which-to-change' };
  return { kind: 'ask', spoken: question(turn, state, []), state };
}

function ask(turn: TaskTurn, told: ComplaintTold, lead: readonly string[] = []): Step<State> {
  const state: State = { told, asked: nextToTell(told) ?? 'confirm' };
  if (state.asked !== 'confirm') return { kind: 'ask', spoken: question(turn, state, lead), state };
  const { language } = turn;
  const sheet = sendingSheet(complaintSheetTitle[language], complaintLines(told, language), language);
  return { kind: 'ask', spoken: recordReply(turn, [...lead, sheet, words.send[language]]), state };
}

const guide = (clause: string): ClauseReference => ({ work: 'complaints-guide', clause });

async function send(turn: TaskTurn, told: ComplaintTold): Promise<Step<State>> {
  const { caller } = turn.records;
  const complaint = Complaint.parse({
    id: told.id,
    ...(caller.kind === 'customer' && { customerId: caller.customerId }),
    name: told.name,
    matter: told.matter,
    ...(told.concerns && { concerns: told.concerns }),
    reachedAt: told.reachedAt,
    language: turn.language,
  });
  const filed = await turn.complaints.file(complaint);
  const spoken = recordReply(turn, [complaintReceipt(filed, turn.language)], {
    clauses: [guide('complaint-filing-next-steps'), guide('complaint-filing-deadlines')],
  });
  return {
    kind: 'done',
    spoken,
    happened: { kind: 'complaint-filed' },
    sent: complaintIsSent(filed.reference),
  };
}

function question(turn: TaskTurn, { asked }: State, lead: readonly string[]): Spoken {
  const { language } = turn;
  const da = language === 'da';
  const button = (title: string, value: string): Spoken['suggestions'][number] => ({ title, value });
  switch (asked) {
    case 'which-to-change':
      return recordReply(turn, [...lead, words.whichToChange[language]]);
    case 'confirm':
      return recordReply(turn, [...lead, words.send[language]], { suggestions: yesAndChange(language) });
    case 'concerns':
      return recordReply(turn, [...lead, complaintQuestions.concerns[language]], {
        suggestions: [da ? button('Ingen bestemt sag', 'Ingen') : button('No particular case', 'None')],
      });
    case 'matter':
    case 'name':
    case 'reachedAt':
      return recordReply(turn, [...lead, complaintQuestions[asked][language]]);
    default:
      throw new Error(`Unhandled question: ${asked satisfies never}`);
  }
}
