import { AttachmentTray } from './attachments';
import { button, el, icon, icons } from './dom';
import type { Strings } from './strings';

/** What the service takes in one message. */
export const LONGEST_MESSAGE = 4_000;
const COUNT_FROM = 3_600;

/** The box where the customer writes. Enter sends, Shift+Enter breaks the line. */
export class Composer {
  readonly node = el('form', { class: 'composer' });
  private readonly input = el('textarea', { rows: '1', id: 'question', 'aria-describedby': 'hint count' });
  private readonly label = el('label', { class: 'spoken', for: 'question' });
  private readonly hint = el('p', { class: 'hint', id: 'hint' });
  private readonly count = el('p', { class: 'count', id: 'count', role: 'status' });
  readonly tray: AttachmentTray;
  private readonly sendButton = button({ class: 'send' }, () => this.submit(), icon(icons.send));

  constructor(
    private words: Strings,
    private readonly on: {
      send(text: string, files: File[]): void;
      typing(): void;
      /** What is written and chosen may have. */
      changed(text: string, files: readonly File[]): void;
    },
  ) {
    this.tray = new AttachmentTray(words, () => this.changed());
    const field = el('div', { class: 'field' }, this.tray.clip, this.input, this.sendButton);
    this.node.append(this.tray.node, this.label, field, this.count, this.hint);
    this.node.addEventListener('submit', (event) => event.preventDefault());
    this.input.addEventListener('input', () => {
      this.changed();
      if (this.input.value.trim() !== '') on.typing();
    });
    this.input.addEventListener('keydown', (event) => {
      // An input method's Enter picks a word; it does not send.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.relabel(words);
  }

  focus(): void {
    this.input.focus();
  }

  /** Adds to what is being written. */
  append(text: string): void {
    this.input.value += text;
    this.changed();
  }

  /** Adds a text that is not part of the sentence being written. */
  appendLine(text: string): void {
    const isApart = this.input.value !== '' && text !== '';
    this.append(isApart ? `\n${text}` : text);
  }

  relabel(words: Strings): void {
    this.words = words;
    this.tray.relabel(words);
    this.label.textContent = words.inputLabel;
    this.input.placeholder = words.inputPlaceholder;
    this.hint.textContent = words.inputHint;
    this.sendButton.setAttribute('aria-label', words.send);
    this.update();
  }

  clear(): void {
    this.input.value = '';
    this.tray.take();
  }

  private submit(): void {
    const text = this.input.value.trim();
    if ((text === '' && this.tray.files.length === 0) || text.length > LONGEST_MESSAGE) return;
    this.input.value = '';
    const files = this.tray.take();
    this.on.send(text, files);
    this.input.focus();
  }

  private changed(): void {
    this.update();
    // Before the tray is there nothing can have been written.
    if (this.tray) this.on.changed(this.input.value, this.tray.files);
  }

  private update(): void {
    const length = this.input.value.trim().length;
    const tooLong = length > LONGEST_MESSAGE;
    this.input.setAttribute('aria-invalid', String(tooLong));
    this.sendButton.setAttribute('aria-disabled', String((length === 0 && !this.tray?.files.length) || tooLong));
    this.count.classList.toggle('too-long', tooLong);
    if (tooLong) this.count.textContent = this.words.tooLong(length - LONGEST_MESSAGE);
    else this.count.textContent = length >= COUNT_FROM ? this.words.left(LONGEST_MESSAGE - length) : '';
    this.input.style.height = '';
    // Nothing to measure in a chat that is not open; the height of one line is right then.
    if (length > 0 && this.input.scrollHeight > 0) this.input.style.height = `${this.input.scrollHeight}px`;
  }
}
