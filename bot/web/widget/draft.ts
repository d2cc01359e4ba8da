import type { KeptFiles } from './direct-line/kept-files';
import type { ConversationMemory } from './direct-line/memory';
import { newMessageId } from './direct-line/message-id';

/** What is being written and has not been sent: kept over a reload of the page, in this tab. */
export class Draft {
  private files: readonly File[] = [];
  /** Until then what an earlier page has kept is not overwritten. */
  private isRestored = false;

  /** @param memory changes with the conversation; the draft stays */
  constructor(
    private readonly memory: () => ConversationMemory,
    private readonly kept: KeptFiles,
  ) {
    if (this.isAnothers) this.discard();
  }

  get text(): string {
    return this.memory().get().draft;
  }

  /** Its customer has left since, in this tab or in another. */
  get isAnothers(): boolean {
    const { customer = 0, draftOf } = this.memory().get();
    return customer !== draftOf;
  }

  keep(text: string, files: readonly File[]): void {
    if (!this.isRestored) return;
    if (text !== this.text) this.memory().set({ draft: text });
    if (files !== this.files) this.keepFiles(files);
  }

  /** The files that an earlier page had chosen; `lost` where there were some, and the browser has not kept them. */
  async restored(): Promise<readonly File[] | 'lost'> {
    const { draftFiles } = this.memory().get();
    const files = draftFiles ? await this.kept.find(draftFiles) : [];
    // Discarded meanwhile.
    if (this.isRestored) return [];
    this.isRestored = true;
    if (!draftFiles) return [];
    return files.length > 0 ? files : 'lost';
  }

  /** Nothing stays of what an earlier customer has left: the next draft is another's. */
  discard(): void {
    this.isRestored = true;
    this.keep('', []);
    this.memory().set({ draftOf: this.memory().get().customer ?? 0 });
  }

  private keepFiles(files: readonly File[]): void {
    const known = this.memory().get().draftFiles;
    this.files = files;
    if (files.length > 0) {
      const id = known || newMessageId();
      this.memory().set({ draftFiles: id });
      void this.kept.keep(id, files);
    } else if (known) {
      this.memory().set({ draftFiles: '' });
      void this.kept.forget(known);
    }
  }
}
