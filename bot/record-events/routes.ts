import type { Server } from 'restify';
import { z } from 'zod';
import { RecordEvent } from '../../adapters/records/port';
import type { Config } from '../config';
import { answering, callerAddress, type HttpAnswer, HttpError, parseJson, readBody } from '../http';
import type { RateLimits } from '../rate-limits';
import type { RecordEvents } from './record-events';
import { checkSigned } from './signature';

interface Parts {
  config: Config;
  limits: RateLimits;
  events: Pick<RecordEvents, 'take'>;
  now: () => Date;
  onSurprise(error: unknown, route: string): void;
}

/** An event holds a few ids. */
const mostBytes = 16 * 1024;

/** `POST /api/record-events`: what the insurer's own systems say has happened to a record. */
export function recordEventRoutes(server: Server, { config, limits, events, now, onSurprise }: Parts): void {
  const secrets = config.recordEventsSecrets;

  const read = (body: Buffer): RecordEvent => {
    const event = RecordEvent.safeParse(parseJson(body));
    if (event.success) return event.data;
    throw new HttpError(400, 'BadArgument', `This is no event. ${z.prettifyError(event.error)}`);
  };

  const take = async (event: RecordEvent): Promise<HttpAnswer> => {
    const taking = await events.take(event);
    switch (taking) {
      case 'taken':
      case 'known':
        // Also for one that came before: whoever sends again because the first answer was lost is done.
        return { status: 202, json: { id: event.id, status: taking } };
      case 'changed':
        throw new HttpError(
          409,
          'Conflict',
          'An event with this id was taken before with other contents. Give each event an id of its own.',
        );
      default:
        throw new Error(`Unhandled taking: ${taking satisfies never}`);
    }
  };

  server.post(
    '/api/record-events',
    answering(
      async (request) => {
        await limits.request(callerAddress(request, config));
        if (secrets.length === 0)
          throw new HttpError(404, 'NotFound', 'Events of records are not taken here: set RECORD_EVENTS_SECRET.');
        const body = await readBody(request, mostBytes);
        checkSigned(secrets, request, body, now());
        return take(read(body));
      },
      (error, request) => onSurprise(error, request.getRoute().name),
    ),
  );
}
