import type { ChatElement } from '../widget/loader/chat-element';
import { playSite } from './demo-sign-in';

// The questions to try: each opens the chat and asks itself.
for (const example of document.querySelectorAll<HTMLButtonElement>('button[data-question]')) {
  example.addEventListener('click', () => void ask(example.dataset['question'] ?? ''));
}

async function theChat(): Promise<ChatElement | null> {
  // The chat's own script may still be on its way.
  await customElements.whenDefined('charterdesk-chat');
  return document.querySelector<ChatElement>('charterdesk-chat');
}

async function ask(question: string): Promise<void> {
  await (await theChat())?.ask(question);
}

const section = document.querySelector<HTMLElement>('section.sign-in');
if (section) playSite(section, theChat);
