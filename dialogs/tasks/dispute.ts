import { z } from 'zod';
import { loadIntents, type Intents } from '../../knowledge/answer';
import { projectPath } from '../../knowledge/project-path';
import type { InBoth } from '../both-languages';
import type { Spoken } from '../reply-types';
import { peopleCard } from './contact-person';
import { recordReply } from './record-reply';
import type { ClauseReference, Task, TaskTurn } from './task';

/** What kind of decision is disagreed with. */
type Disputed = 'limit' | 'claim';

let loaded: Intents<Disputed> | undefined;
function disputedIn(text: string): Disputed | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'dispute.json'), ['limit', 'claim']);
  return loaded.of(text);
}

const guide = (clause: string): ClauseReference => ({ work: 'complaints-guide', clause });
const review: Record<Disputed, ClauseReference> = {
  limit: guide('disagreement-limit'),
  claim: guide('disagreement-claim'),
};

/** Somebody disagrees with a decision: how it is looked at again, by whom, and the ways on. Nobody is told that they are right or wrong. */
export const disputeTask: Task<Record<string, never>> = {
  name: 'dispute',
  State: z.record(z.string(), z.never()),
  forEveryone: true,

  async begin(turn) {
    const { language, text, records } = turn;
    const disputed = disputedIn(text);
    const people = disputed ? (await records.contactPeople()).filter(({ topics }) => topics.includes(disputed)) : [];
    const who = people.length > 0 ? peopleCard(words.person[language], people, language) : undefined;
    return {
      kind: 'done',
      happened: { kind: 'decision-disputed' },
      spoken: recordReply(turn, [words.heard[language], who], {
        clauses: disputed ? [review[disputed], guide('complaint-handling-function')] : [review.limit, review.claim],
        suggestions: waysOn(disputed, turn),
      }),
    };
  },

  proceed: (_state, turn) => disputeTask.begin(turn),
  again: (_state, turn) => recordReply(turn, []),
};

function waysOn(disputed: Disputed | undefined, { language, records }: TaskTurn): Spoken['suggestions'] {
  const da = language === 'da';
  const reassess = da
    ? { title: 'Bed om en ny vurdering', value: 'Jeg vil gerne have en limit vurderet igen' }
    : { title: 'Ask for a new look', value: 'I would like a limit looked at again' };
  const complain = da
    ? { title: 'Klag', value: 'Jeg vil gerne klage' }
    : { title: 'Complain', value: 'I want to complain' };
  return records.caller.kind === 'customer' && disputed !== 'claim' ? [reassess, complain] : [complain];
}

const words = {
  heard: {
    da: 'Jeg forstår, at du er uenig. Jeg kan ikke selv ændre en afgørelse, men sådan får du den set på igen.',
    en: 'I understand that you disagree. I cannot change a decision myself, but this is how to have it looked at again.',
  },
  person: { da: 'Skriv eller ring til', en: 'Write to or call' },
} satisfies Record<string, InBoth>;
