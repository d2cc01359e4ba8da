import type { HandoffOutcome } from './handoff';

/** Where somebody stands in the queue, as far as it can be told. */
export interface Place {
  /** How many are taken before them; 0 for the next. Undefined where nobody is there who can take it: then say nothing of it. */
  ahead: number | undefined;
  /** When somebody may be expected; undefined where there is too little to measure it by, or nobody there: then say that it cannot be told yet. */
  expectedAt: Date | undefined;
}

/** Why nobody has come when the customer was told that somebody would. No more is claimed than the service knows. */
export type DelayReason =
  /** Others still wait before them. */
  | { kind: 'others-first'; ahead: number }
  /** They are the next, and all who are there have customers already. */
  | { kind: 'all-busy' }
  /** None of the staff is at their desk. */
  | { kind: 'nobody-there' }
  /** Some are there, and none of them can take this: not their language, topic or team. */
  | { kind: 'nobody-suited' }
  /** The opening hours have ended meanwhile. */
  | { kind: 'closed'; opensAt: Date }
  /** Somebody is free, and has not come: the reason is not known. */
  | { kind: 'unknown' };

type Language = 'da' | 'en';

/**
 * What the customer is told of a hand-off, in whole sentences as a plain message shows them, in the language of the hand-off. `number` is what the
 * hand-off is called by; instants are told in the insurer's time zone, `now` is there to say "in about ten minutes" or "tomorrow at 8".
 * A `name` is always a person's, and must be told as one.
 */
export interface HandoffWords {
  /** A person has been asked for: the customer waits in the queue. */
  received(language: Language, facts: Place & { number: number; now: Date }): string;
  /** Out of hours: the message is kept as a case. `opensAt` is undefined where it is open, and nobody answers now. */
  messageKept(
    language: Language,
    facts: { number: number; opensAt: Date | undefined; reachedAt: string | undefined; now: Date },
  ): string;
  /** A person has it. `leftMessage`: they now see to a message that was left earlier; the customer may not have sat waiting. */
  taken(language: Language, facts: { number: number; name: string; leftMessage: boolean }): string;
  /** It waits for a colleague or a team. Who had it is undefined where nobody had it yet. */
  transferred(
    language: Language,
    facts: Place & {
      number: number;
      from: string | undefined;
      to: { colleague: string } | { team: string };
      leftMessage: boolean;
      now: Date;
    },
  ): string;
  /** The person who had it has disappeared: the customer waits for another, before all others. `leftMessage`: they need not sit waiting. */
  ownerGone(
    language: Language,
    facts: Place & { number: number; name: string; leftMessage: boolean; now: Date },
  ): string;
  /** The person gives it back: the bot answers again. */
  returned(language: Language, facts: { number: number; name: string }): string;
  /** The customer would rather not wait: the bot answers again. */
  cancelled(language: Language, facts: { number: number }): string;
  /** The person has ended it. `name` is undefined where nobody had taken it; the summary is the person's own words, and may be empty. */
  closed(
    language: Language,
    facts: { number: number; name: string | undefined; outcome: HandoffOutcome; summary: string },
  ): string;
  /** The case of a message that was left is answered and ended; facts as for `closed`. */
  messageAnswered(
    language: Language,
    facts: { number: number; name: string | undefined; outcome: HandoffOutcome; summary: string },
  ): string;
  /** No person can be had over this channel: with the ways to reach one (telephone, e-mail). The bot answers again. */
  failed(language: Language, facts: { number: number }): string;
  /** Nobody has come when somebody was expected, or a while has passed in which nothing could be told: why, and what may be expected now. */
  late(language: Language, facts: Place & { number: number; why: DelayReason; now: Date }): string;
}

/** What a receipt carries beside its words, under `channelData.handoff`, so that a client can draw it as a notice. Instants are ISO strings. */
export interface ReceiptFacts {
  /** Where the hand-off stands now. */
  state: string;
  /** Which sentence it is: a name of `HandoffWords`. */
  receipt: keyof HandoffWords;
  number: number;
  name?: string;
  ahead?: number;
  expectedAt?: string;
}
