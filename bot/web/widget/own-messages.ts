import type { ConnectionState } from './direct-line/connection';
import type { Delivery } from './direct-line/outbox';
import { el } from './dom';
import type { Entry } from './entries';
import { deliveryView, ownMessageView } from './message-views';
import type { Strings } from './strings';

interface OwnEntry extends Entry {
  key: string;
  state: Delivery;
}

interface OwnMessageHooks {
  words(): Strings;
  insert(entry: Entry): void;
  redraw(entry: Entry): void;
  retry(key: string): void;
}

/** The customer's own messages, and how the sending of each fares. */
export class OwnMessages {
  private readonly entries = new Map<string, OwnEntry>();
  private connection: ConnectionState = 'connecting';

  constructor(private readonly hooks: OwnMessageHooks) {}

  get isEmpty(): boolean {
    return this.entries.size === 0;
  }

  /** The message of that key: the known one, or a new one. @param at when it was written, as ISO 8601 */
  entry(key: string, text: string, at: string, how: { state: Delivery; placed: boolean }): OwnEntry {
    const known = this.entries.get(key);
    if (known) return known;
    const { words } = this.hooks;
    const entry: OwnEntry = {
      ...how,
      key,
      node: el('article'),
      draw: () => ownMessageView(text, at, words(), this.deliveryOf(entry)),
      said: ({ youSay }) => ({ who: youSay, at: at || undefined, text, sources: [] }),
    };
    this.entries.set(key, entry);
    this.hooks.insert(entry);
    return entry;
  }

  /** The service has it: it stands in the log. */
  arrived(entry: OwnEntry): void {
    if (entry.state !== 'sent') this.show(entry, 'sent');
  }

  /** @param refusal why the message's files are not taken. True where the message has become another size */
  delivery(key: string, state: Delivery, refusal: string | undefined): boolean {
    const entry = this.entries.get(key);
    if (!entry?.upload) {
      if (entry) this.show(entry, state);
      return false;
    }
    entry.state = state;
    entry.upload = state === 'sent' ? undefined : { share: 0, refusal };
    this.hooks.redraw(entry);
    return true;
  }

  uploaded(key: string, share: number): void {
    const bar = this.entries.get(key)?.node.querySelector('progress');
    if (bar) bar.value = share;
  }

  showConnection(connection: ConnectionState): void {
    this.connection = connection;
    for (const entry of this.entries.values()) if (entry.state === 'sending') this.show(entry, 'sending');
  }

  clear(): void {
    this.entries.clear();
  }

  private show(entry: OwnEntry, state: Delivery): void {
    entry.state = state;
    entry.node.querySelector('.delivery')?.replaceWith(deliveryView(this.hooks.words(), this.deliveryOf(entry)));
  }

  private deliveryOf({ key, state }: OwnEntry): { state: Delivery; connection: ConnectionState; retry(): void } {
    return { state, connection: this.connection, retry: () => this.hooks.retry(key) };
  }
}
