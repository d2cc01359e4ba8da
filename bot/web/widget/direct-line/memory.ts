import type { ReplyLanguage } from '../../../../knowledge';
import type { OutgoingMessage, Session } from './service';

/** What a page reload must not lose. */
export interface Remembered {
  session?: Session;
  unsent: OutgoingMessage[];
  panelOpen: boolean;
  /** The language that the visitor has chosen in the chat; absent, the page's. */
  language?: ReplyLanguage;
  /** The service has answered this site's pages before. */
  answered?: true;
  /** The conversation before this one ended when its customer signed out. */
  signedOut?: true | undefined;
}

/** One tab's memory of its conversation. Without storage (blocked by the browser) the chat works and forgets on reload. */
export class ConversationMemory {
  private current: Remembered;
  private retired = false;

  constructor(
    private readonly key: string,
    private readonly storage: Storage | undefined,
  ) {
    this.current = parse(storage?.getItem(key) ?? null);
  }

  get(): Remembered {
    return this.current;
  }

  set(change: Partial<Remembered>): void {
    this.current = { ...this.current, ...change };
    if (this.retired) return;
    try {
      this.storage?.setItem(this.key, JSON.stringify(this.current));
    } catch {
      // Full, or denied to this page: what is held here lasts as long as the page, and the chat goes on.
      return;
    }
  }

  forgetSession(): void {
    delete this.current.session;
    this.set({});
  }

  /** The memory of a new conversation in the same window. This one keeps nothing from now on: answers to its conversation may still be on their way. */
  successor(): ConversationMemory {
    delete this.current.session;
    this.set({ unsent: [] });
    const next = new ConversationMemory(this.key, this.storage);
    next.set({ ...this.current });
    this.retired = true;
    return next;
  }
}

/** `undefined` where the browser denies storage: merely reading the property throws there. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}

// Written by this file only; anything else under the key (an older version's) counts as nothing.
function parse(stored: string | null): Remembered {
  const nothing: Remembered = { unsent: [], panelOpen: false };
  if (stored === null) return nothing;
  try {
    const kept = JSON.parse(stored) as Partial<Remembered>;
    const session = kept.session;
    const whole = typeof session?.token === 'string' && typeof session.conversationId === 'string';
    return {
      ...(session && whole ? { session } : {}),
      unsent: Array.isArray(kept.unsent) ? kept.unsent : [],
      panelOpen: kept.panelOpen === true,
      ...(kept.language === 'da' || kept.language === 'en' ? { language: kept.language } : {}),
      ...(kept.answered === true ? { answered: true } : {}),
      ...(kept.signedOut === true ? { signedOut: true } : {}),
    };
  } catch {
    return nothing;
  }
}
