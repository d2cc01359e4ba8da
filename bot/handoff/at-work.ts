import type { Handoff, HandoffTopic } from './handoff';

/** Somebody who is at their desk and takes conversations. */
export interface AtWork {
  id: string;
  /** How many conversations they have at once, at most. */
  capacity: number;
  /** What they can take; absent for people of another desk, which alone knows. */
  skills?: { languages: readonly ('da' | 'en')[]; topics: readonly HandoffTopic[]; team: string | undefined };
}

/** What waits, in what decides who can take it. */
export interface Wanting {
  language: 'da' | 'en';
  topic: string;
  team: string | undefined;
  /** A colleague to whom it was transferred and whose alone it still is. */
  reservedFor: string | undefined;
}

/** How long one that was transferred to a colleague is theirs alone: then whoever can take it may, for the customer waits. */
export const reservedMs = 3 * 60_000;

/** The same rule by which the queue is taken from: see `nextFor`. */
export function canTake({ id, skills }: AtWork, { language, topic, team, reservedFor }: Wanting): boolean {
  if (reservedFor !== undefined && reservedFor !== id) return false;
  if (!skills) return true;
  const knowsTopic = skills.topics.length === 0 || skills.topics.some((known) => known === topic);
  return knowsTopic && skills.languages.includes(language) && (team === undefined || team === skills.team);
}

export const wantingOf = (
  {
    language,
    topic,
    team,
    owner,
    waitingSince,
  }: Pick<Handoff, 'language' | 'topic' | 'team' | 'owner' | 'waitingSince'>,
  now: Date,
): Wanting => ({
  language,
  topic,
  team,
  reservedFor: now.getTime() - waitingSince.getTime() < reservedMs ? owner?.id : undefined,
});
