/** How far another desk has been told of a hand-off. */
export interface Delivery {
  handoffId: string;
  /** The desk's own name of it; undefined before it was opened there. */
  remoteId: string | undefined;
  /** The last entry of the conversation's log that it has. */
  cursor: number;
  /** Tries that failed since the last that did not. */
  attempts: number;
  dueAt: Date;
}

/** Which hand-offs another desk has, kept so that a restart goes on where it was. */
export interface DeliveryStore {
  /** Begins one, where there is none yet. */
  begin(handoffId: string): Promise<void>;
  of(handoffId: string): Promise<Delivery | undefined>;
  /** The hand-off that the other desk knows by this name. */
  named(remoteId: string): Promise<string | undefined>;
  /** All that are not over. */
  all(): Promise<Delivery[]>;
  /** The desk has it up to there. */
  reached(handoffId: string, remoteId: string, cursor: number): Promise<void>;
  failed(handoffId: string, dueAt: Date, problem: string): Promise<void>;
  /** It is over, and the desk knows. */
  forget(handoffId: string): Promise<void>;
}
