import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';

/** How files are checked for harmful content before anybody can have them. */
export type ScanSettings =
  | { kind: 'none' }
  /** A program that gets the file's path as its last argument. Its exit status: 0 clean, 1 not clean, anything else: it could not tell. */
  | { kind: 'command'; command: string; arguments: string[] }
  /** ClamAV's daemon. */
  | { kind: 'clamd'; address: { path: string } | { host: string; port: number } };

/** Looks at a file. Rejects where it could not be told. */
export type Scan = (file: string) => Promise<'clean' | 'infected'>;

/** Longer than a scanner takes for our largest file, its start included. */
const scanLimitMs = 60_000;

export function scanner(settings: ScanSettings, limitMs = scanLimitMs): Scan {
  switch (settings.kind) {
    case 'none':
      return () => Promise.resolve('clean');
    case 'command':
      return (file) => byCommand(settings.command, [...settings.arguments, file], limitMs);
    case 'clamd':
      return (file) => byClamd(settings.address, file, limitMs);
    default:
      throw new Error(`Unhandled scanner: ${settings satisfies never}`);
  }
}

function byCommand(command: string, parameters: string[], limitMs: number): Promise<'clean' | 'infected'> {
  return new Promise((resolve, reject) => {
    // No shell: nothing in a path is ever read as a command.
    const child = spawn(command, parameters, { stdio: 'ignore', timeout: limitMs, killSignal: 'SIGKILL' });
    child.once('error', (error) => reject(new Error(`ATTACHMENT_SCAN could not be run: ${command}`, { cause: error })));
    child.once('exit', (status, signal) => {
      if (status === 0) resolve('clean');
      else if (status === 1) resolve('infected');
      else reject(new Error(`ATTACHMENT_SCAN ended with ${status ?? signal}: a file could not be checked.`));
    });
  });
}

/** One piece of the stream as clamd wants it: its length, then itself. A length of 0 ends the stream. */
function piece(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

/** The daemon's whole answer; it closes the connection behind it. */
async function answerOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').replace(/\0/g, '').trim();
}

/** By `INSTREAM`: the daemon may live on another machine, or may not read our files. */
async function byClamd(
  address: { path: string } | { host: string; port: number },
  file: string,
  limitMs: number,
): Promise<'clean' | 'infected'> {
  const socket = connect({ ...address });
  const limit = setTimeout(() => socket.destroy(new Error('clamd did not answer in time.')), limitMs);
  try {
    const answer = answerOf(socket);
    // Told below; meanwhile nobody listens.
    answer.catch(() => undefined);
    socket.write('zINSTREAM\0');
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>)
      if (!socket.write(piece(chunk)))
        await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), answer]);
    socket.write(piece(Buffer.alloc(0)));
    const said = await answer;
    if (/\bFOUND$/.test(said)) return 'infected';
    if (/\bOK$/.test(said)) return 'clean';
    throw new Error(`clamd could not check a file: ${said.slice(0, 200) || 'it answered nothing'}`);
  } finally {
    clearTimeout(limit);
    socket.destroy();
  }
}
