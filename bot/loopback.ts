/** Whether only this machine reaches that address. A name that looks like one (127.example.com) is none. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

/** The settings that tell who reaches the service. */
export interface Reach {
  HOST?: string | undefined;
  PUBLIC_URL?: string | undefined;
  TRUST_PROXY?: 'on' | 'off' | undefined;
}

/**
 * What lets others than this machine reach the service, with the remedy; undefined where nothing does. A proxy before a service on loopback
 * brings the whole network to it.
 */
export function reachedFromElsewhere({ HOST, PUBLIC_URL, TRUST_PROXY }: Reach): string | undefined {
  if (HOST !== undefined && !isLoopback(HOST)) return `HOST must be a loopback address (HOST=127.0.0.1), not "${HOST}"`;
  if (PUBLIC_URL !== undefined && !isLoopback(new URL(PUBLIC_URL).hostname))
    return `PUBLIC_URL must be a loopback address or unset, not "${PUBLIC_URL}"`;
  return TRUST_PROXY === 'on' ? 'TRUST_PROXY must be off' : undefined;
}

/** Whether a request names this machine in its Host header. A page elsewhere whose name has been made to lead here sends its own name. */
export const isAskedOnLoopback = ({ headers: { host = '' } }: { headers: { host?: string | undefined } }): boolean =>
  URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname);
