import type { IncomingMessage } from 'node:http';
import Busboy, { type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy';
import { HttpError, parseJson } from '../http';
import type { Attachments, ReceivedFile } from './attachments';
import { mostBytes, mostFilesPerMessage, type Refusal, refusal } from './refusal';

/** What a client's upload brings: the message, and the files that go with it. */
export interface Upload {
  /** As JSON; undefined where the client sent files and nothing else. */
  activity: unknown;
  files: ReceivedFile[];
}

/** The message itself, beside its files: Web Chat puts a small picture of each into it. */
const mostActivityBytes = 2 * 1024 * 1024;
const mostRequestBytes = mostFilesPerMessage * mostBytes + mostActivityBytes + 64 * 1024;

const malformed = (why: string): HttpError =>
  new HttpError(400, 'BadArgument', `The upload is not the multipart form that it says it is: ${why}.`, {
    Connection: 'close',
  });

function parserFor(request: IncomingMessage): ReturnType<typeof Busboy> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type))
    // Not cut off: Node reads the rest of the body away behind the answer, and a client that still sends would never learn why.
    throw new HttpError(415, 'BadArgument', 'Files come as multipart/form-data.');
  if (Number(request.headers['content-length'] ?? 0) > mostRequestBytes)
    throw new HttpError(413, 'FileTooLarge', `An upload takes ${mostFilesPerMessage} files of 10 MB at most.`, {
      Connection: 'close',
    });
  try {
    return new Busboy({
      headers: request.headers as BusboyHeaders,
      // A blob has no name where a browser gave it none, and the message is one.
      isPartAFile: () => true,
      limits: {
        // One more than is taken, so that it is seen: the rest is not read.
        files: mostFilesPerMessage + 2,
        parts: mostFilesPerMessage + 2,
        fileSize: mostBytes + 1,
        headerPairs: 20,
        headerSize: 8192,
        fieldNameSize: 100,
      },
    });
  } catch (error) {
    throw malformed((error as Error).message);
  }
}

/** Browsers write the three signs that would end a name like this. */
const unquoted = (name = ''): string => name.replace(/%22/g, '"').replace(/%0[AD]/gi, ' ');

async function textOf(stream: BusboyFileStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostActivityBytes) throw new HttpError(413, 'MessageSizeTooBig', 'The message is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Feeds the request to the parser, no faster than it takes it. Rejects when the client goes away, or sends what is no form. */
async function parse(request: IncomingMessage, parser: ReturnType<typeof Busboy>): Promise<void> {
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    parser.once('finish', resolve);
    parser.once('error', (error: unknown) => reject(malformed(error instanceof Error ? error.message : 'unreadable')));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(malformed('it ends in the middle'));
    });
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostRequestBytes)
        reject(new HttpError(413, 'FileTooLarge', 'The upload is too large.', { Connection: 'close' }));
    });
    request.pipe(parser);
  }).finally(() => request.unpipe(parser));
}

/**
 * Reads a Direct Line upload: a part `activity`, and a part for each file. The files go to the disk as they come, so memory does not grow with them.
 * Whatever it ends with, a caller that gets no upload need not clean up after it.
 * @throws HttpError for what is no such form
 */
export async function readUpload(request: IncomingMessage, attachments: Attachments): Promise<Upload | Refusal> {
  const parser = parserFor(request);
  const received: ReturnType<Attachments['receive']>[] = [];
  const streams: BusboyFileStream[] = [];
  let message: Promise<Buffer> | undefined;
  let tooMany = false;
  const onPart = (field: string, stream: BusboyFileStream, name: string | undefined): void => {
    streams.push(stream);
    // Whoever reads it is told as well; told to nobody, it would end the process.
    stream.on('error', () => undefined);
    const isMessage = field === 'activity' && message === undefined;
    tooMany ||= !isMessage && received.length === mostFilesPerMessage;
    if (tooMany) stream.resume();
    else if (isMessage) message = textOf(stream);
    else received.push(attachments.receive(stream, unquoted(name)));
    // What a refused file still has to come is read and thrown away: the client reads our answer only when it has sent all.
    const work = isMessage ? message : received.at(-1);
    work?.catch(() => undefined).finally(() => stream.resume());
  };
  parser.on('file', onPart);
  parser.once('partsLimit', () => {
    tooMany = true;
  });
  try {
    await parse(request, parser);
  } catch (error) {
    parser.destroy();
    // Those that came whole are ended already; the one under way would be waited for in vain.
    for (const stream of streams) stream.destroy(new Error('The upload ended in the middle of a file.'));
    await discardAll(received, attachments);
    throw error;
  }
  const outcomes = await Promise.all(received);
  const refused =
    outcomes.find((outcome) => outcome.kind === 'refused') ?? (tooMany ? refusal('too-many', '') : undefined);
  try {
    const activity = message && parseJson(await message);
    if (!refused)
      return { activity, files: outcomes.flatMap((outcome) => (outcome.kind === 'received' ? [outcome.file] : [])) };
  } catch (error) {
    await discardAll(received, attachments);
    throw error;
  }
  await discardAll(received, attachments);
  return refused;
}

async function discardAll(received: ReturnType<Attachments['receive']>[], attachments: Attachments): Promise<void> {
  for (const outcome of await Promise.allSettled(received))
    if (outcome.status === 'fulfilled' && outcome.value.kind === 'received')
      await attachments.discard([outcome.value.file]);
}
