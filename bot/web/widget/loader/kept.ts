/** The name under which the browser keeps a conversation. @param name tells several chats of one site apart */
export const storageKey = (service: string, name: string): string => `charterdesk-chat ${service}${name && ` ${name}`}`;

/** `undefined` where the browser denies storage: merely reading the property throws there. */
export function storageOf(kind: 'localStorage' | 'sessionStorage'): Storage | undefined {
  try {
    return window[kind];
  } catch {
    return undefined;
  }
}

/** Where there is no room, or none is given to this page, it is held as long as the page is. */
export function keep(storage: Storage | undefined, key: string, kept: object): void {
  try {
    storage?.setItem(key, JSON.stringify(kept));
  } catch {
    return;
  }
}

/** What is kept there; `undefined` for nothing, and for what cannot be read. */
export function readKept(storage: Storage | undefined, key: string): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? 'null');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
