import type { LinkOutcome, LinkWish } from '../../dialogs/teams-link';
import { isPersonal, teamsUser, type WrittenBy } from './asking';
import type { Identities } from './identities';
import type { TeamsLinks } from './teams-links';

/** Links the person in Teams to the customer that the code names, or takes the link away. */
export const teamsLinking =
  (identities: Identities, links: TeamsLinks) =>
  async (wish: LinkWish, activity: WrittenBy): Promise<LinkOutcome> => {
    if (!isPersonal(activity)) return 'in-company';
    const user = teamsUser(activity);
    if (wish.kind === 'unlink') return user && (await identities.unlinkTeams(user)) ? 'unlinked' : 'not-linked';
    const read = user && (await links.read(wish.code));
    return read ? identities.linkTeams(user, read.customer, read.statement) : 'not-genuine';
  };
