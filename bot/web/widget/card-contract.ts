import type { AdaptiveCard } from './direct-line/activities';

/** What a card's drawing needs of the chat. */
export interface CardSurface {
  /** Text with the Markdown that the assistant writes. */
  markdown(text: string): Node;
  link(href: string, text: string): HTMLElement;
  /** Pressing it says `value` as the customer's own message. */
  choice(title: string, value: string): HTMLElement;
}

/** What the script for cards offers, loaded when the first card comes. */
export interface CardModule {
  /** Undefined for a card with something in it that is not drawn here: its words are shown then. */
  drawCard(content: AdaptiveCard['content'], surface: CardSurface): HTMLElement | undefined;
}
