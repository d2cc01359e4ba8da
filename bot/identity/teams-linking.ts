import type { LinkOutcome, LinkWish } from '../../dialogs/teams-link';
import { isPersonal, teamsUser, type WrittenBy } from './asking';
import type { Identities } from './identities';
import type { TeamsLinks } from './teams-links';

/** Links the person in Teams to the customer that the code names, or takes the link away. */
export const teamsLinking =
  (identities: Identities, links: TeamsLinks) =>
  async (wish: LinkWish, activity: WrittenBy): Promise<LinkOutcome> => {
    if (!isPersonal(activity)) return { kind: 'in-company' };
    const user = teamsUser(activity);
    if (wish.kind === 'unlink')
      return { kind: user && (await identities.unlinkTeams(user)) ? 'unlinked' : 'not-linked' };
    const read = user && (await links.read(wish.code));
    if (!read) return { kind: 'not-genuine' };
    const kind = await identities.linkTeams(user, read.customer, read.statement);
    return kind === 'linked' ? { kind, customer: read.customer.name ?? read.customer.customerId } : { kind };
  };
