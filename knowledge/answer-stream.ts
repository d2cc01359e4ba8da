/**
 * Shows an answer to the customer while it is being made. What is shown is only ever a foretaste: the reply that the maker returns is what is kept and
 * what stands in the end. Whoever makes an answer may leave it unused, and is never kept waiting by it.
 */
export interface AnswerStream {
  /** What is being done, in a few words of the customer's language ("Søger i charteret …"); shown until the answer itself begins. */
  progress(text: string): void;
  /**
   * The answer goes on with this: Markdown that has been checked, for it is shown at once. It is appended as it is, so it brings its own space or
   * line break.
   */
  sentence(text: string): void;
  /** Aborted when nobody will see the rest: a person has taken over, or the customer has stopped the answer. */
  readonly signal: AbortSignal;
}
