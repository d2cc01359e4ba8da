import type { News } from '../api/types';

interface Hears {
  /** The connection stands: whatever was missed must be read now. */
  onOpen(): void;
  onLost(): void;
  onNews(news: News): void;
}

export interface Live {
  start(): void;
  stop(): void;
  /** Tries at once, where it would have waited. */
  retry(): void;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15_000;

/**
 * The news of the server, as long as the page stands open. An EventSource would reconnect by itself, but gives up for good on an answer that is no
 * stream (a proxy's 502 while the service starts), so a lost one is replaced here.
 */
export function createLive({ onOpen, onLost, onNews }: Hears): Live {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let waitMs = FIRST_WAIT_MS;

  function connect(): void {
    stop();
    source = new EventSource('/desk/api/live');
    source.addEventListener('open', () => {
      waitMs = FIRST_WAIT_MS;
      onOpen();
    });
    source.addEventListener('news', (event: MessageEvent<string>) => onNews(JSON.parse(event.data) as News));
    source.addEventListener('error', () => {
      stop();
      onLost();
      timer = window.setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  }

  function stop(): void {
    source?.close();
    source = undefined;
    window.clearTimeout(timer);
    timer = undefined;
  }

  return {
    start: connect,
    stop,
    retry() {
      if (timer !== undefined) connect();
    },
  };
}
