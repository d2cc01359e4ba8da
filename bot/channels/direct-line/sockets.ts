import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Others } from '../../../adapters/database';
import type { ConversationLog, LogEntry } from '../../conversations/conversation-log';

/** Several tabs of one visitor are normal; more than this is not. The oldest makes room. */
const mostSocketsPerConversation = 5;
/** A client that reads nothing for this much is cut off; it comes back and reads on from its watermark. */
const mostBufferedBytes = 1_000_000;
const pageSize = 200;
/** Also Direct Line's own interval: an empty text frame, and a ping whose missing answer betrays a half-open connection. */
const heartbeatMs = 15_000;
/** News of other replicas may get lost: each reader's log is looked at so often all the same, not all of them at once. */
const sweepMs = 30_000;
const sweepSteps = 30;
/** What is shown and not kept goes to other replicas only where it is small: typing signs are. */
const mostShownBytes = 4_000;
const Shown = z.object({ conversation: z.string(), body: z.string() });

interface Reader {
  socket: WebSocket;
  conversation: string;
  /** The last entry it has been sent. */
  cursor: number;
  /** A pump is at work; when it is done it looks once more if something came meanwhile. */
  pumping: boolean;
  wanted: boolean;
  alive: boolean;
  /** Which reader of the hub's it is, counted from 1. */
  number: number;
  /** Signs shown since the last entry. */
  signs: number;
  /** An entry as this reader gets it. */
  shown(body: string): string;
}

export interface SocketHub {
  /**
   * Sends the conversation from after `seq` on, now and as it grows.
   * @param shown makes of an entry's body what this reader gets
   */
  add(conversation: string, socket: WebSocket, seq: number, shown: (body: string) => string): void;
  /** New entries have been committed. */
  publish(conversation: string, entries: LogEntry[]): void;
  /**
   * Shown at once and never kept.
   * @param body makes what a reader gets from the sign's place in what it has been sent: see `sequenceOf`
   * @param opened only to readers that were there when this had been the hub's `opened`: no stream is begun in its middle
   */
  show(conversation: string, body: (sequence: number) => string, opened?: number): void;
  /** How many readers there have ever been. */
  readonly opened: number;
  readonly size: number;
  has(conversation: string): boolean;
  /** Closes the conversation's sockets: the tokens that opened them have been revoked. */
  revoke(conversation: string): void;
  /** Closes all sockets with "going away". */
  close(): void;
}

/** Room for this many signs between two entries; those beyond share the last place. */
const signsPerEntry = 1000;

/**
 * A number that rises over everything that a reader is sent: entries, and the signs between them.
 * @param signs how many have been shown since the entry, the one in question included; 0 for the entry itself
 */
export const sequenceOf = (seq: number, signs: number): number =>
  seq * signsPerEntry + Math.min(signs, signsPerEntry - 1);

const activitySet = (bodies: string[], watermark: number): string =>
  `{"activities":[${bodies.join(',')}],"watermark":"${watermark}"}`;

/**
 * The open Direct Line sockets. Each has a cursor into its conversation's log, so it gets every entry once and in order, whatever comes when.
 * @param others the other replicas, where a conversation's sockets and its turns may be; absent: there are none
 * @param onBeat told now and then of each conversation that has a socket
 */
