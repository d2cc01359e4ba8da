import type { Request } from 'restify';
import { z } from 'zod';
import { HttpError, serviceAddress } from '../http';
import type { DeskParts } from './desk-parts';
import { readAs } from './desk-request';
import { type DeskRouting, parameterOf } from './desk-routing';
import { linkAddress } from './link-address';
import type { StaffAction } from './sql-audit';
import { NewStaff, StaffDetails, type StaffMember } from './staff';

const Available = z.object({ available: z.boolean() });
const Block = z.object({ blocked: z.boolean() });

/** What an administrator sees of an account. */
const accountOf = ({ id, name, login, role, languages, topics, team, capacity }: StaffMember): object => ({
  ...{ id, name, login, role, languages, topics, team: team ?? null, capacity },
});

/** Accounts, for administrators; and whether one takes new conversations, for everybody. */
export function staffRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { accounts, signIns, audit } = parts;

  const newLink = async (request: Request, id: string): Promise<string> =>
    linkAddress(serviceAddress(request, parts.config), await signIns.newLink(id));
  const unknown = (): HttpError => new HttpError(404, 'NotFound', 'There is no such account any more.');
  /** @throws HttpError 400: whoever is left must be able to look after the accounts */
  const notOwn = (id: string, by: StaffMember, what: string): void => {
    if (id === by.id) throw new HttpError(400, 'BadArgument', `Nobody ${what} their own account: ask a colleague.`);
  };
  const changed = async (by: StaffMember, action: StaffAction, detail: string): Promise<void> => {
    await audit.note(by.id, action, { detail });
    parts.onStaffChanged();
  };

  routing.post('/desk/api/available', async (request, { member }) => {
    const { available } = await readAs(request, Available);
    await accounts.setAvailable(member.id, available);
    await audit.note(member.id, available ? 'available' : 'unavailable');
    parts.live.tell({ kind: 'staff' });
    return { available };
  });

  routing.getAs('administrator', '/desk/api/accounts', async () => ({
    accounts: (await accounts.listAll()).map((member) => ({
      ...accountOf(member),
      blocked: member.blocked,
      online: !member.blocked && parts.presence.isPresent(member.id),
    })),
  }));
  routing.postAs('administrator', '/desk/api/staff', async (request, { member: by }) => {
    const added = await accounts.add(await readAs(request, NewStaff));
    if (added === 'login-taken') throw new HttpError(409, 'LoginTaken', 'Somebody has this login. Choose another.');
    await changed(by, 'account-added', `${added.name} (${added.login}, ${added.role})`);
    return { status: 201, json: { member: accountOf(added), link: await newLink(request, added.id) } };
  });
  routing.postAs('administrator', '/desk/api/staff/:id', async (request, { member: by }) => {
    const details = await readAs(request, StaffDetails.partial());
    const id = parameterOf(request, 'id');
    if (details.role !== undefined && details.role !== by.role) notOwn(id, by, 'changes the role of');
    const member = await accounts.change(id, details);
    if (!member) throw unknown();
    await changed(by, 'account-changed', `${member.name}: ${toldOf(details)}`);
    return { member: accountOf(member) };
  });
  routing.postAs('administrator', '/desk/api/staff/:id/link', async (request, { member: by }) => {
    const member = await accounts.find(parameterOf(request, 'id'));
    if (!member) throw unknown();
    await audit.note(by.id, 'link-made', { detail: member.name });
    return { link: await newLink(request, member.id) };
  });
  routing.postAs('administrator', '/desk/api/staff/:id/block', async (request, { member: by }) => {
    const { blocked } = await readAs(request, Block);
    const id = parameterOf(request, 'id');
    notOwn(id, by, 'blocks');
    const name = (await accounts.listAll()).find((member) => member.id === id)?.name;
    if (name === undefined) throw unknown();
    if (await accounts.setBlocked(id, blocked))
      await changed(by, blocked ? 'account-blocked' : 'account-unblocked', name);
    return { blocked };
  });
  routing.postAs('administrator', '/desk/api/staff/:id/remove', async (request, { member: by }) => {
    const id = parameterOf(request, 'id');
    notOwn(id, by, 'removes');
    const name = (await accounts.listAll()).find((member) => member.id === id)?.name;
    if (name === undefined || !(await accounts.remove(id))) throw unknown();
    await changed(by, 'account-removed', name);
    return undefined;
  });
}

/** "role supervisor, capacity 2", for the audit. */
const toldOf = (details: Partial<StaffDetails>): string =>
  Object.entries(details)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join('+') || 'all' : String(value)}`)
    .join(', ');
