/** A conversation with a server, from the load generator's side. */
export interface Conversation {
  /** Sends a message; resolves when its request is answered and the bot's reply has been seen. */
  turn(text: string): Promise<void>;
  close(): void;
}

/** A way of having conversations with a server. */
export interface Target {
  name: string;
  open(): Promise<Conversation>;
}
