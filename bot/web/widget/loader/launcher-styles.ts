/**
 * The launcher's part of the style sheet, and what shields everything in the shadow root from the page's: its `!important` rules win over any of
 * the page's, `* { all: unset !important }` among them. `--rem` stands for rem, which would be the page's own.
 */
const CSS = `
:host { all: initial !important; direction: ltr !important; display: block !important; position: fixed !important; right: 0 !important; bottom: 0 !important; z-index: var(--chat-z-index, 2000000000) !important; }
.root {
  --accent: var(--chat-accent, #0d5c56);
  --on-accent: var(--chat-on-accent, #fff);
  --ground: var(--chat-ground, #fff);
  font: 1rem/1.5 var(--chat-font, system-ui, "Liberation Sans", Arial, sans-serif);
  color-scheme: light;
}
DARK{ --accent: var(--chat-accent-dark, #7fd1c4); --on-accent: var(--chat-on-accent-dark, #06302c); --ground: var(--chat-ground-dark, #14201f); color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
button { font: inherit; color: inherit; cursor: pointer; border: 0; background: none; }
svg { width: 1.375em; height: 1.375em; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; flex: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.launcher {
  position: fixed; right: var(--chat-right, min(24px, 5vw)); bottom: var(--chat-bottom, min(24px, 5vw)); max-width: 90vw;
  display: flex; align-items: center; gap: 10px; padding: 13px 22px 13px 18px; border-radius: 999px;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: left;
  box-shadow: 0 6px 24px rgb(6 48 44 / .28);
}
.launcher:hover { filter: brightness(1.12); }
.launcher[aria-busy="true"] { opacity: .75; cursor: progress; }
@media (forced-colors: active) { .launcher { border: 1px solid CanvasText; } }
@media print { .root { display: none; } }
`;

/** `rem` as the browser's own size of text, and `DARK{…}` as dark colours, by the reader's system or by the element's attribute `theme`. */
const written = (css: string): string =>
  css
    .replace(/([\d.]+)rem\b/g, 'calc($1 * var(--rem))')
    .replace(
      /DARK\{([^}]*)\}/g,
      '@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) .root {$1} } :host([theme="dark"]) .root {$1}',
    );

/** Constructed, not inserted as an element: a strict Content-Security-Policy of the page allows it. */
export function styleSheet(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(written(css));
  return sheet;
}

export const launcherSheet = (): CSSStyleSheet => styleSheet(CSS);
