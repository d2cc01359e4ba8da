import type { ChatElement } from '../widget/chat-element';

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
  (await theChat())?.ask(question);
}

const signedInKey = 'charterdesk-demo-customer';

/** Plays the insurer's site: it knows its signed-in customer, and has an assertion made for the chat. */
function playSite(section: HTMLElement): void {
  const form = section.querySelector('form');
  const shown = section.querySelector<HTMLElement>('.signed-in');
  const status = section.querySelector('[role=status]');
  const choice = section.querySelector('select');
  if (!form || !shown || !status || !choice) return;

  const show = (name: string | null): void => {
    form.hidden = name !== null;
    shown.hidden = name === null;
    const strong = shown.querySelector('strong');
    if (strong) strong.textContent = name ?? '';
  };
  const signIn = async (): Promise<boolean> => {
    const response = await fetch('/demo/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ customerId: choice.value }),
    });
    if (!response.ok) return false;
    const { assertion } = (await response.json()) as { assertion: string };
    return (await (await theChat())?.signIn(assertion)) ?? false;
  };

  show(sessionStorage.getItem(signedInKey));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = choice.selectedOptions[0]?.text ?? '';
    signIn()
      .catch(() => false)
      .then((done) => {
        status.textContent = done ? '' : (section.dataset['notSignedIn'] ?? '');
        if (!done) return;
        sessionStorage.setItem(signedInKey, name);
        show(name);
      })
      .catch(reportError);
  });
  shown.querySelector('button')?.addEventListener('click', () => {
    sessionStorage.removeItem(signedInKey);
    show(null);
    theChat()
      .then((chat) => chat?.signOut())
      .catch(reportError);
  });
}

const section = document.querySelector<HTMLElement>('section.sign-in');
if (section) playSite(section);

export {};
