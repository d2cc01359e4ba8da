import { z } from 'zod';
import type { FilesSent } from '../../dialogs';
import { attachmentScheme } from './addresses';

const Attachments = z.array(
  z.looseObject({ contentType: z.string().catch(''), contentUrl: z.string().optional().catch(undefined) }).catch({
    contentType: '',
    contentUrl: undefined,
  }),
);

/** How Teams sends a file; and a picture that was pasted into the message. What else it attaches (the message as HTML, cards) is no file. */
const isFileInTeams = (contentType: string): boolean =>
  contentType === 'application/vnd.microsoft.teams.file.download.info' || contentType.startsWith('image/');

/** Teams sends an emoji as a picture out of its own store. */
const isEmoji = (contentUrl: string | undefined): boolean =>
  contentUrl !== undefined && URL.canParse(contentUrl) && new URL(contentUrl).hostname.startsWith('statics.teams.');

/** Whether a message brought files, and what became of them. */
export function filesSent(activity: { attachments?: unknown }): FilesSent | undefined {
  const read = Attachments.safeParse(activity.attachments);
  if (!read.success) return undefined;
  if (read.data.some(({ contentUrl }) => contentUrl?.startsWith(attachmentScheme))) return 'kept';
  const isFile = ({ contentType, contentUrl }: (typeof read.data)[number]): boolean =>
    isFileInTeams(contentType) && !isEmoji(contentUrl);
  return read.data.some(isFile) ? 'not-taken' : undefined;
}
