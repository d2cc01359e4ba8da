import { createHash } from 'node:crypto';
import type { directLineCall, TestVisitor } from '../direct-line-client';

export interface SentFile {
  name: string;
  content: Uint8Array | string;
  type?: string;
}

/** An upload as browsers send it: the message, and a part for each file. */
export function upload(
  visitor: TestVisitor,
  files: SentFile[],
  activity: Record<string, unknown> | undefined = { type: 'message' },
): ReturnType<typeof directLineCall> {
  const form = new FormData();
  if (activity)
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  for (const { name, content, type } of files)
    form.append(
      'file',
      new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type: type ?? 'image/png' }),
      name,
    );
  return uploadForm(visitor, form);
}

export async function uploadForm(
  visitor: TestVisitor,
  body: FormData | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): ReturnType<typeof directLineCall> {
  const response = await fetch(`${visitor.url}/v3/directline/conversations/${visitor.conversation}/upload?userId=me`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${visitor.token}`, ...headers },
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
}

export interface ShownFile {
  name: string;
  contentType: string;
  contentUrl: string;
}

/** The files of the conversation, as its client is told of them. */
export async function filesOf(visitor: TestVisitor): Promise<ShownFile[]> {
  const { activities } = await visitor.activities();
  return activities.flatMap(({ attachments }) => (attachments ?? []) as ShownFile[]);
}

export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
export const download = async (address: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(address)).arrayBuffer());
