import type { Stream } from './stream';

/** Also within this of a phone's waking: its clock has gone on while its timers stood still. */
const SILENCE_LIMIT_MS = 11_000;
const WATCH_EVERY_MS = 1_000;
/** A question over HTTP that has no answer by then counts as none. */
const ANSWER_LIMIT_MS = 2_500;
const ECHO_LIMIT_MS = 5_000;

interface LivenessHooks {
  /** Asks over HTTP for what is new; false where nothing was answered. */
  ask(): Promise<boolean>;
  watermark(): string;
  /** Nothing is heard of the service. */
  lost(): void;
}

/**
 * Notices within 15 seconds that a stream is dead. The service answers every ping: one that has been silent for longer than that, or that does not
 * bring back what was posted, is doubted. A question over HTTP tells, and a new stream mends it.
 */
export class Liveness {
  private readonly unechoed = new Set<string>();
  private doubting = false;

  constructor(private readonly hooks: LivenessHooks) {}

  /** Watches `stream` until it is over. @param tick done at each look */
  async watch(stream: Stream, tick: () => void): Promise<'never-opened' | 'closed'> {
    const watching = setInterval(() => {
      tick();
      if (Date.now() - stream.lastHeardAt() > SILENCE_LIMIT_MS && document.visibilityState === 'visible')
        void this.doubt(stream);
    }, WATCH_EVERY_MS);
    const how = await stream.ended;
    clearInterval(watching);
    return how;
  }

  /** A message of ours that will come back on the stream. */
  awaits(clientActivityID: string): void {
    this.unechoed.add(clientActivityID);
  }

  echoed(clientActivityID: string): void {
    this.unechoed.delete(clientActivityID);
  }

  /** What is in the log comes back on the stream. If it does not, the stream is not what it seems. */
  posted(clientActivityID: string, stream: () => Stream | undefined): void {
    setTimeout(() => {
      const open = stream();
      if (this.unechoed.delete(clientActivityID) && open) void this.doubt(open);
    }, ECHO_LIMIT_MS);
  }

  private async doubt(stream: Stream): Promise<void> {
    if (this.doubting) return;
    this.doubting = true;
    const before = this.hooks.watermark();
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), ANSWER_LIMIT_MS));
    const answered = await Promise.race([this.hooks.ask(), late]);
    this.doubting = false;
    if (answered === true && this.hooks.watermark() === before) return stream.vouchFor();
    if (answered !== true) this.hooks.lost();
    stream.close();
  }
}
