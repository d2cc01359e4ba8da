import type { AnswerStream } from '../../knowledge';

/** An answer so far: `text` is all of it, not what was added last. */
export interface Piece {
  kind: 'informative' | 'streaming';
  text: string;
}

/** How a channel shows the pieces of one answer. */
export interface StreamOutlet {
  /** The least time between two pieces, in milliseconds; what comes meanwhile is shown with the next. */
  readonly everyMs: number;
  /** Shows a piece. Must not reject. @returns `ended` where no further piece will be taken */
  show(piece: Piece): Promise<'shown' | 'ended'>;
  /** What marks the message that takes the pieces' place; undefined where it stands for itself. */
  id(): string | undefined;
  /** Takes the pieces away: no message will come in their place. Must not reject. */
  retract(): Promise<void>;
}

/** The pieces of one turn's answer. */
export interface TurnStream {
  readonly answer: AnswerStream;
  /** No piece is shown from here on. Resolves when none is under way, with the mark of the message that takes their place; as often as it is asked. */
  end(): Promise<string | undefined>;
  /** Nothing takes their place. */
  retract(): Promise<void>;
}

/** Ends early, and well, when the signal comes. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (milliseconds === 0 || signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
  });

/**
 * Shows an answer as it grows, a piece at a time and never faster than the channel allows.
 * @param maySpeak asked before every piece: whether it is the bot's to speak still
 * @param onSurprise told when that cannot be asked; the answer then comes whole, as one message
 */
export function turnStream(
  outlet: StreamOutlet,
  maySpeak: () => Promise<boolean>,
  onSurprise: (error: unknown) => void,
): TurnStream {
  const stopped = new AbortController();
  const unheard = new AbortController();
  let text = '';
  let isShown = false;
  let waiting: Piece | undefined;
  let working: Promise<void> | undefined;

  const stop = (): void => {
    waiting = undefined;
    unheard.abort();
    stopped.abort();
  };

  const showNext = async (): Promise<void> => {
    if (!(await maySpeak())) {
      stop();
      return retract();
    }
    // Ended while that was asked.
    if (!waiting) return;
    const piece = waiting;
    waiting = undefined;
    isShown = true;
    if ((await outlet.show(piece)) === 'ended') return stop();
    await pause(outlet.everyMs, stopped.signal);
  };

  const showWaiting = async (): Promise<void> => {
    try {
      // What is said while a piece is on its way is collected, and shown with the next.
      while (waiting) await showNext();
    } catch (error) {
      stop();
      onSurprise(error);
    } finally {
      // In the same breath as the last look, so that whatever is said from here on starts anew.
      working = undefined;
    }
  };

  const say = (piece: Piece): void => {
    if (stopped.signal.aborted) return;
    waiting = piece;
    working ??= showWaiting();
  };

  const retract = async (): Promise<void> => {
    if (isShown) await outlet.retract();
    isShown = false;
  };

  return {
    answer: {
      progress: (words) => {
        if (text === '') say({ kind: 'informative', text: words });
      },
      sentence: (words) => {
        text += words;
        say({ kind: 'streaming', text });
      },
      signal: unheard.signal,
    },
    async end() {
      waiting = undefined;
      stopped.abort();
      await working;
      return isShown ? outlet.id() : undefined;
    },
    retract,
  };
}
