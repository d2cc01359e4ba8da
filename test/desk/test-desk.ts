import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer } from 'restify';
import { type Database, openSqlite } from '../../adapters/database';
import { loadConfig } from '../../bot/config';
import { type ConversationLog } from '../../bot/conversations/conversation-log';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { NewStaff, openDesk, sqlSignIns, staffRoom, type StaffMember, type StaffRoom } from '../../bot/desk';
import type { DeskFiles } from '../../bot/desk';
import type { Handoffs } from '../../bot/handoff/handoffs';
import { rateLimits } from '../../bot/rate-limits';
import type { Knowledge } from '../../knowledge';
import { DeskClient } from './desk-client';

/** What a test may have otherwise. */
export interface TestDeskOptions {
  settings?: Record<string, string>;
  files?: DeskFiles;
  knowledge?: Knowledge;
  /** The hand-offs, made over the desk's own store. */
  handoffs?: (parts: TestParts) => Promise<Handoffs>;
}

export interface TestParts {
  database: Database;
  log: ConversationLog;
  staff: StaffRoom;
  now: () => Date;
}

/** No conversation has been handed over, and none will be. */
const noHandoffs: Handoffs = {
  openIn: async () => undefined,
  find: async () => undefined,
  open: async () => [],
  placeOf: async () => ({ ahead: 0, expectedAt: undefined }),
  take: async () => ({ kind: 'unknown' }),
  takeNext: async () => ({ kind: 'nothing-waits' }),
  say: async () => ({ kind: 'unknown' }),
  typing: async () => undefined,
  note: async () => ({ kind: 'unknown' }),
  transfer: async () => ({ kind: 'unknown' }),
  giveBack: async () => ({ kind: 'unknown' }),
  close: async () => ({ kind: 'unknown' }),
  fail: async () => ({ kind: 'unknown' }),
  history: async () => [],
  speakerOf: async () => 'bot',
  listen: () => () => undefined,
};

/** The desk over real HTTP and a real database, with a clock that the test moves. */
export class TestDesk {
  private constructor(
    readonly url: string,
    readonly parts: TestParts,
    private readonly clock: { at: number },
    readonly surprises: unknown[],
    private readonly close: () => Promise<void>,
  ) {}

  static async start(options: TestDeskOptions = {}): Promise<TestDesk> {
    const folder = await mkdtemp(path.join(tmpdir(), 'charterdesk-'));
    const database = await openSqlite(path.join(folder, 'charterdesk.db'));
    const clock = { at: Date.parse('2026-11-23T09:00:00Z') };
    const now = (): Date => new Date(clock.at);
    const surprises: unknown[] = [];
    const log = sqlConversationLog(database, now);
    const staff = await staffRoom(database, now, randomUUID, (error) => surprises.push(error));
    const parts = { database, log, staff, now };
    const config = loadConfig({ RATE_LIMIT_REQUESTS_PER_MINUTE: '1000000', ...options.settings });
    const server = createServer({ name: 'desk', handleUncaughtExceptions: false });
    const desk = openDesk(server, {
      ...{ config, database, staff, log, now },
      limits: rateLimits(config.rateLimits, () => undefined),
      handoffs: (await options.handoffs?.(parts)) ?? noHandoffs,
      knowledge: options.knowledge ?? {
        answer: () => Promise.reject(new Error('Nobody asks here.')),
        clause: () => undefined,
      },
      files: options.files,
      page: () => '<!doctype html><title>Desk</title>',
      onSurprise: (error) => surprises.push(error),
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    const close = async (): Promise<void> => {
      desk.stop();
      server.server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await database.close();
      await rm(folder, { recursive: true });
    };
    // localhost, as passkeys know no addresses of numbers.
    return new TestDesk(`http://localhost:${port}`, parts, clock, surprises, close);
  }

  advance(minutes: number): void {
    this.clock.at += minutes * 60_000;
  }

  client(): DeskClient {
    return new DeskClient(this.url);
  }

  async account(
    name: string,
    details: Partial<Parameters<typeof NewStaff.parse>[0] & object> = {},
  ): Promise<StaffMember> {
    const added = await this.parts.staff.accounts.add(NewStaff.parse({ name, role: 'agent', ...details }));
    if (added === 'login-taken') throw new Error(`${name} cannot have this login.`);
    return added;
  }

  async linkFor(member: StaffMember): Promise<string> {
    return sqlSignIns(this.parts.database, this.parts.now).newLink(member.id);
  }

  /** Somebody with an account and a password, at their desk. */
  async seated(
    name: string,
    details: Parameters<TestDesk['account']>[1] = {},
  ): Promise<{ member: StaffMember; desk: DeskClient }> {
    const member = await this.account(name, details);
    const desk = this.client();
    await desk.post('sign-in/link', { code: await this.linkFor(member) });
    const { status } = await desk.post('password', { password });
    if (status !== 200) throw new Error(`${name} could not choose a password (${status}).`);
    return { member, desk };
  }

  async stop(): Promise<void> {
    await this.close();
    if (this.surprises.length > 0) throw this.surprises[0];
  }
}

export const password = 'korrekt hest batteri hæfteklamme';
