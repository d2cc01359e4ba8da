import { Presets, SingleBar } from 'cli-progress';

/** Shows how far the reading has come. */
export interface Progress {
  show(step: { file: string; done: number; total: number }): void;
  end(): void;
}

/** A bar where somebody watches, a line for each file where the output is kept (a log, a pipe). */
export function ingestProgress(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? bar(output) : lines(output);
}

const lines = (output: NodeJS.WriteStream): Progress => ({
  show: ({ file, done, total }) => void output.write(`read ${done}/${total} ${file}\n`),
  end: () => undefined,
});

function bar(output: NodeJS.WriteStream): Progress {
  const shown = new SingleBar(
    { stream: output, format: 'Reading [{bar}] {value}/{total} {file}', clearOnComplete: true },
    Presets.legacy,
  );
  let started = false;
  return {
    show: ({ file, done, total }) => {
      if (!started) shown.start(total, 0, { file: '' });
      started = true;
      shown.update(done, { file });
    },
    end: () => shown.stop(),
  };
}
