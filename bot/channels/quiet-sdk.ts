/** What the Bot Framework's SDK writes to the console for every token that it refuses: a public key, or the whole error. */
const isOfRefusedToken = (said: unknown): boolean =>
  typeof said === 'string'
    ? said.startsWith('Error finding key for token')
    : said instanceof Error && said.name === 'TokenExpiredError';

let isQuiet = false;

/** A stranger with bad tokens could fill the disk with it. The SDK has no setting for it, so the console leaves it out. */
export function quietSdk(): void {
  if (isQuiet) return;
  isQuiet = true;
  const output = globalThis.console;
  const print = output.error.bind(output);
  output.error = (...said: unknown[]) => {
    if (!isOfRefusedToken(said[0])) print(...said);
  };
}
