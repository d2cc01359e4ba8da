import type { ChatElement } from '../widget/loader/chat-element';

const signedInKey = 'charterdesk-demo-customer';

/** Has the service, in the part of the insurer's site, vouch for an invented customer. @throws where it does not */
async function assertionFor(customerId: string): Promise<string> {
  const response = await fetch('/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ customerId }),
  });
  if (!response.ok) throw new Error(`No assertion for ${customerId}: ${response.status}`);
  const { assertion } = (await response.json()) as { assertion: string };
  return assertion;
}

/** The parts of the section that change. */
function partsOf(section: HTMLElement) {
  const form = section.querySelector('form');
  const choice = section.querySelector('select');
  const signedIn = section.querySelector<HTMLElement>('.signed-in');
  const name = section.querySelector('.signed-in strong');
  const status = section.querySelector('[role=status]');
  const teamsLink = section.querySelector<HTMLElement>('.teams-link');
  const teamsAddress = section.querySelector<HTMLAnchorElement>('.teams-link a');
  if (!form || !choice || !signedIn || !name || !status || !teamsLink || !teamsAddress)
    throw new Error('The section to sign in is not whole.');
  return { form, choice, signedIn, name, status, teamsLink, teamsAddress };
}

/** Plays the insurer's site: it knows its signed-in customer, also on its next page, and has assertions made for the chat. */
export function playSite(section: HTMLElement, theChat: () => Promise<ChatElement | null>): void {
  const { form, choice, signedIn, name, status, teamsLink, teamsAddress } = partsOf(section);

  /** Shows who is signed in, and what there is to try as the customer that is chosen. */
  const show = (customerId: string | null): void => {
    form.hidden = customerId !== null;
    signedIn.hidden = customerId === null;
    teamsLink.hidden = true;
    if (customerId !== null) choice.value = customerId;
    name.textContent = choice.selectedOptions[0]?.text ?? '';
    for (const introduction of section.querySelectorAll<HTMLElement>('.introduction')) {
      introduction.hidden = introduction.dataset['customer'] !== choice.value;
      const toAsk = introduction.querySelector<HTMLElement>('.to-ask');
      if (toAsk) toAsk.hidden = customerId === null;
    }
  };

  const signIn = async (customerId: string): Promise<void> => {
    const chat = await theChat();
    const done = (await chat?.signIn(() => assertionFor(customerId))) ?? false;
    status.textContent = done ? '' : (section.dataset['notSignedIn'] ?? '');
    if (done) sessionStorage.setItem(signedInKey, customerId);
    else sessionStorage.removeItem(signedInKey);
    show(done ? customerId : null);
  };

  const signOut = async (): Promise<void> => {
    sessionStorage.removeItem(signedInKey);
    show(null);
    choice.focus();
    await (await theChat())?.signOut();
  };

  const connectTeams = async (): Promise<void> => {
    const link = await (await theChat())?.teamsLink();
    status.textContent = link ? '' : (section.dataset['noTeams'] ?? '');
    teamsLink.hidden = !link;
    if (link) teamsAddress.href = link.url;
  };

  const known = sessionStorage.getItem(signedInKey);
  show(known);
  if (known !== null) signIn(known).catch(reportError);
  choice.addEventListener('change', () => show(null));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn(choice.value).catch(reportError);
  });
  const doing: Record<string, () => Promise<void>> = { 'sign-out': signOut, 'connect-teams': connectTeams };
  for (const button of section.querySelectorAll<HTMLButtonElement>('button[data-do]'))
    button.addEventListener('click', () => void doing[button.dataset['do'] ?? '']?.().catch(reportError));
}
