/** Where a one-time link leads. The code stands behind the #: no server, proxy or log on the way sees it. */
export const linkAddress = (address: string, code: string): string => `${address}/desk#link=${code}`;