export function socketHub(log: ConversationLog, others?: Others, onBeat?: (conversation: string) => void): SocketHub {
  const readers = new Map<string, Set<Reader>>();
  let size = 0;
  let opened = 0;

  const remove = (reader: Reader): void => {
    const group = readers.get(reader.conversation);
    if (!group?.delete(reader)) return;
    size -= 1;
    if (group.size === 0) readers.delete(reader.conversation);
  };

  const send = (reader: Reader, text: string): void => {
    if (reader.socket.bufferedAmount > mostBufferedBytes) reader.socket.close(1013, 'Reading too slowly');
    else if (reader.socket.readyState === reader.socket.OPEN) reader.socket.send(text);
  };

  const deliver = (reader: Reader, entries: LogEntry[]): void => {
    const last = entries.at(-1);
    if (!last) return;
    reader.cursor = last.seq;
    reader.signs = 0;
    send(
      reader,
      activitySet(
        entries.map((entry) => reader.shown(entry.body)),
        last.seq,
      ),
    );
  };

  /** Reads the log until the reader has all of it. */
  const pump = async (reader: Reader): Promise<void> => {
    reader.wanted = true;
    if (reader.pumping) return;
    reader.pumping = true;
    while (reader.wanted) {
      reader.wanted = false;
      let entries: LogEntry[];
      do {
        entries = await log.after(reader.conversation, reader.cursor, pageSize);
        deliver(reader, entries);
      } while (entries.length === pageSize);
    }
    reader.pumping = false;
  };

  const pumpOrCut = (reader: Reader): void => {
    // Cut off, the client reconnects and asks again; a socket that silently misses entries would be worse.
    pump(reader).catch(() => reader.socket.terminate());
  };

  const heartbeat = setInterval(() => {
    for (const group of readers.values())
      for (const reader of group) {
        if (!reader.alive) reader.socket.terminate();
        reader.alive = false;
        reader.socket.ping();
        send(reader, '');
      }
    if (onBeat) for (const conversation of readers.keys()) onBeat(conversation);
  }, heartbeatMs);
  heartbeat.unref();

  const wake = (conversation: string): void => {
    for (const reader of readers.get(conversation) ?? []) pumpOrCut(reader);
  };
  const showHere = (conversation: string, body: (sequence: number) => string, before = opened): void => {
    for (const reader of readers.get(conversation) ?? []) {
      if (reader.number > before) continue;
      reader.signs += 1;
      send(reader, `{"activities":[${body(sequenceOf(reader.cursor, reader.signs))}]}`);
    }
  };
  const revokeHere = (conversation: string): void => {
    for (const reader of [...(readers.get(conversation) ?? [])]) {
      reader.socket.close(1008, 'The token has been revoked');
      remove(reader);
    }
  };
  others?.hear('entries', wake);
  others?.hear('revoked', revokeHere);
  others?.hear('shown', (text) => {
    const { conversation, body } = Shown.parse(JSON.parse(text));
    const { channelData, ...activity } = z
      .looseObject({ channelData: z.looseObject({}).optional() })
      .parse(JSON.parse(body));
    showHere(conversation, (sequence) =>
      JSON.stringify({ ...activity, channelData: { ...channelData, 'webchat:sequence-id': sequence } }),
    );
  });
  others?.onGap(() => [...readers.keys()].forEach(wake));

  let step = 0;
  const sweep = setInterval(() => {
    step = (step + 1) % sweepSteps;
    let place = 0;
    for (const conversation of readers.keys()) if ((place += 1) % sweepSteps === step) wake(conversation);
  }, sweepMs / sweepSteps);
  sweep.unref();
  if (!others) clearInterval(sweep);

  return {
    add(conversation, socket, seq, shown) {
      opened += 1;
      const reader: Reader = {
        ...{ socket, conversation, cursor: seq, pumping: false, wanted: false, alive: true, shown },
        ...{ number: opened, signs: 0 },
      };
      const group = readers.get(conversation) ?? new Set();
      readers.set(conversation, group.add(reader));
      size += 1;
      const [oldest] = group;
      if (group.size > mostSocketsPerConversation && oldest) {
        oldest.socket.close(1008, 'Too many connections to this conversation');
        remove(oldest);
      }
      const heard = (): void => {
        reader.alive = true;
      };
      socket.on('pong', heard);
      // Clients only ever send empty pings here; messages come by POST.
      socket.on('message', () => {
        heard();
        // Answered, so that a client notices at once when nobody is there any more.
        send(reader, '');
      });
      socket.on('close', () => remove(reader));
      socket.on('error', () => socket.terminate());
      pumpOrCut(reader);
    },

    publish(conversation, entries) {
      const [first] = entries;
      if (!first) return;
      for (const reader of readers.get(conversation) ?? []) {
        // Just the next ones: no need to read them back from the store.
        if (!reader.pumping && reader.cursor === first.seq - 1) deliver(reader, entries);
        else if (reader.cursor < (entries.at(-1)?.seq ?? 0)) pumpOrCut(reader);
      }
      others?.tell('entries', conversation);
    },

    show(conversation, body, before) {
      showHere(conversation, body, before);
      const sent = others && body(0);
      if (sent !== undefined && sent.length <= mostShownBytes)
        others?.tell('shown', JSON.stringify({ conversation, body: sent }));
    },

    get opened() {
      return opened;
    },

    get size() {
      return size;
    },

    has: (conversation) => readers.has(conversation),

    revoke(conversation) {
      revokeHere(conversation);
      others?.tell('revoked', conversation);
    },

    close() {
      clearInterval(heartbeat);
      clearInterval(sweep);
      for (const group of readers.values())
        for (const reader of group) reader.socket.close(1001, 'The service is restarting');
    },
  };
}
