/** Tells when the browser notices that the network has gone, and when trying again is worth while. Until `signal` is aborted. */
export function watchNetwork(signal: AbortSignal, on: { gone(): void; worthTrying(): void }): void {
  window.addEventListener('offline', () => on.gone(), { signal });
  window.addEventListener('online', () => on.worthTrying(), { signal });
  // A phone that was asleep wakes with its timers stopped.
  const shown = (): void => {
    if (document.visibilityState === 'visible') on.worthTrying();
  };
  document.addEventListener('visibilitychange', shown, { signal });
}
