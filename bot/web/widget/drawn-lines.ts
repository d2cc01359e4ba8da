import { el } from './dom';
import { addBeneath, type Entry, EntryList } from './entries';
import { Scrolling } from './scrolling';
import type { Strings } from './strings';

/** How long after a silent change a screen reader is listened to again, in milliseconds. */
const SILENCE_MS = 300;

/** The lines of the conversation as they stand on the page: put in their places, drawn anew where they have changed, read out when they are news. */
export class DrawnLines {
  readonly node = el('div', { class: 'log', role: 'log', 'aria-relevant': 'additions', tabindex: '0' });
  readonly scrolling = new Scrolling(this.node);
  private readonly entries = new EntryList(this.node);
  private readonly byActivity = new Map<string, Entry>();
  private silence: ReturnType<typeof setTimeout> | undefined;

  /** @param beneath what stays below every line */
  constructor(
    private words: Strings,
    private readonly service: string,
    private readonly beneath: () => HTMLElement | undefined,
  ) {}

  get all(): readonly Entry[] {
    return this.entries.all;
  }

  /** The entry of an activity, where it is shown. */
  of(id: string): Entry | undefined {
    return this.byActivity.get(id);
  }

  /** @param id the activity that is found again by it */
  insert(entry: Entry, id?: string): Entry {
    if (id !== undefined) this.byActivity.set(id, entry);
    entry.node = this.drawn(entry);
    this.place(entry);
    return entry;
  }

  place(entry: Entry): void {
    this.entries.place(entry, this.beneath());
  }

  /** Adds what has come to stand beneath an entry. Not drawn anew, for that is silent: a message that has just come must be read out. */
  complete(entry: Entry): void {
    addBeneath(entry.node, entry, this.words, this.service);
  }

  redraw(entry: Entry): void {
    const next = this.drawn(entry);
    this.silently();
    entry.node.replaceChildren(...next.childNodes);
    entry.node.className = next.className;
  }

  redrawAll(which: (entry: Entry) => boolean): void {
    const follow = this.scrolling.isFollowed();
    this.silently();
    const drawn = this.all.filter(which);
    for (const entry of drawn) this.redraw(entry);
    const last = drawn.at(-1);
    if (follow && last && this.all.at(-1) === last) this.scrolling.to(last.node);
  }

  /** Puts the line that is being written at the end. */
  append(line: HTMLElement): void {
    const follow = this.scrolling.isFollowed();
    if (this.node.lastChild !== line) this.node.append(line);
    if (follow) this.scrolling.to(line);
  }

  /** The same lines in other words of ours. */
  relabel(words: Strings): void {
    this.words = words;
    this.node.setAttribute('aria-label', words.log);
    for (const { feedback } of this.all) feedback?.relabel(words);
    this.redrawAll(() => true);
  }

  clear(): void {
    this.entries.clear();
    this.byActivity.clear();
    this.scrolling.forget();
  }

  /** What changes now is no news to a listener: history, or the same lines in other words. */
  silently(): void {
    clearTimeout(this.silence);
    this.node.setAttribute('aria-live', 'off');
    this.silence = setTimeout(() => this.node.setAttribute('aria-live', 'polite'), SILENCE_MS);
  }

  private drawn(entry: Entry): HTMLElement {
    const node = entry.draw();
    addBeneath(node, entry, this.words, this.service);
    return node;
  }
}
