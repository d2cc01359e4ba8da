const mounted = new Map<string, HTMLElement>();

/**
 * Tells whoever runs the site where two chats of a page would share what the browser keeps: each would show the other's conversation now and then.
 * @param key under which the browser keeps the chat's conversation
 */
export function tellIfTwo(key: string, element: HTMLElement): void {
  // An element that has been taken out has made room for this one.
  if (mounted.get(key)?.isConnected)
    // eslint-disable-next-line no-console
    console.warn(
      'Two chats of this page have the same name, or none: give each <charterdesk-chat> a `name` of its own.',
    );
  mounted.set(key, element);
}
