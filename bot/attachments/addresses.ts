import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const hourSeconds = 3600;
/** A working day: whoever has the conversation open gets a new address each time it is delivered. */
const lifeSeconds = 8 * hourSeconds;

/** How the log refers to a file. It opens nothing: what a reader gets is signed when it is delivered. */
export const attachmentScheme = 'attachment:';
const idOf = (contentUrl: unknown): string | undefined =>
  typeof contentUrl === 'string' ? /^attachment:([0-9a-f]{32})$/.exec(contentUrl)?.[1] : undefined;

const WithAttachments = z.looseObject({ attachments: z.array(z.looseObject({ contentUrl: z.unknown() })) });

/**
 * Addresses under which files can be had for a while.
 * @param secret the service's own
 */
export function attachmentAddresses(secret: string, now: () => Date) {
  // A key of its own: what is signed for one purpose must never pass for another.
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'attachment addresses', 32));
  const sign = (id: string, expiry: string): Buffer => createHmac('sha256', key).update(`${id}.${expiry}`).digest();
  const seconds = (): number => Math.floor(now().getTime() / 1000);

  /** By the hour, so that what is delivered twice reads the same: clients take a changed activity for a new one. */
  const address = (id: string, base: string): string => {
    const expiry = String(Math.ceil(seconds() / hourSeconds) * hourSeconds + lifeSeconds);
    return `${base}/attachments/${id}?e=${expiry}&s=${sign(id, expiry).toString('base64url')}`;
  };

  return {
    address,

    /** Whether the address is one of ours, and still good. */
    check(id: string, query: URLSearchParams): 'good' | 'expired' | 'forged' {
      const expiry = query.get('e') ?? '';
      const given = Buffer.from(query.get('s') ?? '', 'base64url');
      const signature = sign(id, expiry);
      if (given.length !== signature.length || !timingSafeEqual(given, signature)) return 'forged';
      return Number(expiry) > seconds() ? 'good' : 'expired';
    },

    /** An activity that is sent to another service: each file with an address from where it can be had. */
    inActivity<Sent extends { attachments?: { contentUrl?: string }[] }>(activity: Sent, base: string): Sent {
      if (!activity.attachments?.some(({ contentUrl }) => idOf(contentUrl) !== undefined)) return activity;
      const attachments = activity.attachments.map((attachment) => {
        const id = idOf(attachment.contentUrl);
        return id === undefined ? attachment : { ...attachment, contentUrl: address(id, base) };
      });
      return { ...activity, attachments };
    },

    /**
     * An entry of the log as a client gets it: each file with an address from where it can be had.
     * @param base where the client reaches the service; no slash at the end
     */
    signed(body: string, base: string): string {
      // Nearly every entry has none, and is passed on as it is.
      if (!body.includes(`"${attachmentScheme}`)) return body;
      // Only where a file is meant: the same words in a message are somebody's words, who may have no right to the file.
      const read = WithAttachments.safeParse(JSON.parse(body));
      if (!read.success) return body;
      const attachments = read.data.attachments.map((attachment) => {
        const id = idOf(attachment.contentUrl);
        return id === undefined ? attachment : { ...attachment, contentUrl: address(id, base) };
      });
      return JSON.stringify({ ...read.data, attachments });
    },
  };
}

export type AttachmentAddresses = ReturnType<typeof attachmentAddresses>;
