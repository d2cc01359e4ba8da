import { buffer } from 'node:stream/consumers';
import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { fileNotSent } from '../../dialogs';
import { localeLanguage, replyLanguage } from '../../knowledge';
import { type Attachments, attachmentScheme } from '../attachments';
import type { ServiceLog } from '../log';
import type { IncomingActivity } from './incoming-activity';
import { outsideAddress } from './outside-address';

const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
const fileCard = 'application/vnd.microsoft.teams.card.file.info';
const uploadLimitMs = 30_000;

type Attached = NonNullable<Activity['attachments']>[number];
const idIn = ({ contentUrl }: Attached): string | undefined =>
  contentUrl?.startsWith(attachmentScheme) ? contentUrl.slice(attachmentScheme.length) : undefined;

/** Teams shows a picture from its address; any other file it takes into the customer's own OneDrive, once they have agreed. */
export function withConsentCards(activity: Partial<Activity>): Partial<Activity> {
  if (activity.channelId !== 'msteams' || !activity.attachments?.some((file) => idIn(file) !== undefined))
    return activity;
  const { attachmentSizes: sizes = [] } = (activity.channelData ?? {}) as { attachmentSizes?: number[] };
  const attachments = activity.attachments.map((file, index): Attached => {
    const id = idIn(file);
    if (id === undefined || file.contentType.startsWith('image/')) return file;
    const context = { file: id };
    return {
      contentType: consentCard,
      name: file.name ?? 'file',
      content: { sizeInBytes: sizes[index] ?? 0, acceptContext: context, declineContext: context },
    };
  });
  return { ...activity, attachments };
}

/** The customer's answer to a consent card. */
const Consent = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    context: z.object({ file: z.string() }),
    uploadInfo: z.object({
      uploadUrl: z.string(),
      contentUrl: z.string(),
      name: z.string(),
      uniqueId: z.string(),
      fileType: z.string(),
    }),
  }),
  z.object({ action: z.literal('decline') }),
]);
type Accepted = Extract<z.output<typeof Consent>, { action: 'accept' }>;

export const isFileConsent = ({ type, name }: IncomingActivity): boolean =>
  type === 'invoke' && name === 'fileConsent/invoke';

interface Parts {
  attachments: Attachments;
  /** Says something outside a turn, once under its name. */
  say(
    conversation: string,
    activity: Partial<Activity>,
    logic: (context: TurnContext) => Promise<void>,
    onceAs: string,
  ): Promise<void>;
  serviceLog: ServiceLog;
}

/** Puts files of a person into the customer's OneDrive, where the customer has agreed to it. */
export function teamsFileConsent({ attachments, say, serviceLog }: Parts) {
  /** @throws Error where the file cannot be read or the other side does not take it */
  const put = async (url: URL, id: string, bytes: number): Promise<void> => {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(uploadLimitMs),
      headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes 0-${bytes - 1}/${bytes}` },
      body: new Uint8Array(await buffer(attachments.read(id))),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The upload was answered ${response.status}.`);
  };

  const deliver = async (
    conversation: string,
    activity: IncomingActivity,
    { context, uploadInfo }: Accepted,
  ): Promise<Partial<Activity>> => {
    const { uploadUrl, contentUrl, name, uniqueId, fileType } = uploadInfo;
    try {
      const file = await attachments.find(context.file, conversation);
      const url = outsideAddress(uploadUrl, activity.serviceUrl);
      if (!file || !url) throw new Error('There is no such file in this conversation, or nowhere to put it.');
      await put(url, file.id, file.bytes);
      const attachment = { contentType: fileCard, contentUrl, name, content: { uniqueId, fileType } };
      return { type: 'message', attachments: [attachment] };
    } catch (error) {
      serviceLog.warn({ conversation, err: error }, 'a file could not be put into the OneDrive of a customer');
      return { type: 'message', text: fileNotSent(name, replyLanguage(localeLanguage(activity.locale) ?? 'da')) };
    }
  };

  return {
    /**
     * Takes the customer's answer; the file goes its way after it.
     * @returns false for what is no answer to a consent card
     */
    answered(conversation: string, activity: IncomingActivity): boolean {
      const consent = Consent.safeParse(activity.value);
      if (!consent.success) return false;
      if (consent.data.action === 'decline') return true;
      const accepted = consent.data;
      const about = { ...activity, type: 'event', name: 'file consent' } as unknown as Partial<Activity>;
      const logic = async (context: TurnContext): Promise<void> =>
        void (await context.sendActivity(await deliver(conversation, activity, accepted)));
      say(conversation, about, logic, `consent ${activity.id ?? accepted.uploadInfo.uniqueId}`).catch(
        (error: unknown) => serviceLog.error({ conversation, err: error }, 'what became of a file could not be said'),
      );
      return true;
    },
  };
}

export type TeamsFileConsent = ReturnType<typeof teamsFileConsent>;
