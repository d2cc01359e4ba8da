import { buffer } from 'node:stream/consumers';
import type { Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { fileDeclined, fileNotSent } from '../../dialogs';
import { localeLanguage, replyLanguage } from '../../knowledge';
import { type Attachments, attachmentScheme } from '../attachments';
import { DatabaseUnavailable } from '../../adapters/database';
import { bufferOf } from '../conversations/bot-memory';
import { speakBesidePerson } from '../handoff/desk';
import type { ServiceLog } from '../log';
import type { IncomingActivity } from './incoming-activity';
import { outsideAddress } from './outside-address';
import type { TurnBuffer } from './turn-buffer';

const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
const fileCard = 'application/vnd.microsoft.teams.card.file.info';
const uploadLimitMs = 30_000;
/** What an upload session answers once its file is complete. */
const usedUp = new Set([404, 409]);

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

const Accepted = z.object({
  action: z.literal('accept'),
  context: z.object({ file: z.string() }),
  uploadInfo: z.object({
    uploadUrl: z.string(),
    contentUrl: z.string(),
    name: z.string(),
    uniqueId: z.string(),
    fileType: z.string(),
  }),
});
type Accepted = z.output<typeof Accepted>;
const Declined = z.object({ action: z.literal('decline'), context: z.object({ file: z.string() }) });
/** The customer's answer to a consent card. */
const Consent = z.discriminatedUnion('action', [Accepted, Declined]);

export const isFileConsent = ({ type, name }: IncomingActivity): boolean =>
  type === 'invoke' && name === 'fileConsent/invoke';

/** The event as which the answer is taken into the log. */
const answeredEvent = 'file consent answered';

/** The customer's answer as the activity whose turn is owed: until an accepted file has gone its way, a declined one been told of. Undefined for what is no answer. */
export function consentAnswer(activity: IncomingActivity): IncomingActivity | undefined {
  const consent = Consent.safeParse(activity.value);
  // As an event its turn may take its time, and a restart takes it up again: of an invoke nobody waits for the answer any more.
  return consent.success ? { ...activity, type: 'event', name: answeredEvent, value: consent.data } : undefined;
}

/** Clients of other channels may send events of any name. */
export const isAnsweredConsent = ({ type, name, channelId }: Partial<Activity>): boolean =>
  type === 'event' && name === answeredEvent && channelId === 'msteams';

const languageOf = ({ locale }: Partial<Activity>) => replyLanguage(localeLanguage(locale) ?? 'da');

interface Parts {
  attachments: Attachments;
  serviceLog: ServiceLog;
}

/** Puts files of a person into the customer's OneDrive, where the customer has agreed to it. */
export function teamsFileConsent({ attachments, serviceLog }: Parts) {
  /**
   * @param again the file may have been put there before: the address is good for one upload, and then answers that it is gone
   * @throws Error where the file cannot be read or the other side does not take it
   */
  const put = async (url: URL, id: string, bytes: number, again: boolean): Promise<void> => {
    const response = await fetch(url, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(uploadLimitMs),
      headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes 0-${bytes - 1}/${bytes}` },
      body: new Uint8Array(await buffer(attachments.read(id))),
    });
    await response.body?.cancel();
    const isThere = again && usedUp.has(response.status);
    if (!response.ok && !isThere) throw new Error(`The upload was answered ${response.status}.`);
  };

  const deliver = async (
    { conversation, runsAgain }: TurnBuffer,
    activity: Partial<Activity>,
    { context, uploadInfo }: Accepted,
  ): Promise<Partial<Activity>> => {
    const { uploadUrl, contentUrl, name, uniqueId, fileType } = uploadInfo;
    try {
      const file = await attachments.find(context.file, conversation);
      const url = outsideAddress(uploadUrl, activity.serviceUrl);
      if (!file || !url) throw new Error('There is no such file in this conversation, or nowhere to put it.');
      await put(url, file.id, file.bytes, runsAgain);
      const attachment = { contentType: fileCard, contentUrl, name, content: { uniqueId, fileType } };
      return { type: 'message', attachments: [attachment] };
    } catch (error) {
      // The turn is owed still, and runs again when the store is back.
      if (error instanceof DatabaseUnavailable) throw error;
      serviceLog.warn({ conversation, err: error }, 'a file could not be put into the OneDrive of a customer');
      return { type: 'message', text: fileNotSent(name, languageOf(activity)) };
    }
  };

  /** Whoever sent the file reads it too: they would wait for it to be looked at. */
  const declined = async (
    { conversation }: TurnBuffer,
    activity: Partial<Activity>,
    id: string,
  ): Promise<Partial<Activity> | undefined> => {
    const file = await attachments.find(id, conversation);
    return file && { type: 'message', text: fileDeclined(file.name, languageOf(activity)) };
  };

  return {
    /** The turn of an answer: puts an accepted file there, and says what became of it, whoever speaks by now. */
    async answer(context: TurnContext): Promise<void> {
      const consent = Consent.parse(context.activity.value);
      const buffer = bufferOf(context);
      const said =
        consent.action === 'accept'
          ? await deliver(buffer, context.activity, consent)
          : await declined(buffer, context.activity, consent.context.file);
      if (said) await context.sendActivity(said);
      speakBesidePerson(context);
    },
  };
}
