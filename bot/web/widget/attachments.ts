import { attachmentWords, shownSize } from './attachment-words';
import { button, el, icon, icons } from './dom';
import type { Strings } from './strings';

/** What the service takes; it looks at the contents itself, so this only spares a sending in vain. */
const TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];
const MOST_FILES = 5;
const MOST_BYTES = 10 * 1024 * 1024;

/** The files that go with the next message: chosen with the paper clip, dropped on the chat or pasted into it. */
export class AttachmentTray {
  /** Chosen files, and a word about those that cannot be sent. */
  readonly node = el('div', { class: 'tray' });
  readonly clip: HTMLButtonElement;
  private readonly input = el('input', {
    type: 'file',
    multiple: '',
    accept: TYPES.join(','),
    tabindex: '-1',
    'aria-hidden': 'true',
    hidden: '',
  });
  private readonly list = el('ul', { class: 'chosen' });
  private readonly problem = el('p', { class: 'refused', role: 'alert' });
  private chosen: File[] = [];
  private refusal: string | undefined;

  constructor(
    private words: Strings,
    private readonly onChange: () => void,
  ) {
    this.clip = button({ class: 'clip' }, () => this.input.click(), icon(icons.clip));
    this.input.addEventListener('change', () => {
      this.add([...(this.input.files ?? [])]);
      // The same file may be chosen once more after it was taken out.
      this.input.value = '';
    });
    this.node.append(this.list, this.problem, this.input);
    this.relabel(words);
  }

  get files(): readonly File[] {
    return this.chosen;
  }

  /** Takes the files out: they are sent now. */
  take(): File[] {
    const taken = this.chosen;
    this.chosen = [];
    this.refusal = undefined;
    this.changed();
    return taken;
  }

  /** Chosen on an earlier page; `lost`: they were, and are no more. */
  restore(files: readonly File[] | 'lost'): void {
    if (files === 'lost') this.refusal = 'FilesLost';
    else this.chosen = [...files, ...this.chosen].slice(0, MOST_FILES);
    this.changed();
  }

  relabel(words: Strings): void {
    this.words = words;
    const { attach, chosen } = attachmentWords(words);
    this.clip.setAttribute('aria-label', attach);
    this.clip.title = attach;
    this.list.setAttribute('aria-label', chosen);
    this.show();
  }

  /** Files may be dropped anywhere on `area`, and pasted while the keyboard is in it. */
  takeFrom(area: HTMLElement): void {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    area.addEventListener('dragover', (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      area.classList.add('dropping');
      area.dataset['drop'] = attachmentWords(this.words).dropHere;
    });
    area.addEventListener('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget)))
        area.classList.remove('dropping');
    });
    area.addEventListener('drop', (event) => {
      area.classList.remove('dropping');
      if (!carriesFiles(event)) return;
      event.preventDefault();
      this.add([...(event.dataTransfer?.files ?? [])]);
    });
    area.addEventListener('paste', (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.add(files);
    });
  }

  private add(files: File[]): void {
    const good = files.filter((file) => refusalOf(file) === undefined);
    this.refusal = files.map(refusalOf).find((refusal) => refusal !== undefined);
    if (this.chosen.length + good.length > MOST_FILES) this.refusal = 'TooManyFiles';
    this.chosen = [...this.chosen, ...good].slice(0, MOST_FILES);
    this.changed();
  }

  private changed(): void {
    this.show();
    this.onChange();
  }

  private show(): void {
    const { refused, remove } = attachmentWords(this.words);
    this.problem.textContent = this.refusal === undefined ? '' : (refused[this.refusal] ?? refused.other);
    this.list.replaceChildren(
      ...this.chosen.map((file) =>
        el(
          'li',
          {},
          el('span', { class: 'file-name' }, file.name),
          el('span', { class: 'file-size' }, shownSize(file.size, this.words)),
          button({ class: 'remove', 'aria-label': remove(file.name) }, () => this.remove(file), icon(icons.close)),
        ),
      ),
    );
    this.list.hidden = this.chosen.length === 0;
  }

  private remove(file: File): void {
    this.chosen = this.chosen.filter((other) => other !== file);
    this.refusal = undefined;
    this.changed();
    this.clip.focus();
  }
}

function refusalOf({ type, size }: File): string | undefined {
  if (!TYPES.includes(type)) return 'FileTypeNotTaken';
  if (size === 0) return 'FileEmpty';
  return size > MOST_BYTES ? 'FileTooLarge' : undefined;
}
