/** One end of a conversation between a customer and a member of staff. */
export interface End {
  /** Resolves once the server has acknowledged it, where it does such a thing. */
  send(text: string): Promise<void>;
  /** Tells of each message of the other end as it comes to be seen, in order. */
  onSeen(listener: (text: string) => void): void;
}

/** A conversation that a person has taken. */
export interface Pair {
  customer: End;
  staff: End;
  /** What the server keeps of what was said, as each end reads it back from the beginning; absent where nothing is kept. */
  kept?(): Promise<{ customer: string[]; staff: string[] }>;
}

/** A server that relays, with its conversations open. */
export interface Line {
  name: string;
  pid: number;
  pairs: Pair[];
  close(): Promise<void>;
}

export interface Crowd {
  conversations: number;
  staff: number;
}
