import { readActivitySet, type ActivitySet, type Incoming } from './activities';
import { Inbox } from './inbox';
import type { DirectLineService, Session } from './service';

interface ArrivalHooks {
  session(): Session | undefined;
  /** New activities, each once, in order. */
  fresh(activities: Incoming[], isWhole: boolean): void;
  /** What is missing could not be had. */
  unanswered(): void;
}

/** What comes in, by the stream or asked for: whatever the stream leaves out is asked for, and nothing is let through twice. */
export class Arrivals {
  private inbox = new Inbox();
  private catchingUp: Promise<void> | undefined;
  private behind = false;

  constructor(
    private readonly service: DirectLineService,
    private readonly hooks: ArrivalHooks,
  ) {}

  /** Where to read on. Empty: from the beginning. */
  get watermark(): string {
    return this.inbox.watermark;
  }

  /** Another conversation begins. */
  startOver(): void {
    this.inbox = new Inbox();
  }

  /** A frame from the stream. */
  streamed(text: string): void {
    const set = readActivitySet(parseJson(text));
    if (set && this.take(set, 'stream')) this.catchUp();
  }

  /** Fetches everything after the watermark. False when the service did not answer. */
  async fetchNew(): Promise<boolean> {
    const session = this.hooks.session();
    if (!session) return false;
    const inbox = this.inbox;
    const polled = await this.service.activitiesAfter(session, inbox.watermark);
    if (polled.kind !== 'ok') return false;
    // A conversation that began anew meanwhile has its own inbox: an old answer is no news to it.
    if (inbox === this.inbox) this.take(polled.body, 'poll');
    return true;
  }

  /** True when something before this set is missing. */
  private take(set: ActivitySet, from: 'stream' | 'poll'): boolean {
    const { fresh, missing } = this.inbox.take(set, from);
    this.hooks.fresh(fresh, !missing);
    return missing;
  }

  /** Asks for what is missing. Asked again while it runs, it runs once more: what came meanwhile was dropped for coming too early. */
  private catchUp(): void {
    this.behind = true;
    this.catchingUp ??= this.catchUpWhileBehind();
  }

  private async catchUpWhileBehind(): Promise<void> {
    while (this.behind) {
      this.behind = false;
      if (!(await this.fetchNew())) this.hooks.unanswered();
    }
    this.catchingUp = undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
