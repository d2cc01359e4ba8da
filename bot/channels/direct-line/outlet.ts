import type { Activity } from 'botbuilder';
import type { Turn } from '../../conversations/conversation-log';
import type { ChannelOutlet } from '../../conversations/turn-runner';
import type { StreamOutlet } from '../../conversations/turn-stream';
import { pieceActivity, retraction } from '../stream-marks';
import { outgoingBody, shownSign } from './activities';
import type { SocketHub } from './sockets';

/** Signs that are not kept still need ids of their own. */
export function signIds(): (conversation: string) => string {
  let signs = 0;
  return (conversation) => `${conversation}|sign-${(signs += 1)}`;
}

interface Parts {
  sockets: SocketHub;
  company: string;
  now: () => Date;
  nextSign(conversation: string): string;
}

/** How what is said in a turn reaches Direct Line's clients: from the log over every socket, and signs at once. */
export function directLineOutlet({ sockets, company, now, nextSign }: Parts): ChannelOutlet {
  /** Pieces go to the sockets that are open as the answer begins; who comes later gets the message that is kept. */
  const stream = ({ conversation, number: turn }: Turn): StreamOutlet => {
    // The same when the turn runs again after a kill, so that its message takes the place of what was shown before.
    const streamId = `${conversation}|stream-${turn}`;
    const openedBefore = sockets.opened;
    let pieces = 0;
    const show = (activity: Partial<Activity>, id: string): void => {
      const body = (sequence: number): string => shownSign(conversation, activity, { id, sequence }, company, now());
      sockets.show(conversation, body, openedBefore);
    };
    return {
      everyMs: 0,
      async show(piece) {
        pieces += 1;
        if (pieces === 1) show(pieceActivity(piece, pieces, undefined), streamId);
        else show(pieceActivity(piece, pieces, streamId), nextSign(conversation));
        return 'shown';
      },
      id: () => streamId,
      retract: async () => show(retraction(streamId), nextSign(conversation)),
    };
  };

  return {
    remote: false,
    body: (conversation, activity, seq) => outgoingBody(conversation, activity, seq, company, now()),
    committed: (conversation, entries) => sockets.publish(conversation, entries),
    typing(conversation, activity) {
      const id = nextSign(conversation);
      sockets.show(conversation, (sequence) => shownSign(conversation, activity, { id, sequence }, company, now()));
    },
    stream,
  };
}
