/** Whether only this machine reaches that address. A name that looks like one (127.example.com) is none. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
