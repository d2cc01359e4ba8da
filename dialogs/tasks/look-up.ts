import { z } from 'zod';
import type { InBoth } from '../both-languages';
import { waysToReach } from '../contact';
import type { Told } from '../follow-up';
import { findRecordNumbers, readOrdinal, readRecordNumber, type RecordNumber } from '../reading';
import type { Spoken } from '../reply-types';
import { personButton } from '../suggestions';
import { recordReply } from './record-reply';
import type { Step, Task, TaskTurn } from './task';

const State = z.object({
  /** How many numbers have been given that led nowhere. */
  misses: z.int().min(0),
  /** What was asked, to be asked again after an interruption. */
  question: z.string(),
  buttons: z.array(z.object({ title: z.string(), value: z.string() })),
  /** What the customer wanted to know: the choice says only of which record. */
  wanted: z.string().optional(),
});
type State = z.infer<typeof State>;

/** After so many wrong numbers a person helps better than another try. */
const mostMisses = 3;
/** More buttons than this are no choice but a list. */
const mostButtons = 6;

/** A kind of record that customers ask about by its number. */
export interface LookedUp<Found> {
  name: string;
  /** What its numbers may be called. */
  numbered: readonly RecordNumber['kind'][];
  find(number: string, turn: TaskTurn): Promise<Found | undefined>;
  /** Those that are not finished: asked about when no number is given. */
  open(turn: TaskTurn): Promise<Found[]>;
  /** The latest that are finished, offered where none is open. */
  finished?(turn: TaskTurn): Promise<Found[]>;
  /** A button's words, with what a person would say for it: the number first. */
  title(found: Found, turn: TaskTurn): string;
  /** The record's own number: pressing the button sends it. */
  number(found: Found): string;
  tell(found: Found, turn: TaskTurn): Promise<Spoken> | Spoken;
  /** As which record it is asked further about: "why?". */
  told?(found: Found): Told;
  words: {
    /** "Which claim do you mean?" */
    which: InBoth;
    /** "I find no open claim …" */
    none: InBoth;
    /** "I find no claim with that number …": the same for one of somebody else's. */
    notFound: InBoth;
  };
}

/** Tells of one record: the one that is named, the only open one, or the one that the customer chooses. */
export function lookUpTask<Found>(kind: LookedUp<Found>): Task<State> {
  const done = async (found: Found, turn: TaskTurn): Promise<Step<State>> => ({
    kind: 'done',
    spoken: await kind.tell(found, turn),
    told: kind.told?.(found),
  });

  const missed = (misses: number, turn: TaskTurn, wanted = turn.text): Step<State> => {
    const { language, contact } = turn;
    const notFound = kind.words.notFound[language];
    if (misses >= mostMisses)
      return {
        kind: 'done',
        spoken: recordReply(turn, [notFound, `${waysToReach(contact, language)}.`], {
          suggestions: [personButton(language)],
        }),
      };
    return {
      kind: 'ask',
      spoken: recordReply(turn, [notFound, again[language]]),
      state: { misses, question: again[language], buttons: [], wanted },
    };
  };

  const choose = async (turn: TaskTurn): Promise<Step<State>> => {
    const open = await kind.open(turn);
    const [only] = open;
    if (only !== undefined && open.length === 1) return done(only, turn);
    if (open.length > 0) return offer(open, kind.words.which[turn.language], turn);
    const none = kind.words.none[turn.language];
    const finished = (await kind.finished?.(turn)) ?? [];
    if (finished.length === 0) return { kind: 'done', spoken: recordReply(turn, [none]) };
    return offer(finished, `${none} ${latest[turn.language]}`, turn);
  };

  const offer = (records: readonly Found[], which: string, turn: TaskTurn): Step<State> => {
    const shown = records.slice(0, mostButtons);
    const list = shown.map((found, at) => `${at + 1}. ${kind.title(found, turn)}`).join('\n');
    const suggestions = shown.map((found) => ({ title: kind.title(found, turn), value: kind.number(found) }));
    const more = records.length > shown.length ? andMore[turn.language](records.length - shown.length) : undefined;
    const question = [which, list, more].filter(Boolean).join('\n\n');
    return {
      kind: 'ask',
      spoken: recordReply(turn, [question], { suggestions }),
      state: { misses: 0, question, buttons: suggestions, wanted: turn.text },
    };
  };

  return {
    name: kind.name,
    State,

    async begin(turn) {
      const named = findRecordNumbers(turn.text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
      const number = named.find(({ kind: called }) => called === undefined || kind.numbered.includes(called));
      if (!number) return choose(turn);
      const found = await kind.find(number.value, turn);
      return found === undefined ? missed(1, turn) : done(found, turn);
    },

    async proceed(state, turn) {
      const { wanted = turn.text } = state;
      const tellWanted = (found: Found): Promise<Step<State>> => done(found, { ...turn, text: wanted });
      const reading = readRecordNumber(turn.text);
      const called = reading.kind === 'read' ? reading.value.kind : undefined;
      // The number of another kind of record is no answer: another task may know it.
      if (reading.kind === 'read' && (called === undefined || kind.numbered.includes(called))) {
        const found = await kind.find(reading.value.value, turn);
        return found === undefined ? missed(state.misses + 1, turn, wanted) : tellWanted(found);
      }
      const offered = state.buttons[readOrdinal(turn.text, state.buttons.length) ?? -1];
      const picked = offered && (await kind.find(offered.value, turn));
      if (picked !== undefined) return tellWanted(picked);
      const said = turn.text.trim().toLowerCase();
      const meant = (await kind.open(turn)).filter((one) => kind.title(one, turn).toLowerCase().includes(said));
      const [only] = meant;
      if (only !== undefined && meant.length === 1) return tellWanted(only);
      const { buttons: suggestions } = state;
      return { kind: 'not-an-answer', spoken: recordReply(turn, [again[turn.language]], { suggestions }), state };
    },

    again: ({ question, buttons }, turn) => recordReply(turn, [question], { suggestions: buttons }),
  };
}

const again: InBoth = {
  da: 'Skriv nummeret, eller skriv "stop", hvis vi skal lade det ligge.',
  en: 'Write the number, or write "stop" if we should leave it.',
};
const latest: InBoth = { da: 'De seneste afsluttede er disse:', en: 'The latest that are finished are these:' };
const andMore = {
  da: (count: number) => `Der er ${count === 1 ? 'én' : count} til; skriv nummeret på den, du mener.`,
  en: (count: number) => `There ${count === 1 ? 'is one' : `are ${count}`} more; write the number of the one you mean.`,
};
