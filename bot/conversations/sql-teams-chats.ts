import type { Activity } from 'botbuilder';
import { type Database, statement, type Transaction } from '../../adapters/database';
import { isPersonal, teamsUser } from '../identity/asking';
import type { TeamsUser } from '../identity/identities';

/** Where a person in Teams can be written to: their personal chat with the bot, as it was last. */
export interface TeamsChats {
  /** Notes the chat that an activity came from, if it is a personal one; forgets it when the app is removed. @returns who wrote */
  note(activity: Partial<Activity>): Promise<TeamsUser | undefined>;
  /** An activity as if the person had sent it, to answer to. */
  of(user: TeamsUser): Promise<Partial<Activity> | undefined>;
}

type Person = Pick<TeamsUser, keyof TeamsUser>;
const referenceOf = statement<Person>()((tables, value) =>
  tables
    .selectFrom('teams_chat')
    .select('reference')
    .where('tenant_id', '=', value('tenantId'))
    .where('aad_object_id', '=', value('aadObjectId')),
);
const putReference = statement<Person & { reference: string }>()((tables, value) =>
  tables
    .insertInto('teams_chat')
    .values({ tenant_id: value('tenantId'), aad_object_id: value('aadObjectId'), reference: value('reference') })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'aad_object_id']).doUpdateSet({ reference: value('reference') }),
    ),
);
const dropReference = statement<Person>()((tables, value) =>
  tables
    .deleteFrom('teams_chat')
    .where('tenant_id', '=', value('tenantId'))
    .where('aad_object_id', '=', value('aadObjectId')),
);

/**
 * Forgets the personal chat that an activity of ours could not be sent to: the bot is removed or blocked there. The person's next message brings it
 * back. A newer chat of the same person stays.
 */
export async function forgetTeamsChat(transaction: Transaction, sent: Partial<Activity>): Promise<void> {
  const { channelId, recipient, conversation } = sent;
  const user = teamsUser({
    ...(channelId === undefined ? {} : { channelId }),
    ...(conversation === undefined ? {} : { conversation }),
    ...(recipient === undefined ? {} : { from: recipient }),
  });
  const kept = user && (await transaction.first(referenceOf, { ...user }));
  if (!kept) return;
  const known = JSON.parse(kept.reference) as Partial<Activity>;
  if (known.conversation?.id === conversation?.id) await transaction.change(dropReference, { ...user });
}

/** Personal chats in a SQL database. It changes seldom (a new service address, a new language), so that most messages cost no write. */
export function sqlTeamsChats(database: Database): TeamsChats {
  const read = async (user: TeamsUser): Promise<string | undefined> =>
    (await database.reading.first(referenceOf, { ...user }))?.reference;

  return {
    async note(activity) {
      const user = teamsUser(activity);
      if (!user || !isPersonal(activity)) return undefined;
      if (activity.type === 'installationUpdate' && activity.action === 'remove') {
        await database.write(async (transaction) => void (await transaction.change(dropReference, { ...user })));
        return undefined;
      }
      const { channelId, serviceUrl, from, recipient, conversation, locale } = activity;
      const reference = JSON.stringify({ channelId, serviceUrl, from, recipient, conversation, locale });
      if (reference !== (await read(user)))
        await database.write(async (transaction) => {
          await transaction.change(putReference, { ...user, reference });
        });
      return user;
    },

    async of(user) {
      const reference = await read(user);
      return reference === undefined ? undefined : (JSON.parse(reference) as Partial<Activity>);
    },
  };
}
