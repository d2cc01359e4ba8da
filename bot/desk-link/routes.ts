import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'restify';
import { z } from 'zod';
import { chatwootEvent, ChatwootNews } from '../../adapters/desks';
import { DeskEvent } from '../../adapters/desks/port';
import type { Config } from '../config';
import { answering, callerAddress, type HttpAnswer, HttpError, parseJson, readBody } from '../http';
import type { RateLimits } from '../rate-limits';
import { checkSigned } from '../record-events/signature';
import type { DeliveryStore } from './delivery-store';
import type { DeskEvents } from './desk-events';

interface Parts {
  config: Pick<Config, 'deskChoice' | 'trustProxy'>;
  limits: RateLimits;
  events: DeskEvents;
  store: DeliveryStore;
  now: () => Date;
  onSurprise(error: unknown, route: string): void;
}

/** A message of a person and what Chatwoot tells around it. */
const mostBytes = 256 * 1024;

const isKey = (given: string, key: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(key)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Where another desk tells what its people say and do: `POST /api/desk-events`, signed, or `POST /api/chatwoot/KEY`. */
export function deskLinkRoutes(server: Server, { config, limits, events, store, now, onSurprise }: Parts): void {
  const desk = config.deskChoice;

  const take = async (event: DeskEvent): Promise<HttpAnswer> => {
    const outcome = await events.take(event);
    switch (outcome) {
      case 'taken':
        return { status: 202, json: { id: event.id, status: 'taken' } };
      case 'ended':
        throw new HttpError(409, 'Conflict', 'The case is over. What its customer writes next is a new one.');
      case 'no-such-case':
        throw new HttpError(404, 'NotFound', 'There is no such case.');
      default:
        throw new Error(`Unhandled outcome: ${outcome satisfies never}`);
    }
  };

  server.post(
    '/api/desk-events',
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        if (desk.kind !== 'webhook')
          throw new HttpError(404, 'NotFound', 'No desk is connected by webhook: set DESK=webhook.');
        const body = await readBody(request, mostBytes);
        checkSigned([desk.secret], request, body, now());
        const event = DeskEvent.safeParse(parseJson(body));
        if (!event.success)
          throw new HttpError(400, 'BadArgument', `This is no event. ${z.prettifyError(event.error)}`);
        return take(event.data);
      },
      (error, request) => onSurprise(error, request.getRoute().name),
    ),
  );

  server.post(
    '/api/chatwoot/:key',
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        const { key } = request.params as { key: string };
        if (desk.kind !== 'chatwoot' || !isKey(key, desk.callbackKey))
          throw new HttpError(404, 'NotFound', 'There is nothing at this address.');
        const news = ChatwootNews.safeParse(parseJson(await readBody(request, mostBytes)));
        // Chatwoot tells of much that is not for us, and takes anything but success for a fault of ours.
        const event = news.success ? await chatwootEvent(news.data, (remoteId) => store.named(remoteId)) : undefined;
        if (event) await events.take(event);
        return { status: 200, json: {} };
      },
      (error, request) => onSurprise(error, request.getRoute().name),
    ),
  );
}
