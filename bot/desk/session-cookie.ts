import type { IncomingMessage } from 'node:http';

export const sessionCookie = 'desk_session';

interface CookieOptions {
  /** Where the browser sends it. */
  path: string;
  sameSite: 'Strict' | 'Lax';
  /** How long the browser keeps it; 0 removes it. */
  maxAgeSeconds: number;
  /** Only over https. */
  secure: boolean;
}

/** A `Set-Cookie` header. No script can read the cookie. */
export const cookieHeader = (name: string, value: string, options: CookieOptions): string =>
  [
    `${name}=${value}`,
    `Path=${options.path}`,
    `Max-Age=${options.maxAgeSeconds}`,
    'HttpOnly',
    `SameSite=${options.sameSite}`,
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');

/** The value of a cookie of ours: they hold letters, digits, - and _ only. */
export function cookieOf({ headers }: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([key]) => key === name)?.[1];
  return value !== undefined && /^[\w-]{1,200}$/.test(value) ? value : undefined;
}
