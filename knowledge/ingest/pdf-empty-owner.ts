import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';

/**
 * Some programs encrypt a PDF for reading with a password and leave the owner's password empty: every reader opens it, with the owner's rights.
 * pdf.js alone tries the empty password only as the user's. This gives such a file with the same key under an empty user password; `undefined` for
 * every other file. Only AES-256 (revision 6 of PDF 2.0, ISO 32000-2 section 7.6.4) with its strings in hexadecimal, as those programs write them.
 */
export function withEmptyUserPassword(file: Buffer): Buffer | undefined {
  const text = file.toString('latin1');
  if (!/\/R\s*6\b/.test(text)) return undefined;
  const [user, userKey, owner, ownerKey] = [
    hexString(text, 'U'),
    hexString(text, 'UE'),
    hexString(text, 'O'),
    hexString(text, 'OE'),
  ];
  if (user?.length !== 48 || userKey?.length !== 32 || owner?.length !== 48 || ownerKey?.length !== 32)
    return undefined;
  const salts = (entry: Buffer) => ({
    hash: entry.subarray(0, 32),
    check: entry.subarray(32, 40),
    key: entry.subarray(40, 48),
  });
  if (!emptyPasswordHash(salts(owner).check, user).equals(salts(owner).hash)) return undefined;
  const fileKey = aes256('decrypt', emptyPasswordHash(salts(owner).key, user), ownerKey);
  const newUser = Buffer.concat([emptyPasswordHash(salts(user).check), user.subarray(32)]);
  const newUserKey = aes256('encrypt', emptyPasswordHash(salts(user).key), fileKey);
  return Buffer.from(replaceHex(replaceHex(text, 'U', newUser), 'UE', newUserKey), 'latin1');
}

const entry = (name: string): RegExp => new RegExp(`(/${name}\\s*<)([0-9a-fA-F]+)>`);

function hexString(text: string, name: string): Buffer | undefined {
  const hex = entry(name).exec(text)?.[2];
  return hex === undefined ? undefined : Buffer.from(hex, 'hex');
}

/** As long as what it replaces: every offset in the file stays right. */
const replaceHex = (text: string, name: string, value: Buffer): string =>
  text.replace(entry(name), `$1${value.toString('hex')}>`);

function aes256(way: 'encrypt' | 'decrypt', key: Buffer, content: Buffer): Buffer {
  const cipher = (way === 'encrypt' ? createCipheriv : createDecipheriv)(
    'aes-256-cbc',
    key,
    Buffer.alloc(16),
  ).setAutoPadding(false);
  return Buffer.concat([cipher.update(content), cipher.final()]);
}

/** The standard's algorithm 2.B for the empty password; `user` is the user entry where the owner's password is meant. */
function emptyPasswordHash(salt: Buffer, user: Buffer = Buffer.alloc(0)): Buffer {
  let key = createHash('sha256').update(salt).update(user).digest();
  for (let round = 1; ; round += 1) {
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => Buffer.concat([key, user])));
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = Buffer.concat([cipher.update(repeated), cipher.final()]);
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = createHash(['sha256', 'sha384', 'sha512'][sum % 3] ?? 'sha256')
      .update(mixed)
      .digest();
    if (round >= 64 && (mixed.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32);
  }
}
