import type { Response } from 'restify';
import type { Handoff } from '../handoff/handoff';
import type { HandoffNews, Handoffs } from '../handoff/handoffs';
import type { Board } from './board';
import { waitsFor } from './desk-access';
import type { SignedIn } from './desk-routing';
import type { StaffPresence } from './staff-presence';
import { supervises } from './staff';

/** A comment so often: proxies close what is silent, and a page that is gone is noticed. */
const heartbeatMs = 15_000;
/** A page that does not read is cut off: it comes back and reads the store. */
const mostUnreadBytes = 256 * 1024;

export type DeskNews = HandoffNews | { kind: 'staff' };

/** The pages that look, each with its connection of server-sent events. */
export interface Live {
  open(response: Response, who: SignedIn, onEnd: () => void): void;
  /** Ends the connections of a session. */
  end(token: string): void;
  tell(news: DeskNews): void;
  stop(): void;
}

interface Connection extends SignedIn {
  response: Response;
  end(): void;
}

/**
 * @param stillSignedIn whether a session goes on; asked at each heartbeat, which also keeps it from being idle
 * @param onSurprise told of an error
 */
export function live(parts: {
  handoffs: Pick<Handoffs, 'listen'>;
  board: Pick<Board, 'handoffs'>;
  presence: StaffPresence;
  stillSignedIn(who: SignedIn): Promise<boolean>;
  now(): Date;
  onSurprise(error: unknown): void;
}): Live {
  const connections = new Set<Connection>();

  const write = (connection: Connection, text: string): void => {
    if (connection.response.writableLength > mostUnreadBytes) connection.end();
    else connection.response.write(text);
  };
  const send = (news: DeskNews, to: Iterable<Connection>): void => {
    const text = `event: news\ndata: ${JSON.stringify(news)}\n\n`;
    for (const connection of to) write(connection, text);
  };

  /** An agent hears what is said where it concerns them, of the rest only that it has changed hands. */
  const concerns = ({ member }: Connection, handoff: Handoff | undefined): boolean =>
    supervises(member) ||
    (handoff !== undefined && (handoff.owner?.id === member.id || waitsFor(member, handoff, parts.now())));

  const pass = async (news: HandoffNews): Promise<void> => {
    if (connections.size === 0) return;
    if (news.kind === 'handoff') return send(news, connections);
    const handoff = (await parts.board.handoffs()).find(({ conversation }) => conversation === news.conversation);
    send(
      news,
      [...connections].filter((connection) => concerns(connection, handoff)),
    );
  };
  const stopListening = parts.handoffs.listen((news) => void pass(news).catch(parts.onSurprise));

  const beat = async (connection: Connection): Promise<void> => {
    if (!(await parts.stillSignedIn(connection))) return connection.end();
    parts.presence.seen(connection.member.id);
    write(connection, ': still here\n\n');
  };
  const heart = setInterval(() => {
    for (const connection of connections) beat(connection).catch(parts.onSurprise);
  }, heartbeatMs);
  heart.unref();

  return {
    open(response, who, onEnd) {
      const leave = parts.presence.connected(who.member.id);
      const connection: Connection = { ...who, response, end: () => response.end() };
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // nginx would hold back what it thinks is not yet enough.
        'X-Accel-Buffering': 'no',
      });
      // After a dropped connection the browser comes back by itself, after this many milliseconds.
      response.write('retry: 2000\n: here\n\n');
      connections.add(connection);
      response.once('close', () => {
        connections.delete(connection);
        leave();
        onEnd();
      });
    },
    end(token) {
      for (const connection of connections) if (connection.token === token) connection.end();
    },
    tell: (news) => send(news, connections),
    stop() {
      clearInterval(heart);
      stopListening();
      for (const connection of connections) connection.end();
    },
  };
}
