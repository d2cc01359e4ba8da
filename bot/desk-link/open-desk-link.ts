import type { Server } from 'restify';
import type { Database } from '../../adapters/database';
import { chatwootDesk, webhookDesk } from '../../adapters/desks';
import type { OtherDesk } from '../../adapters/desks/port';
import type { Config } from '../config';
import type { ConversationLog } from '../conversations/conversation-log';
import type { Handoffs } from '../handoff';
import type { ServiceLog } from '../log';
import type { RateLimits } from '../rate-limits';
import { caseEntries } from './case-entries';
import { deskCourier } from './courier';
import { deskEvents } from './desk-events';
import { deskLinkRoutes } from './routes';
import { sqlDeliveryStore } from './sql-delivery-store';
import { onDuty } from '../one-replica';
import { summaryOf } from './summary';

interface Parts {
  config: Config;
  database: Database;
  limits: RateLimits;
  handoffs: Handoffs;
  log: Pick<ConversationLog, 'after'>;
  /** The address from where a file of a conversation can be had, for a while. */
  addressOf(attachment: string): string;
  now: () => Date;
  serviceLog: ServiceLog;
  /** See `deskCourier`. */
  firstWaitMs?: number | undefined;
  onSurprise(error: unknown, route: string): void;
}

function deskOf({ deskChoice: choice }: Config, now: () => Date): OtherDesk | undefined {
  switch (choice.kind) {
    case 'own':
      return undefined;
    case 'webhook':
      return webhookDesk({ ...choice, now });
    case 'chatwoot':
      return chatwootDesk(choice);
    default:
      throw new Error(`Unhandled desk: ${choice satisfies never}`);
  }
}

/** Connects the desk that the settings name, where that is another than ours. */
export async function openDeskLink(
  server: Server,
  parts: Parts,
): Promise<{ wake(): Promise<void>; stop(): Promise<void> }> {
  const { config, database, limits, handoffs, log, addressOf, now, serviceLog, firstWaitMs, onSurprise } = parts;
  const store = sqlDeliveryStore(database, now);
  deskLinkRoutes(server, { config, limits, events: deskEvents(handoffs), store, now, onSurprise });
  const desk = deskOf(config, now);
  if (!desk) return { wake: () => Promise.resolve(), stop: () => Promise.resolve() };
  const entriesIn = caseEntries(log, addressOf);
  const isOnDuty = (): Promise<boolean> => onDuty(database, 'desk');
  const courier = deskCourier({ isOnDuty, desk, store, handoffs, entriesIn, summaryOf, now, serviceLog, firstWaitMs });
  await courier.start();
  return {
    stop: () => courier.stop(),
    wake: () =>
      courier
        .start()
        .catch((error: unknown) => serviceLog.error({ err: error }, 'what the desk is to be told cannot be read')),
  };
}
