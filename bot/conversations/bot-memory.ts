import { BotState, MemoryStorage, type TurnContext } from 'botbuilder';
import { bufferOfTurn, type TurnBuffer } from '../channels/turn-buffer';
import type { ConversationLog } from './conversation-log';

const kept = Symbol('bot memory');

interface Kept {
  state: object;
  /** As it was read, to tell whether there is anything to save. */
  before: string;
  tag: string | undefined;
}

/** The turn's buffer. @throws Error outside of a turn */
export function bufferOf(context: TurnContext): TurnBuffer {
  const buffer: TurnBuffer | undefined = context.turnState.get(bufferOfTurn);
  if (!buffer) throw new Error('The bot memory can be used within a turn only.');
  return buffer;
}

const keptIn = (context: TurnContext): Kept | undefined => context.turnState.get<Kept | undefined>(kept);

/**
 * What the bot remembers of a conversation, kept in the conversation log.
 *
 * `BotState` writes with the tag `*`, which overwrites whatever another turn has written. This one keeps the tag it has read, and hands
 * its change to the turn's buffer: memory, replies and "answered" are one commit.
 */
export class ConversationMemory extends BotState {
  constructor(private readonly log: ConversationLog) {
    // The base class wants a storage; with load and saveChanges overridden it is never asked.
    super(new MemoryStorage(), (context) => Promise.resolve(bufferOf(context).conversation));
  }

  override async load(context: TurnContext, force = false): Promise<unknown> {
    const present = keptIn(context);
    if (present && !force) return present.state;
    const buffer = bufferOf(context);
    const start = await this.log.turnStart(buffer.conversation);
    const stored = start?.memory;
    // Read anew only by force, in which case the turn goes on from there.
    buffer.speaking = start && { speaker: start.speaker, change: start.speakerChange };
    const state = (stored?.value ?? {}) as object;
    context.turnState.set(kept, { state, before: JSON.stringify(state), tag: stored?.tag } satisfies Kept);
    return state;
  }

  override saveChanges(context: TurnContext): Promise<void> {
    const present = keptIn(context);
    if (present && JSON.stringify(present.state) !== present.before) {
      const buffer = bufferOf(context);
      buffer.state.push({ key: buffer.conversation, value: present.state, expectedTag: present.tag });
    }
    return Promise.resolve();
  }

  override async clear(context: TurnContext): Promise<void> {
    await this.load(context);
    const present = keptIn(context);
    if (present) context.turnState.set(kept, { ...present, state: {} } satisfies Kept);
  }

  override get(context: TurnContext): unknown {
    return keptIn(context)?.state;
  }
}
