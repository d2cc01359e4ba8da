import type { Activity } from 'botbuilder';
import type { Piece } from '../conversations/turn-stream';

/** Web Chat reads a stream's marks in `channelData`, Teams in an entity of this type: both carry the same. */
const marked = (activity: Partial<Activity>, marks: Record<string, unknown>): Partial<Activity> => ({
  ...activity,
  entities: [...(activity.entities ?? []), { type: 'streaminfo', ...marks }],
  channelData: { ...(activity.channelData as object | undefined), ...marks },
});

/**
 * One piece of a streamed answer: a typing sign with the whole text so far.
 * @param number 1, 2, 3 … over the pieces of one answer
 * @param streamId the id of the answer's first piece; undefined for that piece itself
 */
export const pieceActivity = ({ kind, text }: Piece, number: number, streamId: string | undefined): Partial<Activity> =>
  marked(
    { type: 'typing', text, textFormat: 'markdown' },
    { streamType: kind, streamSequence: number, ...(streamId === undefined ? {} : { streamId }) },
  );

const finalMarks = (streamId: string) => ({ streamType: 'final', streamId });

/** The turn's first message takes the pieces' place. @param streamId undefined where nothing was shown, or where the message stands for itself */
export function withStreamEnd(
  replies: readonly Partial<Activity>[],
  streamId: string | undefined,
): Partial<Activity>[] {
  const first = replies.findIndex(({ type }) => type === 'message');
  return replies.map((reply, index) =>
    index === first && streamId !== undefined ? marked(reply, finalMarks(streamId)) : reply,
  );
}

/** A final message with nothing in it: clients take the pieces away. */
export const retraction = (streamId: string): Partial<Activity> =>
  marked({ type: 'message', text: '' }, finalMarks(streamId));

/** The same message as one that stands for itself; undefined where it does already. */
export function withoutStreamEnd(
  activity: Partial<Activity>,
): { streamId: string; plain: Partial<Activity> } | undefined {
  const { streamType, streamId, ...channelData } = (activity.channelData ?? {}) as Record<string, unknown>;
  if (streamType !== 'final' || typeof streamId !== 'string') return undefined;
  const entities = activity.entities?.filter(({ type }) => type !== 'streaminfo');
  return { streamId, plain: { ...activity, entities: entities ?? [], channelData } };
}
