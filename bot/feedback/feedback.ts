import { z } from 'zod';
import type { Database } from '../../adapters/database';
import type { Feedback, FeedbackAbout, GivenFeedback } from './rating';
import { sqlFeedback } from './sql-feedback';

export interface FeedbackBook {
  /**
   * Takes it. Whoever changes their mind replaces what they said before.
   * @returns `unknown` where there is no such answer, or no conversation with a person that has ended
   */
  take(conversation: string, given: GivenFeedback): Promise<'taken' | 'unknown'>;
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

  return {
    async take(conversation, given) {
      const number = /\|(\d{7,})$/.exec(given.activityId ?? '')?.[1];
      const seq = given.seq ?? (number === undefined ? 0 : Number(number));
      if (given.activityId !== undefined && seq === 0) return 'unknown';
      const about = seq > 0 ? await aboutAnswer(conversation, seq) : await aboutConversation(conversation);
      if (!about) return 'unknown';
      const { value, reason } = given;
      await store.put({ conversation, seq, value, reason: reason || undefined, about, at: now() });
      onTaken({ kind: about.kind, value });
      return 'taken';
    },
    list: () => store.list(),
  };
}
