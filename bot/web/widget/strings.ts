import type { ReplyLanguage } from '../../../knowledge';

/** Every word the widget says, in one language. */
export interface Strings {
  locale: string;
  launcher: string;
  unread: string;
  title: string;
  aiLabel: string;
  tagline: string;
  close: string;
  languageChoice: string;
  log: string;
  connecting: string;
  botSays: string;
  youSay: string;
  typing: string;
  sources: string;
  source(number: number): string;
  edition(edition: string): string;
  opensInNewTab: string;
  suggestions: string;
  inputLabel: string;
  inputPlaceholder: string;
  inputHint: string;
  send: string;
  sending: string;
  waiting: string;
  sent: string;
  failed: string;
  retry: string;
  left(count: number): string;
  tooLong(count: number): string;
  lost: string;
  back: string;
  expired: string;
  ended: string;
}

export const strings: Record<ReplyLanguage, Strings> = {
  da: {
    locale: 'da-DK',
    launcher: 'Spørg os',
    unread: 'ny besked',
    title: 'Kundeservice',
    aiLabel: 'AI-assistent',
    tagline: 'svarer med kilde',
    close: 'Luk chatten',
    languageChoice: 'Sprog',
    log: 'Samtale',
    connecting: 'Åbner samtalen',
    botSays: 'Assistenten:',
    youSay: 'Dig:',
    typing: 'Assistenten skriver',
    sources: 'Kilder',
    source: (number) => `Kilde ${number}`,
    edition: (edition) => `udgave ${edition}`,
    opensInNewTab: 'åbner i en ny fane',
    suggestions: 'Forslag',
    inputLabel: 'Dit spørgsmål',
    inputPlaceholder: 'Skriv dit spørgsmål …',
    inputHint: 'Enter sender. Shift + Enter giver ny linje.',
    send: 'Send',
    sending: 'Sender …',
    waiting: 'Sendes, når forbindelsen er tilbage',
    sent: 'Sendt',
    failed: 'Ikke sendt.',
    retry: 'Prøv igen',
    left: (count) => `${count} tegn tilbage`,
    tooLong: (count) => `${count} tegn for meget. Gør beskeden kortere, så kan den sendes.`,
    lost: 'Forbindelsen er væk. Skriv roligt videre: vi sender det, så snart den er tilbage.',
    back: 'Forbindelsen er tilbage.',
    expired: 'Din tidligere samtale er udløbet. Her begynder en ny.',
    ended: 'Den tidligere samtale er afsluttet. Her begynder en ny.',
  },
  en: {
    locale: 'en-GB',
    launcher: 'Ask us',
    unread: 'new message',
    title: 'Customer service',
    aiLabel: 'AI assistant',
    tagline: 'answers with sources',
    close: 'Close the chat',
    languageChoice: 'Language',
    log: 'Conversation',
    connecting: 'Opening the conversation',
    botSays: 'Assistant:',
    youSay: 'You:',
    typing: 'The assistant is typing',
    sources: 'Sources',
    source: (number) => `Source ${number}`,
    edition: (edition) => `edition ${edition}`,
    opensInNewTab: 'opens in a new tab',
    suggestions: 'Suggestions',
    inputLabel: 'Your question',
    inputPlaceholder: 'Type your question …',
    inputHint: 'Enter sends. Shift + Enter starts a new line.',
    send: 'Send',
    sending: 'Sending …',
    waiting: 'Will be sent once the connection is back',
    sent: 'Sent',
    failed: 'Not sent.',
    retry: 'Try again',
    left: (count) => `${count} characters left`,
    tooLong: (count) => `${count} characters too many. Shorten the message and it can be sent.`,
    lost: 'The connection is lost. Keep writing: we will send it as soon as it is back.',
    back: 'The connection is back.',
    expired: 'Your earlier conversation has expired. A new one starts here.',
    ended: 'The earlier conversation has been closed. A new one starts here.',
  },
};
