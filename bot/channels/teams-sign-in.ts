import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { IncomingActivity } from './incoming-activity';

/** Of what Teams says of a failed sign-in, the part that names nobody. */
const Failure = z.object({ code: z.string().max(100).catch('unknown') }).catch({ code: 'unknown' });

/** The event as which a failed sign-in is taken into the log. */
const failedEvent = 'sign-in failed';

/** A sign-in that came to nothing: why, and the activity whose turn tells the person. */
export interface FailedSignIn {
  code: string;
  owed: IncomingActivity;
}

/**
 * Nothing of ours asks anybody to sign in in Teams; an administrator who turns its single sign-on on for the app makes Teams try all the same.
 * @returns undefined for every other activity
 */
export function failedSignIn(activity: IncomingActivity): FailedSignIn | undefined {
  if (activity.channelId !== 'msteams' || activity.type !== 'invoke' || activity.name !== 'signin/failure')
    return undefined;
  const { code } = Failure.parse(activity.value);
  return { code, owed: { ...activity, type: 'event', name: failedEvent, value: { code } } };
}

/** Clients of other channels may send events of any name. */
export const isFailedSignIn = ({ type, name, channelId }: Partial<Activity>): boolean =>
  type === 'event' && name === failedEvent && channelId === 'msteams';
