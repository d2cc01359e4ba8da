import type { Readable } from 'node:stream';
import { type Attachments, refusalError } from '../attachments';
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

/** The service's own files. */
export const deskFiles = (attachments: Attachments): DeskFiles => ({
  // The page is on the service's own address.
  addressOf: (id) => attachments.addresses.address(id, ''),
  async takeFromStaff(upload) {
    const taken = await attachments.takeFromStaff(upload);
    if (taken.kind === 'kept') return taken;
    const { status, code, message } = refusalError(taken);
    return { kind: 'refused', status, code, message };
  },
  find: (id, conversation) => attachments.find(id, conversation),
});
