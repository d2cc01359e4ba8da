import { ATTACHMENT_CSS } from './attachment-styles';
import { FEEDBACK_CSS } from './feedback';
import { styleSheet } from './loader/launcher-styles';
import { SURFACE_CSS } from './surface-styles';
import { PHONE } from './viewport';

/** The sheet of the chat's window, beside the launcher's. */
export const chatSheet = (): CSSStyleSheet => styleSheet(CSS + ATTACHMENT_CSS + FEEDBACK_CSS + SURFACE_CSS);

// Colours are variables, so a page can set its own.
const CSS = `
.root {
  --head: var(--chat-head, #0d5c56);
  --on-head: var(--chat-on-head, #fff);
  --bot: var(--chat-bot, #f1f4f2);
  --ink: var(--chat-ink, #17302d);
  --quiet: var(--chat-quiet, #55686a);
  --line: var(--chat-line, #d5dedb);
  --link: var(--chat-link, #0b5f59);
  --warn: #8a2d12;
  --warn-ground: #fdeee7;
  --person: var(--chat-person, #7a3d8f);
  --good: #14532d;
  --good-ground: #e7f5ec;
  color: var(--ink);
}
DARK{
  --head: var(--chat-head-dark, #1c3f3b);
  --on-head: var(--chat-on-head-dark, #e9f3f1);
  --bot: var(--chat-bot-dark, #20302e);
  --ink: var(--chat-ink-dark, #e6efed);
  --quiet: var(--chat-quiet-dark, #a5b8b4);
  --line: var(--chat-line-dark, #36494a);
  --link: var(--chat-link-dark, #8edacd);
  --warn: #ffc9b3;
  --warn-ground: #4a2418;
  --person: var(--chat-person-dark, #dcb0ec);
  --good: #b8efcb;
  --good-ground: #173a26;
}
[hidden] { display: none !important; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.unread:not(:empty)::before { content: ""; position: absolute; top: 0; right: 4px; width: 14px; height: 14px; border-radius: 50%; background: #e4572e; border: 2px solid var(--ground); }
h2, p, ol, ul, blockquote { margin: 0; padding: 0; }
textarea { font: inherit; color: inherit; }

.panel {
  position: fixed; right: var(--chat-right, 24px); bottom: var(--chat-bottom, 24px);
  display: flex; flex-direction: column;
  width: min(420px, calc(100vw - 48px)); height: min(680px, calc(100vh - 48px)); height: min(680px, calc(100dvh - 48px));
  background: var(--ground); border-radius: 18px; overflow: hidden;
  box-shadow: 0 16px 56px rgb(6 32 30 / .3), 0 0 0 1px var(--line);
  animation: rise .18s ease-out;
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }

header { display: flex; align-items: center; gap: 8px; padding: 14px 12px 14px 20px; background: var(--head); color: var(--on-head); flex: none; }
header :focus-visible { outline-color: var(--on-head); }
.who { flex: 1; min-width: 0; }
h2 { font-size: 1.0625rem; line-height: 1.3; font-weight: 650; }
.who p { display: flex; align-items: center; gap: 6px; font-size: .75rem; margin-top: 3px; white-space: nowrap; }
.who p span:last-child { min-width: 0; overflow: hidden; text-overflow: ellipsis; }
.ai { flex: none; border: 1px solid currentColor; border-radius: 5px; padding: 0 5px; font-weight: 600; }
.languages { display: flex; border: 1px solid currentColor; border-radius: 8px; overflow: hidden; }
.languages button { padding: 5px 9px; font-size: .8125rem; font-weight: 600; min-height: 30px; }
.languages button[aria-pressed="true"] { background: var(--on-head); color: var(--head); }
.languages :focus-visible { outline-offset: -3px; }
.languages [aria-pressed="true"]:focus-visible { outline-color: var(--head); }
.close { display: grid; place-items: center; flex: none; width: 40px; height: 40px; padding: 0; border-radius: 10px; }
.close:hover { background: rgb(255 255 255 / .16); }

.banner { padding: 9px 20px; font-size: .875rem; flex: none; }
.banner:empty { display: none; }
.banner.lost, .banner.unavailable, .banner.busy { background: var(--warn-ground); color: var(--warn); }
.banner.online { background: var(--good-ground); color: var(--good); }

.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 20px 16px; display: flex; flex-direction: column; gap: 16px; }
.log:focus-visible { outline-offset: -3px; }
.connecting { margin: auto; color: var(--quiet); font-size: .875rem; }
.message { display: flex; flex-direction: column; gap: 8px; max-width: 92%; overflow-wrap: anywhere; }
.bot { align-self: flex-start; align-items: flex-start; }
.own { align-self: flex-end; align-items: flex-end; gap: 3px; max-width: 84%; }
.bubble { border-radius: 16px; padding: 11px 15px; }
.bot .bubble { background: var(--bot); border-bottom-left-radius: 5px; }
.own .bubble { background: var(--accent); color: var(--on-accent); border-bottom-right-radius: 5px; white-space: pre-wrap; }
.bubble > * + * { margin-top: 10px; }
.bubble ul, .bubble ol { padding-left: 1.25em; }
.bubble li + li { margin-top: 4px; }
blockquote { border-left: 3px solid var(--accent); padding-left: 12px; }
blockquote > * + * { margin-top: 8px; }
.bubble li > ul, .bubble li > ol { margin-top: 4px; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
pre { margin: 0; }
pre, .table { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .875rem; }
th, td { border: 1px solid var(--line); padding: 4px 8px; text-align: left; vertical-align: top; overflow-wrap: break-word; }
.bubble a { color: var(--link); }
sup { line-height: 1; font-size: .75em; }
sup { white-space: nowrap; }
sup a, sup span { padding: 2px .55em; margin-left: 3px; border-radius: 6px; background: var(--ground); box-shadow: inset 0 0 0 1px var(--line); font-weight: 700; text-decoration: none; }

.sources { list-style: none; display: flex; flex-direction: column; gap: 6px; align-self: stretch; }
.source { display: flex; gap: 10px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 12px; color: inherit; text-decoration: none; font-size: .875rem; line-height: 1.4; }
.source:hover { border-color: var(--accent); background: var(--bot); }
.number { flex: none; display: grid; place-items: center; width: 22px; height: 22px; margin-top: 1px; border-radius: 7px; background: var(--accent); color: var(--on-accent); font-size: .75rem; font-weight: 700; }
.place { min-width: 0; }
.place strong { display: block; color: var(--link); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; }
.document { color: var(--quiet); font-size: .8125rem; }

.suggestions { display: flex; flex-direction: column; gap: 6px; align-self: stretch; align-items: flex-start; }
.suggestion { padding: 8px 14px; border: 1.5px solid var(--accent); border-radius: 14px; color: var(--link); font-weight: 550; font-size: .9375rem; line-height: 1.35; text-align: left; }
.suggestion:hover:not(:disabled) { background: var(--accent); color: var(--on-accent); }
.suggestion:disabled { cursor: default; border-color: var(--line); color: var(--quiet); font-weight: 400; }
.suggestion.chosen:disabled { border-color: var(--accent); color: var(--link); background: var(--bot); }

.delivery { display: flex; align-items: center; gap: 4px; font-size: .75rem; color: var(--quiet); }
.delivery svg { width: 1.1em; height: 1.1em; stroke-width: 2.25; }
.delivery.sent { display: none; }
.own:nth-last-child(1 of .own) .delivery.sent { display: flex; }
.delivery.failed { color: var(--warn); font-weight: 600; }
.retry { text-decoration: underline; font-weight: 700; padding: 2px 4px; }
.notice { align-self: center; text-align: center; max-width: 90%; font-size: .8125rem; color: var(--quiet); border-block: 1px solid var(--line); padding: 8px 12px; }

.receipt { display: flex; flex-wrap: wrap; gap: 10px; align-items: flex-start; text-align: left; align-self: stretch; max-width: none; border: 1px solid var(--line); border-left: 3px solid var(--accent); border-radius: 10px; color: var(--ink); font-size: .875rem; }
.receipt > svg { color: var(--accent); }
.receipt > .said { flex: 1; min-width: 0; }
.receipt > .feedback { flex-basis: 100%; padding-top: 6px; border-top: 1px solid var(--line); }
.receipt p + p { margin-top: 6px; color: var(--quiet); }
.person { align-self: flex-start; align-items: flex-start; gap: 4px; }
.person .bubble { background: var(--ground); border: 1.5px solid var(--person); border-bottom-left-radius: 5px; }
.person.typing .dots { margin: 0; }
.person.typing .bubble { display: flex; align-items: center; gap: 8px; font-size: .875rem; color: var(--quiet); }
.name { display: flex; align-items: center; gap: 6px; font-size: .8125rem; }
.name svg { color: var(--person); width: 1.5em; height: 1.5em; }
.tag { border: 1px solid var(--person); color: var(--person); border-radius: 5px; padding: 0 5px; font-size: .75rem; font-weight: 600; }
.speaker { align-self: stretch; display: flex; align-items: center; gap: 8px; padding: 6px 16px; border-top: 1px solid var(--line); font-size: .875rem; flex: none; }
.speaker span { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.speaker svg { color: var(--quiet); width: 1.25em; height: 1.25em; }
.speaker.person { background: var(--bot); }
.speaker.person svg { color: var(--person); }
.call { padding: 5px 8px; min-height: 32px; border-radius: 8px; color: var(--link); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
.call:hover { background: var(--bot); }
.speaker + .composer { border-top: 0; padding-top: 4px; }
.speaker[hidden] + .composer { border-top: 1px solid var(--line); padding-top: 12px; }

.dots { display: flex; gap: 5px; padding: 6px 2px; }
.dots i { width: 8px; height: 8px; border-radius: 50%; background: var(--quiet); animation: nod 1.2s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .15s; }
.dots i:nth-child(3) { animation-delay: .3s; }
@keyframes nod { 0%, 60%, 100% { opacity: .35; transform: none; } 30% { opacity: 1; transform: translateY(-3px); } }

.composer { flex: none; padding: 12px 16px 10px; border-top: 1px solid var(--line); }
.field { display: flex; align-items: flex-end; gap: 8px; border: 1.5px solid var(--quiet); border-radius: 14px; padding: 4px 4px 4px 14px; background: var(--ground); }
.field:focus-within { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
textarea { flex: 1; min-width: 0; resize: none; border: 0; outline: 0 !important; padding: 7px 0; margin: 0; background: none; line-height: 1.45; max-height: 8.5em; overflow-y: auto; }
textarea::placeholder { color: var(--quiet); opacity: 1; }
.send { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 11px; background: var(--accent); color: var(--on-accent); flex: none; }
.send[aria-disabled="true"] { background: var(--bot); color: var(--quiet); cursor: default; }
.count { font-size: .8125rem; color: var(--quiet); padding-top: 6px; }
.count:empty { display: none; }
.count.too-long { color: var(--warn); font-weight: 600; }
.hint { font-size: .75rem; color: var(--quiet); padding-top: 6px; }
.count:not(:empty) + .hint { display: none; }

@media ${PHONE} {
  .panel { inset: 0; top: var(--top, 0); bottom: auto; width: auto; height: var(--height, 100dvh); border-radius: 0; box-shadow: none; }
  header { padding: max(14px, env(safe-area-inset-top)) 6px 14px 14px; gap: 4px; }
  .composer { padding-bottom: max(10px, env(safe-area-inset-bottom)); }
  .languages button { min-height: 36px; }
  .hint { display: none; }
}
@media (max-height: 420px) {
  .panel { top: var(--top, 0); bottom: auto; height: var(--height, 100dvh); border-radius: 0; }
  header { padding-block: 6px; }
  .hint, .who p span:last-child { display: none; }
  .log { padding-block: 10px; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before { animation: none !important; transition: none !important; }
  .dots i { opacity: .7; }
}
@media (forced-colors: active) {
  .bubble, .panel, .suggestion, .send { border: 1px solid CanvasText; }
}
`;
