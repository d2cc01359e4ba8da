import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type FilesSent, fileNotTaken } from '../../dialogs';
import { localeLanguage, replyLanguage } from '../../knowledge';
import { type Attachments, attachmentsOf, filesSent, type ReceivedFile } from '../attachments';
import type { ConversationLog } from '../conversations/conversation-log';
import type { AttachedFile } from '../handoff/handoffs';
import { isPersonal } from '../identity/asking';
import type { ServiceLog } from '../log';
import { outsideAddress } from './outside-address';

/** How Teams sends a file: an address that needs no token and is good for a few minutes. */
const Download = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().min(1),
  content: z.object({ downloadUrl: z.string() }),
});
/** A picture that was pasted into the message lies at the connector, which wants our token. */
const Picture = z.object({
  contentType: z.string().startsWith('image/'),
  name: z.string().min(1).optional(),
  contentUrl: z.string(),
});
const Offered = z.array(z.union([Download, Picture]).optional().catch(undefined));

/** A file that came with a message, and where it can be had. */
interface OfferedFile {
  name: string;
  url: URL;
  needsToken: boolean;
}

const mostFiles = 5;
const downloadLimitMs = 30_000;

/** Those that we may fetch. */
function offered({ attachments, serviceUrl }: Partial<Activity>): OfferedFile[] {
  const read = Offered.safeParse(attachments);
  if (!read.success) return [];
  return read.data.slice(0, mostFiles).flatMap((file): OfferedFile[] => {
    if (!file) return [];
    if ('content' in file) {
      const url = outsideAddress(file.content.downloadUrl, serviceUrl);
      return url ? [{ name: file.name, url, needsToken: false }] : [];
    }
    const url = outsideAddress(file.contentUrl, serviceUrl);
    // Our token is for the connector alone.
    const isAtConnector = url !== undefined && url.origin === new URL(serviceUrl ?? '').origin;
    return isAtConnector ? [{ name: file.name ?? 'image', url, needsToken: true }] : [];
  });
}

interface Parts {
  attachments: Attachments;
  log: ConversationLog;
  /** The token that our calls to a connector carry. */
  token(): Promise<string | undefined>;
  now: () => Date;
  serviceLog: ServiceLog;
}

/** Takes the files that customers send in Teams: into the conversation, like the widget's. */
export function teamsFiles({ attachments, log, token, now, serviceLog }: Parts) {
  const fetched = async ({ name, url, needsToken }: OfferedFile): Promise<ReceivedFile | undefined> => {
    const bearer = needsToken ? await token() : undefined;
    const response = await fetch(url, {
      signal: AbortSignal.timeout(downloadLimitMs),
      // Elsewhere the token has nothing to do.
      redirect: needsToken ? 'error' : 'follow',
      headers: bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` },
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`The file's address answered ${response.status}.`);
    }
    const received = await attachments.receive(Readable.fromWeb(response.body as ReadableStream), name);
    return received.kind === 'received' ? received.file : undefined;
  };

  /** One file, kept; undefined for one that is refused or cannot be had. */
  const take = async (conversation: string, file: OfferedFile): Promise<AttachedFile | undefined> => {
    try {
      const received = await fetched(file);
      const kept = received && (await attachments.keep(conversation, [received]));
      return kept?.kind === 'kept' ? kept.files[0] : undefined;
    } catch (error) {
      serviceLog.warn({ conversation, err: error }, 'a file that was sent in Teams could not be fetched');
      return undefined;
    }
  };

  /** What the log shows of them: the files as the customer's own, and the names of those that were not taken. */
  const entry = (activity: Partial<Activity>, kept: readonly AttachedFile[], notTaken: readonly string[]): string => {
    const files = attachmentsOf(kept);
    const language = replyLanguage(localeLanguage(activity.locale) ?? 'da');
    return JSON.stringify({
      type: 'message',
      id: `${activity.id ?? ''}|files`,
      timestamp: now().toISOString(),
      channelId: activity.channelId,
      from: activity.from,
      conversation: activity.conversation,
      text: notTaken.map((name) => fileNotTaken(name, language)).join('\n'),
      attachments: files.attachments,
      channelData: files.sizes,
    });
  };

  return {
    /**
     * Takes the files of a message, once however often its turn runs.
     * @returns what became of them; undefined for a message without files
     */
    async take(conversation: string, activity: Partial<Activity>): Promise<FilesSent | undefined> {
      const sent = filesSent(activity);
      if (sent !== 'not-taken' || activity.channelId !== 'msteams' || !isPersonal(activity)) return sent;
      const files = offered(activity);
      if (files.length === 0) return sent;
      const name = `files of ${activity.id ?? ''}`;
      if (await log.has(conversation, name)) return 'kept';
      const taken = await Promise.all(files.map((file) => take(conversation, file)));
      const kept = taken.filter((file) => file !== undefined);
      const notTaken = files.filter((_file, index) => taken[index] === undefined).map((file) => file.name);
      await log.append(conversation, [() => entry(activity, kept, notTaken)], false, name);
      return notTaken.length === 0 ? 'kept' : 'refused';
    },
  };
}

export type TeamsFiles = ReturnType<typeof teamsFiles>;
