export type NotificationAnswer = 'unsupported' | NotificationPermission;

export const notificationAnswer = (): NotificationAnswer =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission;

/** Asked by a button only, never by the page itself. */
export const askForNotifications = async (): Promise<NotificationAnswer> =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.requestPermission();

/**
 * Shows something on the desktop while the window is in the background. It says who and what, never the customer's words: those may be read by
 * whoever passes the screen.
 */
export function notify(text: string, tag: string, onClick: () => void): void {
  if (notificationAnswer() !== 'granted' || document.visibilityState === 'visible') return;
  const notification = new Notification(text, { tag, icon: '/assets/icon.svg' });
  notification.addEventListener('click', () => {
    window.focus();
    notification.close();
    onClick();
  });
}
