import type { ReplyLanguage } from '../../../../knowledge';

/** Sends the customer's own Teams a message for the bot, which connects the two. */
export interface TeamsLink {
  url: string;
  /** How long it works, in seconds. */
  expiresIn: number;
}

/** Asks the site to vouch for its signed-in customer once more; rejects where it no longer does. */
export type Vouch = () => Promise<string>;

/** What the element tells the page, as CustomEvents that bubble: the name, and what `detail` holds. */
export interface ChatEvents {
  'chat-open': undefined;
  'chat-close': undefined;
  /** Who has written. What was written stays in the chat. */
  'chat-message': { from: 'assistant' | 'person' | 'customer' };
  'chat-language': { language: ReplyLanguage };
  'chat-signed-in': undefined;
  'chat-signed-out': undefined;
  /** The customer has ended the conversation. */
  'chat-ended': undefined;
  'chat-connection': { state: 'connecting' | 'online' | 'lost' | 'unavailable' };
  /** The chat's own script could not be loaded. */
  'chat-failed': undefined;
}

/** What the element gives the chat to live in. */
export interface ChatHost {
  element: HTMLElement;
  /** Where in it the chat's window goes. */
  body: HTMLElement;
  /** The service's origin. */
  service: string;
  language: ReplyLanguage;
  /** Under which the browser keeps the conversation. */
  key: string;
  /** The browser forgets the conversation when the tab is closed. */
  isComputerShared: boolean;
  /** The button whose place the chat takes while it is open. */
  launcher: HTMLButtonElement;
  /** Something has come that has not been seen. */
  unread(is: boolean): void;
  relabel(language: ReplyLanguage): void;
  tell<Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]): void;
}

/** The chat itself, as the element drives it. */
export interface Chat {
  /** @param typed what was written before there was anywhere to write it */
  open(typed?: string): void;
  /** As `open`, but leaves the keyboard where it is: the chat was open on the page before. */
  show(): void;
  close(): void;
  ask(text: string): void;
  setLanguage(language: ReplyLanguage): void;
  signIn(assertion: string | Vouch): Promise<boolean>;
  signOut(): Promise<void>;
  teamsLink(): Promise<TeamsLink | undefined>;
  /** The element was taken out of the page, or put back. */
  inPage(is: boolean): void;
}

/** What the chat's own script, loaded when it is first wanted, offers. */
export interface ChatModule {
  mountChat(host: ChatHost): Chat;
}
