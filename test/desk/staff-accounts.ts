import { randomUUID } from 'node:crypto';
import { openDatabase } from '../../adapters/database';
import { NewStaff, sqlSignIns, sqlStaff } from '../../bot/desk';
import { DeskClient } from './desk-client';

/** An account in a data directory, with the code of its one-time link. */
export interface NewAccount {
  id: string;
  name: string;
  code: string;
}

const now = (): Date => new Date();

/** Makes accounts as `npm run staff` does, whether the service runs or not. @param store a data directory, or `postgres://…` */
export async function accountsIn(
  store: string,
  names: readonly string[],
  details: Partial<NewStaff> = {},
): Promise<NewAccount[]> {
  const database = await openDatabase(store.startsWith('postgres:') ? store : undefined, store);
  try {
    const accounts: NewAccount[] = [];
    for (const name of names) {
      const member = NewStaff.parse({ name, role: 'agent', capacity: 50, ...details });
      const added = await sqlStaff(database, now, randomUUID).add(member);
      if (added === 'login-taken') throw new Error(`${name} cannot have this login.`);
      accounts.push({ id: added.id, name, code: await sqlSignIns(database, now).newLink(added.id) });
    }
    return accounts;
  } finally {
    await database.close();
  }
}

/** Signs in by the one-time link, and chooses a password, as anybody does on their first day. */
export async function signedIn(url: string, { name, code }: NewAccount): Promise<DeskClient> {
  const client = new DeskClient(url);
  await client.post('sign-in/link', { code });
  const { status, json } = await client.post('password', { password: 'korrekt hest batteri' });
  if (status !== 200) throw new Error(`${name} cannot sign in: ${status} ${JSON.stringify(json)}`);
  return client;
}
