import type { ChatElement } from '../widget/chat-element';

// The questions to try: each opens the chat and asks itself.
for (const example of document.querySelectorAll<HTMLButtonElement>('button[data-question]')) {
  example.addEventListener('click', () => void ask(example.dataset['question'] ?? ''));
}

async function ask(question: string): Promise<void> {
  // The chat's own script may still be on its way.
  await customElements.whenDefined('charterdesk-chat');
  document.querySelector<ChatElement>('charterdesk-chat')?.ask(question);
}

export {};
