import { ChatElement } from './chat-element';

const NAME = 'charterdesk-chat';

// Known only while the script itself runs, so it is read here and nowhere later.
const script = document.currentScript;

function language(): string {
  const wanted =
    (script instanceof HTMLScriptElement && script.dataset['language']) ||
    document.documentElement.lang ||
    navigator.language;
  return wanted.toLowerCase().startsWith('da') ? 'da' : 'en';
}

function addToPage(): void {
  if (document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  chat.setAttribute('language', language());
  if (script instanceof HTMLScriptElement) chat.setAttribute('service', new URL(script.src).origin);
  document.body.append(chat);
}

// A page that carries the script tag twice still gets one chat.
if (!customElements.get(NAME)) customElements.define(NAME, ChatElement);
if (document.body) addToPage();
else document.addEventListener('DOMContentLoaded', addToPage);
