import type { Request } from 'restify';
import { z } from 'zod';
import { HttpError, serviceAddress } from '../http';
import type { DeskParts } from './desk-parts';
import { readAs } from './desk-request';
import { type DeskRouting, parameterOf } from './desk-routing';
import { linkAddress } from './link-address';
import { NewStaff, StaffDetails, type StaffMember } from './staff';

const Available = z.object({ available: z.boolean() });

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

  routing.post('/desk/api/available', async (request, { member }) => {
    const { available } = await readAs(request, Available);
    await accounts.setAvailable(member.id, available);
    await audit.note(member.id, available ? 'available' : 'unavailable');
    parts.live.tell({ kind: 'staff' });
    return { available };
  });

  routing.postAs('administrator', '/desk/api/staff', async (request, { member: by }) => {
    const added = await accounts.add(await readAs(request, NewStaff));
    if (added === 'login-taken') throw new HttpError(409, 'LoginTaken', 'Somebody has this login. Choose another.');
    await audit.note(added.id, 'account-added', { detail: `${added.role}, by ${by.name}` });
    parts.onStaffChanged();
    return { status: 201, json: { member: accountOf(added), link: await newLink(request, added.id) } };
  });
  routing.postAs('administrator', '/desk/api/staff/:id', async (request, { member: by }) => {
    const details = await readAs(request, StaffDetails.partial());
    const changed = await accounts.change(parameterOf(request, 'id'), details);
    if (!changed) throw unknown();
    await audit.note(changed.id, 'account-changed', { detail: `${Object.keys(details).join(', ')}, by ${by.name}` });
    parts.onStaffChanged();
    return { member: accountOf(changed) };
  });
  routing.postAs('administrator', '/desk/api/staff/:id/link', async (request, { member: by }) => {
    const member = await accounts.find(parameterOf(request, 'id'));
    if (!member) throw unknown();
    await audit.note(member.id, 'link-made', { detail: `by ${by.name}` });
    return { link: await newLink(request, member.id) };
  });
  routing.postAs('administrator', '/desk/api/staff/:id/remove', async (request, { member: by }) => {
    const id = parameterOf(request, 'id');
    if (id === by.id) throw new HttpError(400, 'BadArgument', 'Nobody removes their own account: ask a colleague.');
    if (!(await accounts.remove(id))) throw unknown();
    await audit.note(id, 'account-removed', { detail: `by ${by.name}` });
    parts.onStaffChanged();
    return undefined;
  });
}
