import { statement } from '../../adapters/database';

/** Every telling waits again, as if nothing had been noted of it. */
export const waitingAgain = statement<Record<string, never>>()((tables) =>
  tables.updateTable('record_telling').set({ status: 'waiting' }),
);
