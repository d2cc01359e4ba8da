import type { DeskParts } from './desk-parts';
import { numberOf, queryOf } from './desk-request';
import type { DeskRouting } from './desk-routing';
import { overviewOf, startOfDay } from './overview';
import { supervises } from './staff';
import type { Found } from './sql-past';
import { mayRead } from './desk-access';

/** The day that numbers are counted in. */
const timeZone = 'Europe/Copenhagen';

/** Colleagues, canned replies, looking back, and what supervisors and administrators see besides. */
export function oversightRoutes(routing: DeskRouting, parts: DeskParts): void {
  const { accounts, audit, board, past, presence, now } = parts;

  const colleagues = async () => {
    const open = await board.handoffs();
    return (await accounts.list()).map(({ id, name, role, team, available, capacity }) => ({
      ...{ id, name, role, team: team ?? null, available, capacity },
      online: presence.isPresent(id),
      has: open.filter(({ state, owner }) => state === 'person' && owner?.id === id).length,
    }));
  };

  routing.get('/desk/api/staff', async () => ({ staff: await colleagues() }));
  routing.get('/desk/api/canned', async () => ({
    replies: parts.replies.map(({ title, ...reply }) => ({ ...reply, title: title.da, titles: title })),
  }));

  routing.get('/desk/api/search', async (request, { member }) => {
    const words = (queryOf(request, 'q') ?? '').trim().slice(0, 100);
    if (words.length < 2 && !/^\d$/.test(words)) return { found: [] };
    const found = await past.search(words);
    const readable: Found[] = [];
    for (const one of found)
      if (supervises(member) || (await mayRead(member, one.conversation, parts))) readable.push(one);
    await audit.note(member.id, 'searched', { detail: words });
    return { found: readable };
  });

  routing.getAs('supervisor', '/desk/api/overview', async () => {
    const start = startOfDay(now(), timeZone);
    return { ...overviewOf(await past.since(start), start, now()), staff: await colleagues() };
  });

  routing.getAs('administrator', '/desk/api/audit', async (request) => {
    const after = numberOf(request, 'after');
    const entries = await audit.after(after === 0 ? undefined : after);
    return {
      entries: entries.map(({ number, at, staff, action, conversation, detail }) => ({
        ...{ number, at: at.toISOString(), who: staff, action },
        ...{ conversation: conversation ?? null, detail: detail ?? null },
      })),
      last: entries.at(-1)?.number ?? after ?? 0,
    };
  });
}
