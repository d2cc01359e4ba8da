// @node-rs/argon2: argon2id, ready-built for every platform that we serve (nothing is compiled while installing), and it works on a thread of its own:
// a sign-in does not hold up the customers' chat, as a hash in WebAssembly on the main thread would. Loaded at the first one: no start waits for it.
const library = () => import('@node-rs/argon2');

/** OWASP's first choice for argon2id: 19 MiB, two passes. The library's default algorithm is argon2id. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const leastCharacters = 12;
const mostCharacters = 200;

/** Why a password is not good enough; undefined for one that is. Length counts, not the kinds of its characters (NIST SP 800-63B). */
export function passwordProblem(
  password: string,
  { login, name }: { login: string; name: string },
): string | undefined {
  const length = [...password].length;
  if (length < leastCharacters) return `A password has at least ${leastCharacters} characters.`;
  if (length > mostCharacters) return `A password has at most ${mostCharacters} characters.`;
  if (new Set(password).size < 5) return 'A password of so few different characters is guessed at once.';
  const lower = password.toLowerCase();
  const own = [login, name.toLowerCase(), name.toLowerCase().replaceAll(' ', '')];
  return own.some((word) => word.length >= 4 && lower.replace(word, '').length < 6)
    ? 'A password must be more than your own name.'
    : undefined;
}

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await library();
  return hash(password.normalize('NFKC'), cost);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether it is the password. Without a hash (nobody has this login, or no password) it takes as long and says no: the time tells nothing.
 * @param hashed what `hashPassword` made
 */
export async function isPassword(password: string, hashed: string | undefined): Promise<boolean> {
  const { verify } = await library();
  nobodys ??= hashPassword('a password that nobody has');
  const matches = await verify(hashed ?? (await nobodys), password.normalize('NFKC').slice(0, 4 * mostCharacters));
  return matches && hashed !== undefined;
}
