import type { ReplyLanguage } from '../../../../knowledge';
import { keep, readKept, storageOf } from '../loader/kept';
import type { OutgoingMessage, Session } from './service';

/** What all tabs of a site share, and what a later visit finds again. On a shared computer it is this tab's alone, and goes with it. */
interface Shared {
  session?: Session | undefined;
  /** Opens the anonymous visitor's conversation once more when its token has run out: good once, and each use brings the next. */
  resumeToken?: string | undefined;
  /** The language that the visitor has chosen in the chat; absent, the page's. */
  language?: ReplyLanguage;
  /** The service has answered this site's pages before. */
  answered?: true;
  /** The conversation before this one ended when its customer signed out. */
  signedOut?: true | undefined;
  /** Counts the customers who have used this browser one after another; absent with the first. */
  customer?: number;
  /** A sound for new messages; off until it is asked for. */
  sound?: boolean;
}

/** What a page reload must not lose, and no other tab has. */
interface OfTab {
  unsent: OutgoingMessage[];
  /** Those with files, which are kept apart under the message's id. */
  unsentFiles: OutgoingMessage[];
  /** Which customer's both are. */
  unsentOf: number;
  panelOpen: boolean;
  /** What is being written. */
  draft: string;
  /** Under which the files chosen for it are kept; empty without any. */
  draftFiles: string;
  /** Which customer's both are. */
  draftOf: number;
}

export type Remembered = Shared & OfTab;

/** The browser's memory of a conversation. Without storage (blocked by the browser) the chat works and forgets on reload. */
export class ConversationMemory {
  private shared: Shared;
  private tab: OfTab;
  private retired = false;
  private readonly sharedStorage: Storage | undefined;
  private readonly tabStorage = storageOf('sessionStorage');

  constructor(
    private readonly key: string,
    private readonly isComputerShared: boolean,
  ) {
    this.sharedStorage = isComputerShared ? this.tabStorage : storageOf('localStorage');
    this.shared = sharedIn(readKept(this.sharedStorage, key));
    this.tab = ofTabIn(readKept(this.tabStorage, this.tabKey));
    // A tab may come back after another customer has signed in elsewhere: what was left unsent in it is not theirs to send.
    if (this.tab.unsentOf !== this.customer) this.tab = { ...this.tab, unsent: [], unsentFiles: [] };
  }

  get(): Remembered {
    return { ...this.shared, ...this.tab };
  }

  set({ unsent, unsentFiles, panelOpen, draft, draftFiles, draftOf, ...shared }: Partial<Remembered>): void {
    const ofTab = Object.entries({ unsent, unsentFiles, panelOpen, draft, draftFiles, draftOf });
    const changed = ofTab.filter(([, value]) => value !== undefined);
    if (unsent || unsentFiles) changed.push(['unsentOf', this.customer]);
    if (changed.length > 0) {
      this.tab = { ...this.tab, ...(Object.fromEntries(changed) as Partial<OfTab>) };
      this.keep(this.tabStorage, this.tabKey, this.tab);
    }
    if (Object.keys(shared).length === 0) return;
    this.shared = { ...this.shared, ...shared };
    this.keep(this.sharedStorage, this.key, this.shared);
  }

  forgetSession(): void {
    this.set({ session: undefined, resumeToken: undefined });
  }

  /** Takes over what another tab has kept meanwhile. */
  readAgain(): Remembered {
    if (!this.retired && this.sharedStorage) this.shared = sharedIn(readKept(this.sharedStorage, this.key));
    return this.get();
  }

  /** Tells when another tab has changed what is shared. Until `signal` is aborted. */
  watch(signal: AbortSignal, changed: (before: Remembered) => void): void {
    const stored = ({ key, storageArea }: StorageEvent): void => {
      if (this.retired || storageArea !== this.sharedStorage || (key !== null && key !== this.key)) return;
      const before = this.get();
      this.readAgain();
      changed(before);
    };
    window.addEventListener('storage', stored, { signal });
  }

  /**
   * The memory of another conversation in the same window. This one keeps nothing from now on: answers to its conversation may still be on their way.
   * @param follows another tab has begun it: what is kept of it stays
   */
  successor(follows: boolean): ConversationMemory {
    if (!follows) this.forgetSession();
    this.set({ unsent: [], unsentFiles: [] });
    const next = new ConversationMemory(this.key, this.isComputerShared);
    next.shared = { ...this.shared };
    next.tab = { ...this.tab };
    this.retired = true;
    return next;
  }

  private get customer(): number {
    return this.shared.customer ?? 0;
  }

  private get tabKey(): string {
    return `${this.key} tab`;
  }

  private keep(storage: Storage | undefined, key: string, kept: object): void {
    if (!this.retired) keep(storage, key, kept);
  }
}

// Written by this file only; anything else under the key (an older version's) counts as nothing.
function sharedIn(kept: Record<string, unknown> = {}): Shared {
  const { session, resumeToken, language, answered, signedOut, customer, sound } = kept as Partial<Shared>;
  const whole = typeof session?.token === 'string' && typeof session.conversationId === 'string';
  return {
    ...(whole ? { session } : {}),
    ...(typeof resumeToken === 'string' ? { resumeToken } : {}),
    ...(language === 'da' || language === 'en' ? { language } : {}),
    ...(answered === true ? { answered } : {}),
    ...(signedOut === true ? { signedOut } : {}),
    ...(typeof customer === 'number' ? { customer } : {}),
    ...(sound === true ? { sound } : {}),
  };
}

function ofTabIn(kept: Record<string, unknown> = {}): OfTab {
  const { unsent, unsentFiles, unsentOf, panelOpen, draft, draftFiles, draftOf } = kept as Partial<OfTab>;
  return {
    unsent: Array.isArray(unsent) ? unsent : [],
    unsentFiles: Array.isArray(unsentFiles) ? unsentFiles : [],
    unsentOf: typeof unsentOf === 'number' ? unsentOf : 0,
    panelOpen: panelOpen === true,
    draft: typeof draft === 'string' ? draft : '',
    draftFiles: typeof draftFiles === 'string' ? draftFiles : '',
    draftOf: typeof draftOf === 'number' ? draftOf : 0,
  };
}
