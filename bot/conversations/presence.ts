/** A client asks at least this often while its page is open, by polling or by its socket's own calls. */
const openForMs = 60_000;

/** Other replicas are told of an open page this often at most: well before it would count as gone there. */
const tellEveryMs = 20_000;

/** Who is at the other end of the website's conversations now. Kept in memory: after a restart the clients come back by themselves. */
export interface Presence {
  /** A request with the conversation's own token has come. @param isWebChat see `clientOf`; undefined where the request does not tell */
  seen(conversation: string, isWebChat?: boolean): void;
  /** Signed out. */
  left(conversation: string): void;
  isOpen(conversation: string): boolean;
  isWebChat(conversation: string): boolean;
  /** Another replica has heard of it. */
  seenElsewhere(conversation: string, isWebChat: boolean): void;
}

/**
 * @param now the clock
 * @param hasSocket a socket stays open without asking for anything
 * @param onSeen told of every request
 * @param tellOthers tells other replicas, now and then, that a conversation is open
 */
export function presence(
  now: () => Date,
  hasSocket: (conversation: string) => boolean,
  onSeen: (conversation: string) => void,
  tellOthers: (conversation: string, isWebChat: boolean) => void = () => undefined,
): Presence {
  const lately = new Map<string, { at: number; isWebChat: boolean; toldAt?: number }>();

  const forgetOld = (time: number): void => {
    // A Map lists its oldest entry first. A conversation with a socket is kept: nothing else tells which client it has.
    for (const [conversation, { at }] of lately) {
      if (time - at <= openForMs) break;
      const known = lately.get(conversation);
      lately.delete(conversation);
      if (known && hasSocket(conversation)) lately.set(conversation, { ...known, at: time });
    }
  };

  return {
    seen(conversation, isWebChat) {
      const time = now().getTime();
      const known = lately.get(conversation);
      const seen = { at: time, isWebChat: isWebChat ?? known?.isWebChat ?? false };
      const isTold =
        known?.toldAt !== undefined && time - known.toldAt < tellEveryMs && known.isWebChat === seen.isWebChat;
      lately.delete(conversation);
      lately.set(conversation, { ...seen, toldAt: isTold ? known.toldAt : time });
      if (!isTold) tellOthers(conversation, seen.isWebChat);
      forgetOld(time);
      onSeen(conversation);
    },
    seenElsewhere(conversation, isWebChat) {
      const time = now().getTime();
      const known = lately.get(conversation);
      lately.delete(conversation);
      lately.set(conversation, { ...known, at: time, isWebChat });
      forgetOld(time);
      onSeen(conversation);
    },
    left: (conversation) => void lately.delete(conversation),
    isOpen(conversation) {
      const known = lately.get(conversation);
      return hasSocket(conversation) || (known !== undefined && now().getTime() - known.at <= openForMs);
    },
    isWebChat: (conversation) => lately.get(conversation)?.isWebChat ?? false,
  };
}
