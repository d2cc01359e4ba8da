import { open } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Database } from '../../adapters/database';
import type { AttachedFile } from '../handoff/handoffs';
import type { ServiceLog } from '../log';
import { type AttachmentAddresses, attachmentAddresses, attachmentScheme } from './addresses';
import { attachmentFiles, type IncomingFile } from './attachment-files';
import { fileName, type FileType, typeOf } from './file-types';
import { mostBytes, mostFilesPerConversation, type Refusal, refusal } from './refusal';
import type { Scan } from './scan';
import { sqlAttachments, type StoredFile } from './sql-attachments';

/** A file that has come in whole, under the name that its sender gave it. */
export interface ReceivedFile extends IncomingFile {
  name: string;
}

/** The files of conversations: taken in, checked, kept, and given out to whoever was given their address. */
export interface Attachments {
  readonly addresses: AttachmentAddresses;
  /** Takes the bytes of a file in. Nothing has it yet: it is to be kept or discarded. */
  receive(content: Readable, name: string): Promise<{ kind: 'received'; file: ReceivedFile } | Refusal>;
  /** Checks files and keeps them: on the disk when it resolves. All of them or, where one is refused, none. */
  keep(
    conversation: string,
    files: readonly ReceivedFile[],
  ): Promise<{ kind: 'kept'; files: AttachedFile[] } | Refusal>;
  /** Removes files that no message has. */
  discard(files: readonly { id: string }[]): Promise<void>;
  /**
   * Takes a file that a member of staff will send with their next message.
   * @param upload.content at most 10 MB; what is above is refused without being read to its end
   */
  takeFromStaff(upload: {
    conversation: string;
    name: string;
    content: Readable;
  }): Promise<{ kind: 'kept'; file: AttachedFile } | Refusal>;
  /** @returns undefined for one that is not there, or not of this conversation where one is given */
  find(id: string, conversation?: string): Promise<StoredFile | undefined>;
  read(id: string): Readable;
  /** Removes what a killed process, or somebody who changed their mind, has left behind. @returns how many files */
  sweep(): Promise<number>;
  stop(): void;
}

interface Parts {
  database: Database;
  /** Where the files lie. */
  folder: string;
  scan: Scan;
  /** The service's secret, that addresses are signed with. */
  secret: string;
  now: () => Date;
  /** 32 hexadecimal digits that nobody can guess. */
  newId: () => string;
  serviceLog: ServiceLog;
}

const hourMs = 3_600_000;
/** A member of staff may have chosen a file in the morning and send it in the evening. */
const unsentLifeMs = 24 * hourMs;
const sweepEveryMs = 6 * hourMs;

export function createAttachments(parts: Parts): Attachments {
  const { scan, now, newId, serviceLog } = parts;
  const files = attachmentFiles(parts.folder);
  const store = sqlAttachments(parts.database, now);

  const discard = async (unwanted: readonly { id: string }[]): Promise<void> => {
    const ids = unwanted.map(({ id }) => id);
    await files.remove(ids);
    await store.remove(ids);
  };

  /** What the file is, once it has passed all checks. */
  const checked = async (file: ReceivedFile): Promise<FileType | Refusal> => {
    if (file.bytes === 0) return refusal('empty', file.name);
    const handle = await open(file.path, 'r');
    const type = await typeOf(handle, file.bytes).finally(() => handle.close());
    if (type === 'unknown') return refusal('wrong-type', file.name);
    if (type === 'broken') return refusal('broken', file.name);
    try {
      return (await scan(file.path)) === 'clean' ? type : refusal('infected', file.name);
    } catch (error) {
      serviceLog.error({ err: error }, 'a file could not be scanned, and was refused');
      return refusal('not-scanned', file.name);
    }
  };

  const keepAll = async (
    conversation: string,
    received: readonly ReceivedFile[],
  ): Promise<{ kind: 'kept'; files: AttachedFile[] } | Refusal> => {
    if ((await store.countIn(conversation)) + received.length > mostFilesPerConversation)
      return refusal('too-many-in-conversation', '');
    const stored: (StoredFile & { sha256: string })[] = [];
    for (const file of received) {
      const type = await checked(file);
      if (typeof type !== 'string') return type;
      const { id, bytes, sha256 } = file;
      stored.push({ id, conversation, name: fileName(file.name, type), contentType: type, bytes, sha256 });
    }
    // The bytes before what speaks of them: a kill in between leaves files that nobody knows, never a word of a file that is not there.
    await files.keep(received);
    await store.add(stored);
    return {
      kind: 'kept',
      files: stored.map(({ id, name, contentType, bytes }) => ({ id, name, contentType, bytes })),
    };
  };

  const receive: Attachments['receive'] = async (content, name) => {
    const file = await files.receive(newId(), content, mostBytes);
    return typeof file === 'string' ? refusal(file, name) : { kind: 'received', file: { ...file, name } };
  };

  const keep: Attachments['keep'] = async (conversation, received) => {
    let kept = false;
    try {
      const outcome = await keepAll(conversation, received);
      kept = outcome.kind === 'kept';
      return outcome;
    } finally {
      if (!kept) await discard(received);
    }
  };

  const sweep = async (): Promise<number> => {
    const then = new Date(now().getTime() - unsentLifeMs);
    const unsent = await store.unsent(then);
    await discard(unsent.map((id) => ({ id })));
    const unknown: string[] = [];
    for (const id of await files.olderThan(then)) if (!(await store.find(id))) unknown.push(id);
    await files.remove(unknown);
    return unsent.length + unknown.length;
  };
  const sweepQuietly = (): void =>
    void sweep().catch((error: unknown) => serviceLog.error({ err: error }, 'left-over files could not be removed'));
  const sweeping = setInterval(sweepQuietly, sweepEveryMs);
  sweeping.unref();

  return {
    addresses: attachmentAddresses(parts.secret, now),
    receive,
    keep,
    discard,

    async takeFromStaff({ conversation, name, content }) {
      const received = await receive(content, name);
      if (received.kind === 'refused') return received;
      const kept = await keep(conversation, [received.file]);
      const file = kept.kind === 'kept' ? kept.files[0] : undefined;
      if (kept.kind === 'refused') return kept;
      if (!file) throw new Error('A file was kept, and nothing is known of it.');
      return { kind: 'kept', file };
    },

    async find(id, conversation) {
      const found = /^[0-9a-f]{32}$/.test(id) ? await store.find(id) : undefined;
      return conversation === undefined || found?.conversation === conversation ? found : undefined;
    },

    read: (id) => files.read(path.basename(id)),
    sweep,
    stop: () => clearInterval(sweeping),
  };
}

/** What an activity says of its files: the attachments themselves, and their sizes where Web Chat and our widget look for them. */
export const attachmentsOf = (
  files: readonly AttachedFile[],
): {
  attachments: { contentType: string; name: string; contentUrl: string }[];
  sizes: { attachmentSizes: number[] };
} => ({
  attachments: files.map(({ id, name, contentType }) => ({
    contentType,
    name,
    contentUrl: `${attachmentScheme}${id}`,
  })),
  sizes: { attachmentSizes: files.map(({ bytes }) => bytes) },
});
