import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../../knowledge';

const Words = z.string().trim().min(1).max(2_000);
const CannedReply = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and -'),
  title: z.strictObject({ da: Words.max(60), en: Words.max(60) }),
  da: Words,
  en: Words,
});
const CannedReplies = z
  .array(CannedReply)
  .max(200)
  .refine((replies) => new Set(replies.map(({ id }) => id)).size === replies.length, 'each id must stand once');

/** A reply that staff send often. */
export type CannedReply = z.output<typeof CannedReply>;

/**
 * Reads the replies.
 * @param file an insurer's own; undefined: ours
 * @throws Error that names the file and what is wrong with it
 */
export function cannedReplies(file: string | undefined): CannedReply[] {
  const path = file ?? projectPath('bot', 'desk', 'canned-replies.json');
  try {
    return CannedReplies.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Error(`The file of canned replies (DESK_REPLIES) cannot be used: ${path}: ${why}`, { cause });
  }
}
