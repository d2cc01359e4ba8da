import type { Bench } from './benchmark';

/** A run with its own ending. */
export interface Run {
  bench: Bench;
  /** Stops and removes what was started; a second call waits for the first. */
  end(): Promise<void>;
}

/** What is started in a run is stopped, whether it finishes, fails or is interrupted. */
export function startRun({ quick, seconds }: Pick<Bench, 'quick' | 'seconds'>): Run {
  const releases: (() => void | Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const releaseAll = async (): Promise<void> => {
    for (let release = releases.pop(); release; release = releases.pop()) await release();
  };
  return {
    bench: {
      quick,
      seconds,
      print: (text = '') => void process.stdout.write(`${text}\n`),
      atEnd: (release) => void releases.push(release),
    },
    end: () => (ending ??= releaseAll()),
  };
}
