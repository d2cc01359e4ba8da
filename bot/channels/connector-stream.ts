import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import type { Turn } from '../conversations/conversation-log';
import type { StreamOutlet } from '../conversations/turn-stream';
import { isPersonal } from '../identity/asking';
import type { Connector } from './connector';
import { SendRefusedError } from './send-failure';
import { pieceActivity, withoutStreamEnd } from './stream-marks';

/** Teams takes about one piece a second. */
const everyMs = 1000;
/** Teams shows a typing sign for a few seconds. */
const signEveryMs = 3000;
/** The longest text that Teams shows of what is being done. */
const longestInformative = 1000;

/** Was it the pace alone? Then the next piece is taken, and it has this one's text in it. */
const isOverPace = (error: unknown): boolean => error instanceof SendRefusedError && error.status === 429;
/** After these Teams has seen the piece and wants no more of them: the answer was stopped there, or took too long. */
const isEnded = (error: unknown): boolean => error instanceof SendRefusedError && error.status < 500;

/** Where Teams cannot show an answer as it grows, it can at least say that one is being written. */
const typingSigns = (connector: Connector, about: Partial<ConversationReference>): StreamOutlet => ({
  everyMs: signEveryMs,
  async show() {
    // Decoration: the answer comes as one message, whether its sign came or not.
    await connector.send(TurnContext.applyConversationReference({ type: 'typing' }, about)).catch(() => undefined);
    return 'shown';
  },
  id: () => undefined,
  retract: () => Promise.resolve(),
});

/**
 * Shows a turn's answer in Teams as it grows: in personal chats, the only ones where Teams can; elsewhere, that it is being written.
 * @param connector its limit should be short: the message itself waits until the piece under way has been answered
 */
export function connectorStream(connector: Connector, { activity }: Turn): StreamOutlet | undefined {
  if (activity.channelId !== 'msteams') return undefined;
  const about = TurnContext.getConversationReference(activity);
  if (!isPersonal(activity)) return typingSigns(connector, about);
  let streamId: string | undefined;
  let pieces = 0;
  let isRefused = false;

  return {
    everyMs,
    async show(piece) {
      const text = piece.kind === 'informative' ? piece.text.slice(0, longestInformative) : piece.text;
      const sent = pieceActivity({ ...piece, text }, pieces + 1, streamId);
      try {
        const id = await connector.send(TurnContext.applyConversationReference(sent, about));
        pieces += 1;
        streamId ??= id;
        // Without the id no other piece could say which answer it belongs to.
        return streamId === undefined ? 'ended' : 'shown';
      } catch (error) {
        if (isOverPace(error)) return 'shown';
        isRefused = isEnded(error);
        return 'ended';
      }
    },
    id: () => (isRefused ? undefined : streamId),
    async retract() {
      if (streamId === undefined) return;
      // It may be gone already, and Teams lets an unfinished answer fade by itself.
      await connector.remove(TurnContext.applyConversationReference({}, about), streamId).catch(() => undefined);
    },
  };
}

/**
 * A message that should take a stream's place, refused, is sent as one that stands for itself: the stream may have ended without us.
 * @returns the ids under which Teams knows the message
 */
export const sendingStreamEnds =
  (connector: Connector) =>
  async (activity: Partial<Activity>): Promise<string[]> => {
    const ends = withoutStreamEnd(activity);
    const idsOf = (...ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id) => id !== undefined))];
    if (!ends) return idsOf(await connector.send(activity));
    try {
      return idsOf(await connector.send(activity), ends.streamId);
    } catch (error) {
      if (!isTurnedDown(error)) throw error;
      return idsOf(await connector.send(ends.plain));
    }
  };

/** Read and turned down for what it is: 401 and 404 would meet the plain message too, and after the others it is not known or tried again. */
const isTurnedDown = (error: unknown): boolean =>
  error instanceof SendRefusedError && [400, 403, 409].includes(error.status);
