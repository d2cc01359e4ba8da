const OPENING_LIMIT_MS = 6_000;
/** The service answers each: a stream that is silent for longer is dead. */
const PING_EVERY_MS = 5_000;

/** A WebSocket as the conversation sees it. */
export interface Stream {
  /** Settles when the stream is over. `never-opened` hints at a network that does not let sockets through. */
  ended: Promise<'never-opened' | 'closed'>;
  /** Milliseconds since 1970 of the latest sign of life. */
  lastHeardAt(): number;
  /** Counts as a sign of life: the service answered another way and had nothing to tell. */
  vouchFor(): void;
  close(): void;
}

/** Opens `url` and hands on each frame with content. Empty frames are pings, both ways. */
export function openStream(url: string, on: { open(): void; frame(text: string): void }): Stream {
  const socket = new WebSocket(url);
  let opened = false;
  let over = false;
  let heardAt = Date.now();
  let finish: (how: 'never-opened' | 'closed') => void = () => undefined;
  const ended = new Promise<'never-opened' | 'closed'>((resolve) => (finish = resolve));

  // A half-open socket may take minutes to report its own closing: being told to close is enough to be over.
  const end = (): void => {
    if (over) return;
    over = true;
    clearTimeout(opening);
    clearInterval(pinging);
    socket.close();
    finish(opened ? 'closed' : 'never-opened');
  };
  const opening = setTimeout(() => !opened && end(), OPENING_LIMIT_MS);
  const pinging = setInterval(() => opened && socket.send(''), PING_EVERY_MS);

  socket.onopen = () => {
    if (over) return;
    opened = true;
    heardAt = Date.now();
    on.open();
  };
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (over) return;
    heardAt = Date.now();
    if (typeof event.data === 'string' && event.data !== '') on.frame(event.data);
  };
  socket.onclose = end;
  socket.onerror = end;

  return {
    ended,
    lastHeardAt: () => heardAt,
    vouchFor: () => {
      heardAt = Date.now();
    },
    close: end,
  };
}
