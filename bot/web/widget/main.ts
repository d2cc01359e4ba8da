import { ChatElement, ELEMENT } from './loader/chat-element';

// Known only while the script itself runs, so it is read here and nowhere later.
const script = document.currentScript as HTMLScriptElement | null;

/** The tag's `data-…` are the element's attributes. */
function addToPage(): void {
  if (document.querySelector(ELEMENT)) return;
  const chat = document.createElement(ELEMENT);
  if (script) chat.setAttribute('service', new URL(script.src).origin);
  for (const { name, value } of script?.attributes ?? [])
    if (name.startsWith('data-')) chat.setAttribute(name.slice(5), value);
  document.body.append(chat);
}

// A page that carries the script tag twice still gets one chat.
if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, ChatElement);
if (document.body) addToPage();
else document.addEventListener('DOMContentLoaded', addToPage);

// Says that this is a module: the bundler would wrap it up otherwise, and the button must stay small.
export {};
