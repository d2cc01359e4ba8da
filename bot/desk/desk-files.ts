import type { Readable } from 'node:stream';
import type { AttachedFile } from '../handoff/handoffs';

/** The files of conversations, in what the desk needs of them. */
export interface DeskFiles {
  /** A signed address that expires, for whoever may read the conversation. */
  addressOf(id: string): string;
  /** Takes a file that a member of staff will send with their next message; refused with the reason. */
  takeFromStaff(upload: {
    conversation: string;
    name: string;
    content: Readable;
  }): Promise<
    { kind: 'kept'; file: AttachedFile } | { kind: 'refused'; status: number; code: string; message: string }
  >;
  /** Undefined for one that is not of this conversation. */
  find(id: string, conversation: string): Promise<AttachedFile | undefined>;
}
