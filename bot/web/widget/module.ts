import { ChatElement, ELEMENT } from './loader/chat-element';

// The same element for sites that are built from modules: it is defined, and placed by the site.
if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, ChatElement);
export { ChatElement, ELEMENT };
export type { ChatEvents, TeamsLink, Vouch } from './loader/contract';
