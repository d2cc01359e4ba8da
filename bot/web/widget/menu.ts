import { button, el, icon, icons } from './dom';
import type { Strings } from './strings';

/** One line of the menu: how it is called now, and what it does. */
export interface MenuItem {
  label(words: Strings): string;
  act(): void;
}

/** What is wanted seldom, behind one button. */
export class Menu {
  readonly node = el('div', { class: 'menu' });
  private readonly opener = button(
    { class: 'more', 'aria-expanded': 'false', 'aria-controls': 'menu' },
    () => this.show(this.list.hidden === true),
    icon(icons.more),
  );
  private readonly list = el('div', { class: 'menu-list', id: 'menu', hidden: '' });

  constructor(
    private words: Strings,
    private readonly items: readonly MenuItem[],
  ) {
    this.node.append(this.opener, this.list);
    this.node.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.node.contains(relatedTarget))) this.show(false);
    });
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.list.hidden) return;
      // Only the menu is closed by it.
      event.stopPropagation();
      this.show(false);
      this.opener.focus();
    });
    this.relabel(words);
  }

  relabel(words: Strings): void {
    this.words = words;
    this.opener.setAttribute('aria-label', words.menu);
    this.opener.title = words.menu;
    this.list.replaceChildren(
      ...this.items.map(({ label, act }) =>
        button(
          { class: 'item' },
          () => {
            this.show(false);
            this.opener.focus();
            act();
          },
          label(words),
        ),
      ),
    );
  }

  private show(open: boolean): void {
    // What a line is called may have changed meanwhile.
    if (open) this.relabel(this.words);
    this.list.hidden = !open;
    this.opener.setAttribute('aria-expanded', String(open));
  }
}
