/** One file of a ZIP archive, as the archive's directory declares it. */
export interface ZipEntry {
  name: string;
  unpackedBytes: number;
  encrypted: boolean;
}

const END_SIGNATURE = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY_SIGNATURE = 0x02014b50;

/**
 * Reads a ZIP archive's directory without unpacking anything: what it would unpack to is known before it costs memory.
 * `undefined` when there is no directory, which is what a truncated archive lacks: it stands at the end.
 */
export function zipDirectory(file: Buffer): ZipEntry[] | undefined {
  const end = file.lastIndexOf(END_SIGNATURE);
  if (end === -1 || end + 22 > file.length) return undefined;
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY_SIGNATURE) return undefined;
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      unpackedBytes: file.readUInt32LE(at + 24),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}
