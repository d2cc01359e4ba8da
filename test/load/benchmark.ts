/** What a benchmark gets to work with. */
export interface Bench {
  /** A tiny run, to see that everything works: its figures mean nothing. */
  quick: boolean;
  /** How long to go on, where a benchmark goes on for a time; absent: its own. */
  seconds?: number | undefined;
  /** Prints a line, or several. */
  print(text?: string): void;
  /** Called when the run ends, however it ends, last come first: servers are stopped, folders removed. */
  atEnd(release: () => void | Promise<void>): void;
}

/** Something of ours measured beside its peers in one run, printed with ratios. */
export interface Benchmark {
  name: string;
  /** One line for `--list`. */
  about: string;
  /** Too long to be among those that run when none is named. */
  onlyByName?: boolean;
  run(bench: Bench): Promise<void>;
}
