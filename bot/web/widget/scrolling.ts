const NEAR_THE_END_PX = 120;
const AT_END_PX = 2;

/** Where the reader is in the conversation, and where new lines may take the view. */
export class Scrolling {
  /** Where we last scrolled to, while the customer waits for an answer. */
  private waitingAt: number | undefined;
  /** What arrived last while the chat was closed: a view that is not shown cannot be scrolled. */
  private unseen: HTMLElement | undefined;
  private readsEnd = false;

  constructor(private readonly node: HTMLElement) {
    node.addEventListener('scroll', () => (this.readsEnd = this.distance() <= AT_END_PX), { passive: true });
    // The box to write in grows, a keyboard comes up: who reads the newest line goes on reading it.
    new ResizeObserver(() => {
      if (this.readsEnd) this.toEnd();
    }).observe(node);
  }

  /**
   * True when new lines may move the view: the reader is near the end, or waits for an answer and has not gone back to read.
   * The second counts apart, for a keyboard that comes up takes the end out of sight.
   */
  isFollowed(): boolean {
    if (this.waitingAt !== undefined && this.node.scrollTop >= this.waitingAt - 2) return true;
    return this.distance() < NEAR_THE_END_PX;
  }

  /** New lines have come, of which this is the last. @param follow the view may move */
  arrived(last: HTMLElement, follow: boolean, isOwn: boolean): void {
    if (this.node.offsetParent === null) this.unseen = last;
    if (!follow) return;
    // Of the customer's own words, however long, the end matters: there the answer will stand.
    if (isOwn) this.toEnd();
    else this.to(last);
  }

  /** The chat has been opened: what came meanwhile comes into view. */
  opened(): void {
    if (this.unseen) this.to(this.unseen);
    this.unseen = undefined;
  }

  /** The customer has sent something, and an answer is awaited. */
  waits(): void {
    this.toEnd();
    this.waitingAt = this.node.scrollTop;
  }

  answered(): void {
    this.waitingAt = undefined;
  }

  forget(): void {
    this.waitingAt = undefined;
    this.unseen = undefined;
  }

  toEnd(): void {
    this.node.scrollTop = this.node.scrollHeight;
    if (this.waitingAt !== undefined) this.waitingAt = this.node.scrollTop;
  }

  /** To the end, but never past the beginning of `line`: a long answer is read from its first line. */
  to(line: HTMLElement): void {
    const end = this.node.scrollHeight - this.node.clientHeight;
    this.node.scrollTop = Math.min(end, Math.max(0, line.offsetTop - this.node.offsetTop - 12));
  }

  private distance(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    return scrollHeight - scrollTop - clientHeight;
  }
}
