import type { WithoutRecords } from '../../dialogs';
import type { Identities, ProvenCustomer, TeamsUser } from './identities';

/** Who is asking in a turn. */
export type Asking =
  | { kind: 'customer'; customer: ProvenCustomer }
  /** General answers only: nobody has vouched for them, or others read along. */
  | { kind: 'anonymous'; why: WithoutRecords };

/** The part of an activity that tells who wrote it; the channel's token has been checked before. */
export interface WrittenBy {
  channelId?: string;
  from?: { aadObjectId?: string };
  conversation?: { id: string; tenantId?: string; conversationType?: string; isGroup?: boolean };
  channelData?: unknown;
}

export type IdentityOf = (activity: WrittenBy) => Promise<Asking>;

/** The person in Teams, as the verified activity names them; undefined elsewhere. */
export function teamsUser({ channelId, from, conversation, channelData }: WrittenBy): TeamsUser | undefined {
  if (channelId !== 'msteams') return undefined;
  const tenantId =
    conversation?.tenantId ?? (channelData as { tenant?: { id?: string } } | undefined)?.tenant?.id ?? undefined;
  const aadObjectId = from?.aadObjectId;
  return tenantId && aadObjectId ? { tenantId, aadObjectId } : undefined;
}

/** In a group chat or a channel, others read along. Teams always says which it is; the Emulator only says when it is a group. */
export const isPersonal = ({ channelId, conversation }: WrittenBy): boolean =>
  channelId === 'msteams'
    ? conversation?.conversationType === 'personal'
    : conversation?.isGroup !== true && (conversation?.conversationType ?? 'personal') === 'personal';

/**
 * Who asks, from what was verified: the conversation's own proof on Direct Line, the link of (tenant, user) in Teams. Never from the text.
 * @param listed people in Teams whom the administrator's file links
 * @param canSignIn whether anybody vouches for visitors of the website
 */
export function identityOf(
  identities: Identities,
  listed: (user: TeamsUser) => ProvenCustomer | undefined,
  canSignIn: boolean,
): IdentityOf {
  return async (activity) => {
    if (!isPersonal(activity)) return { kind: 'anonymous', why: 'in-company' };
    if (activity.channelId === 'directline') {
      const customer = await identities.customerOf(activity.conversation?.id ?? '');
      return customer
        ? { kind: 'customer', customer }
        : { kind: 'anonymous', why: canSignIn ? 'sign-in-on-site' : 'none' };
    }
    const user = teamsUser(activity);
    const customer = user && (listed(user) ?? (await identities.customerInTeams(user)));
    if (customer) return { kind: 'customer', customer };
    return { kind: 'anonymous', why: user && canSignIn ? 'link-teams' : 'none' };
  };
}
