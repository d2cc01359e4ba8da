import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer } from 'restify';
import type { Database } from '../../adapters/database';
import { loadConfig } from '../../bot/config';
import { type ConversationLog } from '../../bot/conversations/conversation-log';
import { sqlConversationLog } from '../../bot/conversations/sql-conversation-log';
import { NewStaff, openDesk, sqlSignIns, staffRoom, type StaffMember, type StaffRoom } from '../../bot/desk';
import type { DeskFiles } from '../../bot/desk';
import { localServiceUrl } from '../../bot/channels/authentication';
import { echoBody, outgoingBody } from '../../bot/channels/direct-line/activities';
import type { ChannelOutlet } from '../../bot/conversations/turn-runner';
import { type Handoff, type HandoffRequest, type Handoffs, openingHours, sqlHandoffs } from '../../bot/handoff';
import { plainWords, request } from '../handoff/handoff-desk';
import { rateLimits } from '../../bot/rate-limits';
import type { Knowledge } from '../../knowledge';
import { DeskClient } from './desk-client';
import { openTestStore } from '../stores/test-store';

/** Direct Line without its sockets. */
const outlet = (now: () => Date): ChannelOutlet => ({
  remote: false,
  body: (conversation, activity, seq) => outgoingBody(conversation, activity, seq, 'Testkredit', now()),
  committed: () => undefined,
  typing: () => undefined,
});

/** What a test may have otherwise. */
export interface TestDeskOptions {
  settings?: Record<string, string>;
  files?: DeskFiles;
  knowledge?: Knowledge;
}

export interface TestParts {
  database: Database;
  log: ConversationLog;
  handoffs: Handoffs;
  staff: StaffRoom;
  now: () => Date;
}

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
    const database = await openTestStore(path.join(folder, 'charterdesk.db'));
    const clock = { at: Date.parse('2026-11-23T09:00:00Z') };
    const now = (): Date => new Date(clock.at);
    const surprises: unknown[] = [];
    const staff = await staffRoom(database, now, randomUUID, (error) => surprises.push(error));
    const handoffs = await sqlHandoffs({
      ...{ database, words: plainWords, staff, now, newId: randomUUID },
      hours: openingHours({ week: new Map(), exceptions: new Map(), timeZone: 'Europe/Copenhagen' }),
      outletOf: () => outlet(now),
      onFailure: (error) => surprises.push(error),
    });
    const log = sqlConversationLog(database, now, {
      handoffs: handoffs.ofTurns,
      onAppended: (...entry) => handoffs.appended(...entry),
    });
    const parts = { database, log, handoffs, staff, now };
    const config = loadConfig({ RATE_LIMIT_REQUESTS_PER_MINUTE: '1000000', ...options.settings });
    const server = createServer({ name: 'desk', handleUncaughtExceptions: false });
    const desk = openDesk(server, {
      ...{ config, database, staff, log, now },
      limits: rateLimits(config.rateLimits, database, now, () => undefined),
      handoffs,
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

  /** A customer writes on the website. @param handoff what the bot's turn makes of it; absent: a short answer */
  async writes(conversation: string, text: string, handoff?: HandoffRequest): Promise<void> {
    const { log, now } = this.parts;
    await log.begin({ id: conversation, channel: 'directline', userId: 'visitor' });
    const visitor = { conversation, user: 'visitor' };
    const activity = {
      ...{ type: 'message', text, channelId: 'directline', serviceUrl: localServiceUrl },
      from: { id: 'visitor', name: '' },
      recipient: { id: 'bot', name: 'Testkredit' },
      conversation: { id: conversation, name: '', isGroup: false, conversationType: 'personal' },
    };
    const speakerChange = (await log.turnStart(conversation))?.speakerChange;
    const accepted = await log.accept(conversation, {
      entry: {
        clientId: undefined,
        body: (seq) =>
          echoBody(visitor, { type: 'message', text, channelData: {} }, `${conversation}|${seq}`, seq, now()),
      },
      turn: { activityId: undefined, activity: () => activity },
    });
    if (!accepted?.turn) throw new Error('The message was not taken.');
    const citations = [{ title: 'Charter', heading: 'Limits', link: '/documents/charter.en#limits', quote: '…' }];
    const answer = {
      type: 'message',
      text: 'See [1].\n\n[1]: /documents/charter.en#limits "Charter – Limits"',
      channelData: { citations },
    };
    const replies = handoff ? [] : [(seq: number) => outgoingBody(conversation, answer, seq, 'Testkredit', now())];
    const outcome = { status: 'answered' as const, replies, state: [], send: false, speakerChange };
    await log.commit(accepted.turn, handoff ? { ...outcome, handoff } : outcome);
  }

  /** A customer asks for a person, and waits. */
  async handsOver(conversation: string, more: Partial<HandoffRequest> = {}): Promise<Handoff> {
    await this.writes(conversation, 'Jeg vil tale med en person', request(more));
    const handoff = await this.parts.handoffs.openIn(conversation);
    if (!handoff) throw new Error('Nothing was handed over.');
    return handoff;
  }

  async stop(): Promise<void> {
    await this.close();
    if (this.surprises.length > 0) throw this.surprises[0];
  }
}

export const password = 'korrekt hest batteri hæfteklamme';
