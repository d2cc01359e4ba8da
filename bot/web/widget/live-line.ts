import type { StreamPiece } from './direct-line/activities';
import { streamView, typingView } from './message-views';
import { personTypingView } from './speaker-views';
import type { Strings } from './strings';

const TYPING_SHOWN_MS = 15_000;

/** The last line while something is being written: the dots, or as much of the answer as there is. It is never read out: the whole message is. */
export class LiveLine {
  node: HTMLElement | undefined;
  private shown: { person: string | undefined } | StreamPiece | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private words: Strings,
    private readonly service: string,
    /** Puts a new line at the end of the conversation. */
    private readonly append: (line: HTMLElement) => void,
  ) {}

  typing(person: string | undefined): void {
    // The answer is there to be read already.
    if (this.shown && 'streamId' in this.shown && !this.shown.isInformative) return this.goOn();
    const isSame = this.shown && 'person' in this.shown && this.shown.person === person;
    this.shown = { person };
    if (isSame) this.goOn();
    else this.draw();
  }

  piece(piece: StreamPiece): void {
    const { shown } = this;
    // One that has been overtaken.
    if (shown && 'streamId' in shown && shown.streamId === piece.streamId && shown.sequence >= piece.sequence) return;
    this.shown = piece;
    this.draw();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.node?.remove();
    this.node = undefined;
    this.shown = undefined;
  }

  relabel(words: Strings): void {
    this.words = words;
    if (this.shown) this.draw();
  }

  private goOn(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stop(), TYPING_SHOWN_MS);
  }

  private draw(): void {
    const next = this.view();
    if (this.node) {
      this.node.className = next.className;
      this.node.replaceChildren(...next.childNodes);
    } else {
      this.node = next;
    }
    this.append(this.node);
    this.goOn();
  }

  private view(): HTMLElement {
    const { shown, words } = this;
    if (shown && 'streamId' in shown) return streamView(shown, words, this.service);
    return shown?.person === undefined ? typingView(words) : personTypingView(shown.person, words);
  }
}
