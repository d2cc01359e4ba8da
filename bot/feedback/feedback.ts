import { z } from 'zod';
import type { Database } from '../../adapters/database';
import type { Feedback, FeedbackAbout, GivenFeedback } from './rating';
import { sqlFeedback } from './sql-feedback';

/** A face put on the answer with this number in the log, in the channel's word for it. */
export interface GivenReaction {
  seq: number;
  reaction: string;
  value: 1 | -1;
}

export interface FeedbackBook {
  /**
   * Takes it. Whoever changes their mind replaces what they said before.
   * @returns `unknown` where there is no such answer, or no conversation with a person that has ended
   */
  take(conversation: string, given: GivenFeedback): Promise<'taken' | 'unknown'>;
  /** Takes a face that was put on an answer as what it says. Where a button has said the same, that stays as it is: with its reason, and for good. */
  takeReaction(conversation: string, given: GivenReaction): Promise<'taken' | 'unknown'>;
  /**
   * Takes back what a face said that has been taken off again. Only what that face said goes: a thumb that was pressed under the answer or in the
   * widget was meant, and only a press changes it. The metrics count what was taken, and go on counting it.
   */
  withdrawReaction(conversation: string, withdrawn: Omit<GivenReaction, 'value'>): Promise<void>;
  /** All of it, oldest first. */
  list(): Promise<Feedback[]>;
}

const Cited = z.object({
  from: z.object({ role: z.string().optional() }).optional(),
  channelData: z
    .object({ citations: z.array(z.looseObject({ document: z.string(), clause: z.string() })).optional() })
    .optional(),
  entities: z.array(z.looseObject({ citation: z.array(z.unknown()).optional() })).optional(),
});

/** The clauses that a logged answer cites; undefined for an entry that is no answer of the bot's with a citation. */
function clausesOf(body: string): FeedbackAbout['clauses'] | undefined {
  const read = Cited.safeParse(JSON.parse(body));
  if (!read.success || read.data.from?.role === 'user') return undefined;
  const clauses = read.data.channelData?.citations?.map(({ document, clause }) => ({ document, clause }));
  if (clauses?.length) return clauses;
  // In Teams the citations stand in an entity, by their links.
  return read.data.entities?.some(({ citation }) => citation?.length)
    ? clausesOfEntities(read.data.entities)
    : undefined;
}

const Linked = z.object({ appearance: z.object({ url: z.string() }) });

/** `…/documents/charter.da#administration-enquiries` is that clause of that document. */
const clausesOfEntities = (entities: { citation?: unknown[] | undefined }[]): FeedbackAbout['clauses'] =>
  entities
    .flatMap(({ citation }) => citation ?? [])
    .flatMap((citation) => {
      const read = Linked.safeParse(citation);
      const place = read.success ? /\/documents\/([^/?#]+)[^#]*#(.+)$/.exec(read.data.appearance.url) : null;
      return place?.[1] !== undefined && place[2] !== undefined
        ? [{ document: decodeURIComponent(place[1]), clause: decodeURIComponent(place[2]) }]
        : [];
    });

interface Parts {
  database: Database;
  now: () => Date;
  /** Told of what was taken, for the metrics. */
  onTaken(feedback: { kind: FeedbackAbout['kind']; value: 1 | -1 }): void;
}

/** Feedback on answers and on conversations with people, in the database. */
export function feedbackBook({ database, now, onTaken }: Parts): FeedbackBook {
  const store = sqlFeedback(database);

  const aboutAnswer = async (conversation: string, seq: number): Promise<FeedbackAbout | undefined> => {
    const body = await store.entry(conversation, seq);
    const clauses = body === undefined ? undefined : clausesOf(body);
    return clauses && { kind: 'answer', clauses };
  };

  const aboutConversation = async (conversation: string): Promise<FeedbackAbout | undefined> => {
    const ended = await store.lastEnded(conversation);
    return ended && { kind: 'conversation', clauses: [], ...(ended.outcome ? { outcome: ended.outcome } : {}) };
  };

  const keep = async (
    conversation: string,
    given: Pick<Feedback, 'seq' | 'value' | 'reason' | 'reaction'>,
  ): Promise<'taken' | 'unknown'> => {
    const { seq, value } = given;
    const about = seq > 0 ? await aboutAnswer(conversation, seq) : await aboutConversation(conversation);
    if (!about) return 'unknown';
    if (await store.put({ conversation, ...given, about, at: now() })) onTaken({ kind: about.kind, value });
    return 'taken';
  };

  return {
    async take(conversation, { activityId, seq: given, value, reason }) {
      const number = /\|(\d{7,})$/.exec(activityId ?? '')?.[1];
      const seq = given ?? (number === undefined ? 0 : Number(number));
      if (activityId !== undefined && seq === 0) return 'unknown';
      return keep(conversation, { seq, value, reason: reason || undefined });
    },
    takeReaction: (conversation, { seq, value, reaction }) =>
      keep(conversation, { seq, value, reason: undefined, reaction }),
    withdrawReaction: (conversation, { seq, reaction }) => store.withdraw(conversation, seq, reaction),
    list: () => store.list(),
  };
}
