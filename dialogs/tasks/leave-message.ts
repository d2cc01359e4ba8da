import { z } from 'zod';
import type { InBoth } from '../both-languages';
import { whenItIs } from '../handoff-times';
import { readControl } from '../reading';
import type { Spoken } from '../reply-types';
import { emailIn, wayToReach } from './complaint-told';
import { recordReply } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

const State = z.object({
  asked: z.enum(['whether', 'message', 'reachedAt']),
  message: z.string().max(4000).optional(),
});
type State = z.infer<typeof State>;

/**
 * Out of hours: says once when we open, and takes down a message if the customer likes, to be answered then. Who is signed in is known; of others it
 * is asked where they can be reached, for they may not come back to this conversation.
 */
export const leaveMessageTask: Task<State> = {
  name: 'leave-message',
  State,
  forEveryone: true,
  isForPerson: true,

  begin: (turn) => Promise.resolve(ask(turn, { asked: turn.outOfHours?.told ? 'message' : 'whether' })),

  async proceed(state, turn) {
    switch (state.asked) {
      case 'whether':
        return wanted(state, turn);
      case 'message':
        return withMessage(turn);
      case 'reachedAt':
        return withReach(state, turn);
      default:
        throw new Error(`Unhandled question: ${state.asked satisfies never}`);
    }
  },

  again: ({ asked }, turn) => question(turn, asked),

  takesWords: ({ asked }) => asked === 'message',
};

function ask(turn: TaskTurn, state: State): Step<State> {
  return { kind: 'ask', spoken: question(turn, state.asked), state };
}

function wanted(state: State, turn: TaskTurn): Step<State> {
  const control = readControl(turn.text);
  if (turn.text === leave[turn.language].value || control === 'yes') return ask(turn, { asked: 'message' });
  if (control === 'no') return { kind: 'done', spoken: recordReply(turn, [words.asYouLike[turn.language]]) };
  return { kind: 'not-an-answer', spoken: question(turn, 'whether'), state };
}

function withMessage(turn: TaskTurn): Step<State> {
  const message = turn.text.trim().slice(0, 4000);
  const reachedAt = emailIn(message);
  if (turn.records.caller.kind === 'customer' || reachedAt) return kept(turn, message, reachedAt);
  return ask(turn, { asked: 'reachedAt', message });
}

function withReach(state: State, turn: TaskTurn): Step<State> {
  const reachedAt = wayToReach(turn.text);
  if (reachedAt === undefined)
    return {
      kind: 'not-an-answer',
      spoken: recordReply(turn, [words.notReachable[turn.language], words.reachedAt[turn.language]]),
      state,
    };
  return kept(turn, state.message ?? '', reachedAt);
}

/** That it is kept, and under which number, is told by the case's receipt. */
const kept = ({ language }: TaskTurn, message: string, reachedAt: string | undefined): Step<State> => ({
  kind: 'done',
  happened: { kind: 'message-left', message, language, reachedAt },
});

function question(turn: TaskTurn, asked: State['asked']): Spoken {
  const { language, outOfHours, now } = turn;
  if (asked !== 'whether') return withoutPerson(recordReply(turn, [words[asked][language]]));
  const opens = outOfHours?.opensAt && words.opens(whenItIs(outOfHours.opensAt, now, language))[language];
  const closed = [words.closed[language], opens].filter(Boolean).join(' ');
  const suggestions = [leave[language], no[language]];
  return withoutPerson(recordReply(turn, [outOfHours && closed, words.whether[language]], { suggestions }));
}

/** Nobody is there to be called: no button offers it. */
const withoutPerson = (spoken: Spoken): Spoken => ({ ...spoken, person: null });

const leave = {
  da: { title: 'Læg en besked', value: 'Læg en besked' },
  en: { title: 'Leave a message', value: 'Leave a message' },
};
const no = {
  da: { title: 'Nej tak', value: 'Nej tak' },
  en: { title: 'No, thank you', value: 'No, thank you' },
};

const words = {
  closed: { da: 'Vi har lukket nu.', en: 'We are closed now.' },
  opens: (opens: string): InBoth => ({
    da: `Vi åbner igen ${opens}.`,
    en: `We open again ${opens}.`,
  }),
  whether: {
    da: 'Vil du lægge en besked, som en medarbejder svarer på, når vi har åbent?',
    en: 'Would you like to leave a message that a person answers once we are open?',
  },
  message: {
    da: 'Skriv din besked, så giver jeg den videre sammen med vores samtale.',
    en: 'Write your message, and I pass it on together with our conversation.',
  },
  reachedAt: {
    da: 'Hvordan kan vi få fat i dig? Skriv en e-mail eller et telefonnummer.',
    en: 'How can we reach you? Write an e-mail address or a telephone number.',
  },
  notReachable: {
    da: 'Det kan jeg ikke læse som en e-mail eller et telefonnummer.',
    en: 'I cannot read that as an e-mail address or a telephone number.',
  },
  asYouLike: {
    da: 'Helt i orden. Jeg svarer gerne på spørgsmål imens.',
    en: 'As you like. I am glad to answer questions meanwhile.',
  },
};
