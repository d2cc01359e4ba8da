import type { ReplyLanguage } from '../../../knowledge';

/** Every word the widget says, in one language. */
export interface Strings {
  locale: string;
  title: string;
  aiLabel: string;
  tagline: string;
  close: string;
  startAfresh: string;
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
  unsendable: string;
  sent: string;
  failed: string;
  retry: string;
  left(count: number): string;
  tooLong(count: number): string;
  lost: string;
  back: string;
  unavailable: string;
  busy(seconds: number): string;
  expired: string;
  ended: string;
  signedOut: string;
  /** Stands beside a person's name. */
  person: string;
  personTyping(name: string): string;
  receiptSays: string;
  callPerson: string;
  callPersonSays: string;
  inQueue: string;
  stopWaiting: string;
  stopWaitingSays: string;
  withPerson(name: string): string;
  /** Before the first message; the privacy notice is linked to where there is one. */
  consent: string;
  privacy: string;
  menu: string;
  download: string;
  downloadName: string;
  soundOn: string;
  soundOff: string;
  end: string;
  youEnded: string;
}

export const strings: Record<ReplyLanguage, Strings> = {
  da: {
    locale: 'da-DK',
    title: 'Kundeservice',
    aiLabel: 'AI-assistent',
    tagline: 'med kilder',
    close: 'Luk chatten',
    startAfresh: 'Start en ny samtale',
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
    unsendable: 'Kan ikke sendes fra denne side',
    sent: 'Sendt',
    failed: 'Ikke sendt.',
    retry: 'Prøv igen',
    left: (count) => `${count} tegn tilbage`,
    tooLong: (count) => `${count} tegn for meget. Gør beskeden kortere, så kan den sendes.`,
    lost: 'Forbindelsen er væk. Skriv roligt videre: vi sender det, så snart den er tilbage.',
    back: 'Forbindelsen er tilbage.',
    unavailable: 'Chatten kan ikke bruges på denne side. Kontakt os på en anden måde.',
    busy: (seconds) =>
      `Vent et øjeblik: der er kommet mange beskeder på kort tid. Vi prøver igen om ${seconds} ${seconds === 1 ? 'sekund' : 'sekunder'}.`,
    expired: 'Din tidligere samtale er udløbet. Her begynder en ny.',
    ended: 'Den tidligere samtale er afsluttet. Her begynder en ny.',
    signedOut: 'Du er logget ud. Samtalen er lukket, og her begynder en ny.',
    person: 'medarbejder',
    personTyping: (name) => `${name} skriver`,
    receiptSays: 'Om samtalen:',
    callPerson: 'Tal med et menneske',
    callPersonSays: 'Jeg vil gerne tale med et menneske',
    inQueue: 'Du venter på en medarbejder',
    stopWaiting: 'Vent ikke længere',
    stopWaitingSays: 'Annuller',
    withPerson: (name) => `Du skriver med ${name}, et menneske`,
    consent:
      'Du skriver med en AI-assistent, og samtalen gemmes. Udelad følsomme personoplysninger. Når du skriver, er du indforstået med det.',
    privacy: 'Sådan behandler vi dine oplysninger',
    menu: 'Flere muligheder',
    download: 'Hent samtalen som tekst',
    downloadName: 'samtale',
    soundOn: 'Slå lyd til ved nye beskeder',
    soundOff: 'Slå lyden fra',
    end: 'Afslut samtalen',
    youEnded: 'Du har afsluttet samtalen.',
  },
  en: {
    locale: 'en-GB',
    title: 'Customer service',
    aiLabel: 'AI assistant',
    tagline: 'with sources',
    close: 'Close the chat',
    startAfresh: 'Start a new conversation',
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
    unsendable: 'Cannot be sent from this page',
    sent: 'Sent',
    failed: 'Not sent.',
    retry: 'Try again',
    left: (count) => `${count} characters left`,
    tooLong: (count) => `${count} characters too many. Shorten the message and it can be sent.`,
    lost: 'The connection is lost. Keep writing: we will send it as soon as it is back.',
    back: 'The connection is back.',
    unavailable: 'The chat is not available on this page. Please contact us in another way.',
    busy: (seconds) =>
      `Wait a moment: many messages have come in a short time. We try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    expired: 'Your earlier conversation has expired. A new one starts here.',
    ended: 'The earlier conversation has been closed. A new one starts here.',
    signedOut: 'You are signed out. That conversation is closed, and a new one starts here.',
    person: 'person',
    personTyping: (name) => `${name} is typing`,
    receiptSays: 'About the conversation:',
    callPerson: 'Talk to a person',
    callPersonSays: 'I would like to talk to a person',
    inQueue: 'You are waiting for a person',
    stopWaiting: 'Stop waiting',
    stopWaitingSays: 'Cancel',
    withPerson: (name) => `You are writing with ${name}, a person`,
    consent:
      'You are writing with an AI assistant, and the conversation is stored. Leave out sensitive personal details. By writing you agree to this.',
    privacy: 'How we handle your data',
    menu: 'More options',
    download: 'Download the conversation as text',
    downloadName: 'conversation',
    soundOn: 'Turn on a sound for new messages',
    soundOff: 'Turn the sound off',
    end: 'End the conversation',
    youEnded: 'You have ended the conversation.',
  },
};
