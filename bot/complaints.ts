import {
  complaintCourier,
  complaintMailFiles,
  type Complaints,
  type ComplaintStore,
  complaintsWebhook,
} from '../adapters/complaints';
import type { ComplaintsSettings } from './complaints-settings';

/**
 * Files complaints, and hands them to the complaints function where the settings say how to. Else they stay in the table, for
 * `npm run complaints`.
 * @param onProblem told of a delivery that failed; it is tried again
 */
export function sendComplaints(
  store: ComplaintStore,
  settings: ComplaintsSettings,
  now: () => Date,
  onProblem: (reference: string | undefined, problem: unknown) => void,
): Complaints & { wake(): void; stop(): Promise<void> } {
  const deliver =
    settings.kind === 'webhook'
      ? complaintsWebhook({ ...settings, now })
      : settings.kind === 'folder'
        ? complaintMailFiles(settings.folder)
        : undefined;
  const courier = deliver && complaintCourier({ store, deliver, now, onProblem });
  return {
    async file(complaint) {
      const filed = await store.file(complaint);
      courier?.wake();
      return filed;
    },
    wake: () => courier?.wake(),
    stop: async () => courier?.stop(),
  };
}
