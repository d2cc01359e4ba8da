import { type Activity, ActivityTypes } from 'botbuilder';
import { type ConnectorClient, ConnectorFactory } from 'botframework-connector';
import type { StateChange } from '../conversations/conversation-log';
import type { TurnStream } from '../conversations/turn-stream';
import { HandoffRequest, type Speaker } from '../handoff/handoff';

/** Where a turn's effects wait for their one commit: nothing that a turn says or remembers gets out before it, but for a foretaste of its answer. */
export interface TurnBuffer {
  readonly conversation: string;
  readonly replies: Partial<Activity>[];
  readonly state: StateChange[];
  /** Who speaks as the turn begins, and by which change of speaker; undefined until the memory is loaded. */
  speaking: { speaker: Speaker; change: number } | undefined;
  /** The conversation is handed over. */
  handoff: HandoffRequest | undefined;
  /** The customer would rather not wait for a person. */
  cancelsHandoff: boolean;
  /** What the turn says are notices that may stand beside a person's words; else nothing is said while a person speaks. */
  besidePerson: boolean;
  /** The turn may have been begun before without its commit: what it did to other systems may be done already. */
  runsAgain: boolean;
  /** Shows the turn's answer as it grows, ahead of the commit; undefined where the channel cannot. */
  stream: TurnStream | undefined;
}

export const turnBuffer = (conversation: string, stream?: TurnStream): TurnBuffer => ({
  conversation,
  replies: [],
  state: [],
  speaking: undefined,
  handoff: undefined,
  cancelsHandoff: false,
  besidePerson: false,
  runsAgain: false,
  stream,
});

/** The key under which the turn context knows its buffer. */
export const bufferOfTurn = Symbol('turn buffer');

/** The name of the event that `EventFactory.createHandoffInitiation` makes. */
const handoffInitiation = 'handoff.initiate';

/** The part of the connector that the adapter calls during a turn. */
interface TurnConnector {
  conversations: {
    sendToConversation(conversationId: string, activity: Partial<Activity>): Promise<{ id: string }>;
    replyToActivity(conversationId: string, activityId: string, activity: Partial<Activity>): Promise<{ id: string }>;
    updateActivity(conversationId: string, activityId: string, activity: Partial<Activity>): Promise<{ id: string }>;
  };
}

function bufferingConnector(buffer: TurnBuffer, onTyping: (activity: Partial<Activity>) => void): TurnConnector {
  const take = async (activity: Partial<Activity>): Promise<{ id: string }> => {
    if (activity.type === ActivityTypes.Typing) onTyping(activity);
    // The Bot Framework's own event of a hand-off is for us: no client gets what it carries.
    else if (activity.type === ActivityTypes.Event && activity.name === handoffInitiation)
      buffer.handoff = HandoffRequest.parse(activity.value);
    // A copy: the SDK goes on to write our empty response id into the original.
    else buffer.replies.push({ ...activity });
    return { id: activity.id ?? '' };
  };
  return {
    conversations: {
      sendToConversation: (_conversation, activity) => take(activity),
      replyToActivity: (_conversation, _replyTo, activity) => take(activity),
      // An update is a new entry of the log with the old id: a client that was away sees it too.
      updateActivity: (_conversation, id, activity) => take({ ...activity, id }),
    },
  };
}

/**
 * The connector of one turn: what the bot sends is kept in the buffer, whatever the channel.
 * @param onTyping told of typing signs, which are shown at once and never kept
 */
export class BufferingConnectorFactory extends ConnectorFactory {
  constructor(
    private readonly buffer: TurnBuffer,
    private readonly onTyping: (activity: Partial<Activity>) => void,
  ) {
    super();
  }

  override create(): Promise<ConnectorClient> {
    // The adapter touches nothing of the client but the three calls above.
    return Promise.resolve(bufferingConnector(this.buffer, this.onTyping) as unknown as ConnectorClient);
  }
}
