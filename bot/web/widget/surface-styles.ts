/** The part of the style sheet that is about what surrounds and accompanies the messages: consent, menu, times, cards. */
export const SURFACE_CSS = `
.consent { align-self: stretch; font-size: .8125rem; line-height: 1.45; color: var(--quiet); border-bottom: 1px solid var(--line); padding-bottom: 12px; }
.consent a { color: var(--link); font-weight: 600; text-underline-offset: 3px; }
.consent p + p { margin-top: 4px; }

.menu { position: relative; flex: none; }
.more { display: grid; place-items: center; width: 40px; height: 40px; padding: 0; border-radius: 10px; }
.more svg { stroke-width: 3.5; }
.more:hover, .more[aria-expanded="true"] { background: rgb(255 255 255 / .16); }
.menu-list { position: absolute; top: 46px; right: -40px; z-index: 2; display: flex; flex-direction: column; width: max-content; max-width: min(300px, calc(100vw - 40px)); padding: 6px; border-radius: 12px; background: var(--ground); color: var(--ink); box-shadow: 0 10px 36px rgb(6 32 30 / .32), 0 0 0 1px var(--line); }
.item { padding: 10px 12px; min-height: 44px; border-radius: 8px; text-align: left; font-size: .9375rem; }
.item:hover { background: var(--bot); }
.menu-list :focus-visible { outline-color: var(--accent); outline-offset: -3px; }

.from, .below { display: flex; align-items: center; gap: 8px; font-size: .75rem; color: var(--quiet); }
.from { margin-bottom: -4px; }
.tag.ai { border-color: var(--quiet); color: var(--quiet); }
time { color: var(--quiet); font-size: .75rem; white-space: nowrap; }
.doing { display: block; font-size: .875rem; color: var(--quiet); }

.card { display: flex; flex-direction: column; gap: 8px; }
.card > * + * { margin: 0; }
.card .strong { font-weight: 650; }
.card .large { font-size: 1.0625rem; line-height: 1.35; }
.card .subtle { color: var(--quiet); }
.card .separated { border-top: 1px solid var(--line); padding-top: 10px; margin-top: 4px; }
.card dl { display: grid; grid-template-columns: fit-content(38%) minmax(0, 1fr); gap: 5px 14px; margin: 0; font-size: .9375rem; }
.card dl div { display: contents; }
.card dt { color: var(--quiet); overflow-wrap: break-word; hyphens: auto; }
.card dd { margin: 0; overflow-wrap: anywhere; }
.card .actions { display: flex; flex-wrap: wrap; gap: 6px; padding-top: 2px; }
.bubble:has(.card) { align-self: stretch; }
.notice .call { margin: 4px 4px 0; }
.over, .composer[hidden] { display: none !important; }
`;
