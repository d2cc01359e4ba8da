import type { Page } from 'playwright-core';

/** A text of the chat's last message, and when it was on the screen, in milliseconds since 1970. */
interface Seen {
  at: number;
  text: string;
}

declare global {
  interface Window {
    seen: Seen[];
  }
}

/** Notes, from now on, what the chat of the page shows as the bot's last message, each time that it has changed and been painted. */
export async function watchLastMessage(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.seen = [];
    const chat = document.querySelector('charterdesk-chat')?.shadowRoot;
    if (!chat) throw new Error('There is no chat on the page.');
    const note = (): void => {
      const bubbles = chat.querySelectorAll('.message.bot:not(.typing) .bubble');
      const text = bubbles[bubbles.length - 1]?.textContent ?? '';
      // The task after the frame: what has changed is painted by then.
      requestAnimationFrame(() =>
        setTimeout(() => window.seen.push({ at: performance.timeOrigin + performance.now(), text })),
      );
    };
    new MutationObserver(note).observe(chat, { childList: true, subtree: true, characterData: true });
  });
}

/** All that was noted since the last time. */
export const seenSince = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => {
    const { seen } = window;
    window.seen = [];
    return seen;
  });

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** When a sentence stood on the screen for the first time; undefined where it never did. */
export const firstSeen = (seen: readonly Seen[], sentence: string): number | undefined =>
  seen.find(({ text }) => lettersOf(text).includes(lettersOf(sentence)))?.at;
