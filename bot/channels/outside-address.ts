import { isLoopback } from '../loopback';

/**
 * An address that another service has given us to fetch or to put a file.
 * @param serviceUrl where the conversation lives
 * @returns undefined for one that we do not call: in the clear, or on this machine; on this machine only while the conversation lives there too
 */
export function outsideAddress(address: string | undefined, serviceUrl: string | undefined): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isDevelopment =
    serviceUrl !== undefined && URL.canParse(serviceUrl) && isLoopback(new URL(serviceUrl).hostname);
  if (isLoopback(url.hostname)) return isDevelopment && /^https?:$/.test(url.protocol) ? url : undefined;
  return url.protocol === 'https:' ? url : undefined;
}
