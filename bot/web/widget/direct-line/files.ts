/** A file in the conversation. Without `url` it is one of our own that is still on its way. */
export interface SentFile {
  name: string;
  contentType: string;
  url?: string;
  /** Where the service tells it. */
  bytes?: number;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The files that an activity brings. What else is attached to it, a card for instance, is none. */
export function filesIn(activity: Record<string, unknown>): SentFile[] {
  const { attachments, channelData } = activity;
  if (!Array.isArray(attachments)) return [];
  const sizes: unknown = isObject(channelData) ? channelData['attachmentSizes'] : undefined;
  return attachments.flatMap((attachment: unknown, at) => {
    if (!isObject(attachment) || typeof attachment['contentUrl'] !== 'string') return [];
    const bytes: unknown = Array.isArray(sizes) ? sizes[at] : undefined;
    return [
      {
        name: String(attachment['name'] ?? ''),
        contentType: String(attachment['contentType'] ?? ''),
        url: attachment['contentUrl'],
        ...(typeof bytes === 'number' ? { bytes } : {}),
      },
    ];
  });
}
