import { filesView, mayTryAgain, uploadView } from './attachment-views';
import type { SentFile } from './direct-line/files';
import type { FeedbackBar } from './feedback';
import type { Strings } from './strings';
import type { SaidLine } from './transcript-file';

/** One line of the conversation, and what is drawn beneath it. */
export interface Entry {
  /** False while its place in the service's log is unknown: such entries stay below everything that has one. */
  placed: boolean;
  node: HTMLElement;
  draw(): HTMLElement;
  /** The line as a text, for the reader to keep; absent for what nobody said. */
  said?(words: Strings): Omit<SaidLine, 'files'>;
  hasCard?: boolean;
  files?: readonly SentFile[];
  feedback?: FeedbackBar;
  /** While its files are on their way, and when they were refused. */
  upload?: { share: number; refusal: string | undefined } | undefined;
}

/** Adds to an entry's view its files below the words, and room for what the reader thinks of it. */
export function addBeneath(
  node: HTMLElement,
  { files = [], upload, feedback }: Entry,
  words: Strings,
  service: string,
): void {
  if (feedback) {
    node.classList.add('rateable');
    node.append(feedback.node);
  }
  if (files.length === 0) return;
  const views = [filesView(files, words, service), upload && uploadView(upload, words)];
  node.querySelector('.bubble')?.after(...views.filter((view) => view !== undefined));
  if (upload?.refusal !== undefined && !mayTryAgain(upload.refusal)) node.querySelector('.retry')?.remove();
}

/** The entries from top to bottom, in one node: those of the service's log in its order, those that are not in it yet last. */
export class EntryList {
  readonly all: Entry[] = [];

  constructor(private readonly node: HTMLElement) {}

  /** @param last what stays below every entry */
  place(entry: Entry, last: HTMLElement | undefined): void {
    const old = this.all.indexOf(entry);
    if (old !== -1) this.all.splice(old, 1);
    const unplaced = entry.placed ? this.all.findIndex((other) => !other.placed) : -1;
    const at = unplaced === -1 ? this.all.length : unplaced;
    this.all.splice(at, 0, entry);
    const following = this.all[at + 1]?.node ?? last ?? null;
    // Moving a node makes a screen reader read it again, so it moves only where it must.
    if (!entry.node.isConnected || entry.node.nextSibling !== following) this.node.insertBefore(entry.node, following);
  }

  clear(): void {
    for (const { node } of this.all.splice(0)) node.remove();
  }
}
