import { z } from 'zod';
import { PressedExecute, pressedWords } from '../../dialogs/cards';

/** What Teams says of who is meant by a piece of the text. */
const Mention = z.looseObject({ type: z.string(), text: z.string(), mentioned: z.looseObject({ id: z.string() }) });
const OtherEntity = z.looseObject({ type: z.string() }).refine(({ type }) => type.toLowerCase() !== 'mention');
/** Entities that lack what their readers rely on are left out: the message is worth more than its decoration. */
const Entities = z
  .array(z.union([Mention, OtherEntity]).optional().catch(undefined))
  .transform((entities) => entities.filter((entity) => entity !== undefined));

const Account = z.looseObject({ id: z.string() });

/**
 * The parts of an activity without which no turn is possible. Deliberately loose about the rest: real senders break the schema in places,
 * and a turn only reads what it knows.
 */
const IncomingActivity = z.looseObject({
  type: z.string().min(1),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  from: z.looseObject({ id: z.string().min(1) }),
  recipient: Account.default({ id: '' }),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.string().optional() }),
  text: z.string().optional(),
  locale: z.string().max(35).optional().catch(undefined),
  deliveryMode: z.string().optional(),
  entities: Entities.optional().catch(undefined),
  membersAdded: z.array(Account).optional().catch(undefined),
  membersRemoved: z.array(Account).optional().catch(undefined),
  channelData: z
    .looseObject({ tenant: z.looseObject({ id: z.string().optional() }).optional() })
    .optional()
    .catch(undefined),
});

/** An activity from another channel, as a turn may rely on it. */
export type IncomingActivity = z.infer<typeof IncomingActivity>;

/** Several channels write out every field that they do not use as null. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNulls);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [name, withoutNulls(part)]),
  );
}

/** Reads a request's JSON as an activity; otherwise the names of the fields that are missing or malformed. */
export function readActivity(body: unknown): { activity: IncomingActivity } | { malformed: string[] } {
  const parsed = IncomingActivity.safeParse(withoutNulls(body));
  if (parsed.success) return { activity: parsed.data };
  return { malformed: [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the body'))] };
}

/** Edits and deletions repeat the message's own id, each time: only the time tells one from the next. */
const repeatsItsId = new Set(['messageUpdate', 'messageDelete']);

/** The activity's identity in its conversation: the same one twice is one turn. Undefined where the sender gives none. */
export function activityKey({ type, id, timestamp }: IncomingActivity): string | undefined {
  if (id === undefined) return undefined;
  return repeatsItsId.has(type) ? `${type}:${id}:${timestamp ?? ''}` : `${type}:${id}`;
}

/** What was said, and with a pressed button what the card shows from then on. */
export interface AsSaid {
  activity: IncomingActivity;
  pressed?: PressedExecute['action']['data'];
}

/**
 * A pressed button of ours as the words that it stands for: `Action.Submit` comes as a message with a value and no text, `Action.Execute` as an invoke
 * that wants its answer within seconds. As a message its turn may take its time, and is owed until it is answered.
 */
export function asSaid(activity: IncomingActivity): AsSaid {
  if (activity.type === 'message' && (activity.text ?? '') === '') {
    const words = pressedWords(activity.value);
    return { activity: words === undefined ? activity : { ...activity, text: words } };
  }
  if (activity.type !== 'invoke' || activity.name !== 'adaptiveCard/action') return { activity };
  const execute = PressedExecute.safeParse(activity.value);
  if (!execute.success) return { activity };
  const { data } = execute.data.action;
  return { activity: { ...activity, type: 'message', text: data.say }, pressed: data };
}
