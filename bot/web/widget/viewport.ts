/** A phone, upright or on its side: there the chat has the whole screen. A window that is merely low, as at a high zoom, is none. */
export const PHONE = '(max-width: 479px), (max-height: 479px) and (pointer: coarse)';

/** Tells a window that covers a phone's screen how much of it the keyboard leaves: only the visual viewport knows. */
export function followKeyboard(panel: HTMLElement): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const fit = (): void => {
    // Zoomed in by two fingers the reader looks at a part: the window stays as it is.
    if (viewport.scale > 1.01) return;
    panel.style.setProperty('--top', `${viewport.offsetTop}px`);
    panel.style.setProperty('--height', `${viewport.height}px`);
  };
  viewport.addEventListener('resize', fit);
  viewport.addEventListener('scroll', fit);
  fit();
}
