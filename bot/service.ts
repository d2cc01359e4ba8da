import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';
import path from 'node:path';
import { type ServiceClientCredentialsFactory } from 'botframework-connector';
import { sqlComplaints } from '../adapters/complaints';
import { openDatabase } from '../adapters/database';
import { createResponder, handoffWords, replies, type Responder } from '../dialogs';
import { localeLanguage, replyLanguage } from '../knowledge';
import { createKnowledge } from '../knowledge/answer';
import { attachmentRoutes, createAttachments, scanner } from './attachments';
import { channelAuthentication, localServiceUrl } from './channels/authentication';
import { botFrameworkEndpoint } from './channels/bot-framework';
import { connector } from './channels/connector';
import { sendingStreamEnds } from './channels/connector-stream';
import { directLine } from './channels/direct-line/direct-line';
import { directLineRoutes, directLineSockets } from './channels/direct-line/routes';
import { resumeTokens } from './channels/direct-line/resume-tokens';
import { resumption } from './channels/direct-line/resumption';
import { directLineTokens } from './channels/direct-line/tokens';
import { socketHub } from './channels/direct-line/sockets';
import { outbox } from './channels/outbox';
import { clientOf, replyActivity } from './channels/reply-activity';
import { sqlOutbox } from './channels/sql-outbox';
import { sqlSentMessages } from './channels/sql-sent-messages';
import { SupportAdapter } from './channels/support-adapter';
import { isAnsweredConsent, teamsFileConsent, withConsentCards } from './channels/teams-file-consent';
import { teamsFiles } from './channels/teams-files';
import { teamsFeedback } from './channels/teams-feedback';
import { sendComplaints } from './complaints';
import type { Config } from './config';
import { ConversationMemory } from './conversations/bot-memory';
import { presence } from './conversations/presence';
import { leftBehindTurns, sharedTurnQueue } from './conversations/shared-turns';
import { sqlConversationLog } from './conversations/sql-conversation-log';
import { sqlTeamsChats } from './conversations/sql-teams-chats';
import { turnQueue } from './conversations/turn-queue';
import { type ChannelOutlet, turnRunner } from './conversations/turn-runner';
import { unasked } from './conversations/unasked';
import { handoffMinders, type Handoffs, openingHours, sqlHandoffs, type Staff } from './handoff';
import { identityOf } from './identity/asking';
import { type DemoSite, demoSite } from './identity/demo-site';
import { siteAssertions, type SiteAssertions, siteKeys } from './identity/site-assertions';
import type { ProvenCustomer } from './identity/identities';
import { feedbackBook } from './feedback';
import { sqlIdentities } from './identity/sql-identities';
import { teamsCustomers } from './identity/teams-customers';
import { teamsLinking } from './identity/teams-linking';
import { linkLifeSeconds, teamsLinks } from './identity/teams-links';
import { prepareDataDirectory } from './data-directory';
import { deskFiles, openDesk, staffRoom } from './desk';
import { demoKeyIn } from './kept-values';
import { openLanguageModel } from './language-model';
import { serviceLog } from './log';
import { serviceMetrics } from './metrics';
import { languageOf, pageRoutes } from './pages';
import { onceAsked } from './once-asked';
import { rateLimits } from './rate-limits';
import { recordEventRoutes, recordEvents, sqlEventStore } from './record-events';
import { demoPlace, openRecords } from './records';
import { byOneReplica, sentByOneReplica, wakeNowAndThen } from './one-replica';
import { serveIndex } from './served-index';
import { dailyErasing, erasing } from './retention';
import { createHttpServer } from './server';
import { sqlIndexStore } from './sql-index-store';
import { SupportBot } from './support-bot';
import { tokenSecret } from './token-secret';
import { openDeskLink, staffElsewhere } from './desk-link';
import { deskPage } from './web/pages/desk-page';

export interface Service {
  /** Where it listens. */
  url: string;
  adapter: SupportAdapter;
  /** Says something in a conversation outside a turn of the customer's. */
  proactive: ReturnType<typeof turnRunner>['proactive'];
  /** The conversations that people have or are to have. */
  handoffs: Handoffs;
  /** Stops taking requests, finishes the turns under way, closes. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** Where outgoing calls to the Bot Framework get their tokens; absent: from Microsoft. */
  credentials?: ServiceClientCredentialsFactory;
  /** Who makes the answers, given the one that makes them from the documents alone; absent: that one. */
  responder?(own: Responder): Responder;
  /** The people at the desk; absent: those who have an account here. */
  staff?: StaffAtDesk;
  /** How long another desk is left alone after its first failure, in milliseconds; doubled after each that follows. Absent: a second. */
  deskFirstWaitMs?: number;
  /** The clock that tokens go by; absent: the machine's. */
  tokenClock?: () => Date;
}

/** Who takes conversations over. */
export interface StaffAtDesk extends Staff {
  /** Whether anybody ever does: then customers are offered a person. */
  isStaffed(): Promise<boolean>;
}

/** How long a stop waits for turns under way. What is not answered then is answered after the next start. */
const stopPatienceMs = 10_000;

/** How long a piece of a growing answer may be on its way: the answer itself waits for it. */
const pieceLimitMs = 4000;

/** The composition root: chooses every part and wires it, once. @throws DataDirectoryError; also when the port is taken or the store cannot be opened */
export async function startService(config: Config, options: ServiceOptions = {}): Promise<Service> {
  prepareDataDirectory(config.dataDirectory);
  const log = serviceLog(config);
  const now = (): Date => new Date();
  const database = await openDatabase(config.databaseUrl, config.dataDirectory, config.databaseConnections);
  const hours = openingHours(config.openingHours);
  const room = await staffRoom(database, now, randomUUID, (error) =>
    log.error({ err: error }, 'when staff were seen could not be kept'),
  );
  const staff = options.staff ?? (config.deskChoice.kind === 'own' ? room : staffElsewhere(now));
  const handoffs = await sqlHandoffs({
    database,
    words: handoffWords(config.contact),
    hours,
    staff,
    outletOf: (activity) => outletOf(activity),
    now,
    newId: randomUUID,
    onFailure: (problem) => log.error({ err: problem }, 'news of a hand-off could not be passed on'),
  });
  const conversations = sqlConversationLog(database, now, {
    handoffs: handoffs.ofTurns,
    onAppended: (...entry) => handoffs.appended(...entry),
  });
  const identities = sqlIdentities(database, now);
  const complaints = sendComplaints(
    byOneReplica(database, sqlComplaints(database, now)),
    config.complaints,
    now,
    (reference, problem) => log.warn({ reference, err: problem }, 'a complaint is not delivered yet'),
  );
  const secret = await tokenSecret(config.tokenSecret, config.dataDirectory, database);
  const attachments = createAttachments({
    database,
    folder: path.join(config.dataDirectory, 'attachments'),
    scan: scanner(config.attachmentScan),
    secret,
    now,
    newId: () => randomBytes(16).toString('hex'),
    serviceLog: log,
  });
  const links = teamsLinks(secret, now);
  // The demo's records are opened when they are first asked for: nobody waits at the start for what most starts never use.
  const records = onceAsked(() => openRecords(config.records, demoPlace(config), now));
  if (config.records.kind !== 'demo') await records();
  const demo =
    config.records.kind === 'demo'
      ? onceAsked(async () =>
          demoSite(config.dataDirectory, (await (await records()).demoCustomers?.()) ?? [], now, demoKeyIn(database)),
        )
      : undefined;
  const signIn = signInOf(config, demo, now);
  const index = serveIndex(
    config,
    log,
    database.isShared ? { store: sqlIndexStore(database, now), locks: database.locks } : undefined,
  );
  const { others } = database;
  const ownQueue = turnQueue();
  const queue = database.isShared ? sharedTurnQueue(ownQueue, database.locks) : ownQueue;
  const tellOpen = (conversation: string, isWebChat: boolean): void =>
    others.tell('open', `${isWebChat ? 1 : 0}${conversation}`);
  const sockets = socketHub(conversations, database.isShared ? others : undefined, (conversation) =>
    tellOpen(conversation, present.isWebChat(conversation)),
  );
  const present = presence(
    now,
    (conversation) => sockets.has(conversation),
    (conversation) => events.seenOnWeb(conversation),
    tellOpen,
  );
  others.hear('open', (text) => present.seenElsewhere(text.slice(1), text.startsWith('1')));
  const chats = sqlTeamsChats(database);
  const metrics = serviceMetrics({
    queuedTurns: () => queue.size,
    sockets: () => sockets.size,
    tellingsWaiting: () => events.waiting,
    indexedClauses: () => (index.problem() === undefined ? index.current().manifest.clauses : 0),
  });
  const limits = rateLimits(config.rateLimits, database, now, (limit) => metrics.refused(limit));
  let stopping = false;

  const authentication = channelAuthentication(config.bot, options.credentials);
  const adapter = new SupportAdapter(authentication, config.bot.appId ?? '');
  const sendElsewhere = sendingStreamEnds(connector(authentication, config.bot.appId ?? ''));
  const outgoing = outbox({
    store: sentByOneReplica(database, sqlOutbox(database, now)),
    send: (activity) => sendElsewhere(attachments.addresses.inActivity(withConsentCards(activity), address())),
    now,
    serviceLog: log,
    metrics,
  });

  const server = createHttpServer({
    metrics,
    isStopping: () => stopping,
    notReady: () => (stopping ? 'the service is stopping' : (database.problem() ?? index.problem())),
    receive: (request) => remote.receive(request),
    onSurprise: (error, route) => log.error({ err: error, route }, 'request failed'),
  });
  const httpServer = server.server;
  const address = (): string => config.publicUrl ?? listeningAddress(config, httpServer.address());

  const knowledge = createKnowledge(() => index.current());
  const files = teamsFiles({
    ...{ attachments, log: conversations, now, serviceLog: log },
    token: () => authentication.connectorToken(config.bot.appId ?? ''),
  });
  const listed = teamsCustomers(config.bot.teamsCustomers);
  const model = await openLanguageModel({ config, database, now, serviceLog: log });
  const responder = createResponder({
    knowledge,
    contact: config.contact,
    writer: model?.writers.answers,
    understandingFor: model?.understandingFor,
  });
  const bot = new SupportBot({
    responder: options.responder?.(responder) ?? responder,
    knowledge,
    memory: new ConversationMemory(conversations),
    identify: identityOf(identities, listed.customerOf, signIn !== undefined),
    takeFiles: (...sent) => files.take(...sent),
    linkTeams: teamsLinking(identities, links),
    recordsFor: async () => (await records()).recordsFor,
    onRecordsUnavailable: (problem) => log.warn({ err: problem }, 'records unavailable'),
    complaints,
    contact: config.contact,
    factsWriter: model?.writers.facts,
    desk: {
      isStaffed: () => staff.isStaffed(),
      isOpen: (at) => hours.isOpen(at),
      nextOpening: (at) => hours.nextOpening(at),
      claimAbove: config.claimHandoffAbove,
    },
    metrics,
    address,
    now,
    newId: randomUUID,
  });
  const outletOf = (activity: Partial<Activity>): ChannelOutlet =>
    activity.serviceUrl === localServiceUrl ? local.outlet : remote.outlet;
  const consent = teamsFileConsent({ attachments, serviceLog: log });
  const runner = turnRunner({
    adapter,
    log: conversations,
    queue,
    isShared: database.isShared,
    outletOf,
    onTurn: (context) => (isAnsweredConsent(context.activity) ? consent.answer(context) : bot.run(context)),
    apology: (activity, reference) => {
      const language = replyLanguage(localeLanguage(activity.locale) ?? 'da');
      const text = replies.failed(language, reference, config.contact);
      return replyActivity({ text, language, citations: [], suggestions: [] }, address(), clientOf(activity));
    },
    ready: () => index.ready(),
    serviceLog: log,
    metrics,
  });
  const events = recordEvents({
    store: sqlEventStore(database, now),
    identities,
    listed,
    unasked: unasked({ runner, log: conversations, chats, presence: present, company: config.contact.company }),
    isOpen: (conversation) => present.isOpen(conversation),
    bot,
    ready: () => index.ready(),
    now,
    serviceLog: log,
    metrics,
  });
  const feedback = feedbackBook({ database, now, onTaken: ({ kind, value }) => metrics.feedback(kind, value) });
  const { tokenClock = now } = options;
  const local = directLine({
    config,
    sockets,
    presence: present,
    log: conversations,
    tokens: directLineTokens(secret, tokenClock),
    identities,
    resumption: resumption({
      tokens: resumeTokens(secret, config.widget.resumeDays, tokenClock),
      identities,
      log: conversations,
      now: tokenClock,
    }),
    signIn,
    attachments,
    feedback,
    now,
    onTurn: (turn) => void runner.run(turn),
    onTyping: (conversation) => handoffs.customerTypes(conversation),
  });
  const remote = botFrameworkEndpoint({
    config,
    adapter,
    log: conversations,
    outbox: outgoing,
    feedback: teamsFeedback({ feedback, sent: sqlSentMessages(database) }),
    pieces: connector(authentication, config.bot.appId ?? '', pieceLimitMs),
    now,
    runTurn: (turn) => runner.run(turn),
    responseTo: (...asked) => runner.responseTo(...asked),
    onMet: (activity) =>
      chats
        .note(activity)
        .then((user) => user && events.seenInTeams(user))
        .catch((error: unknown) => log.error({ err: error }, 'the chat that a message came from could not be noted')),
    onAccepted: (channel) => metrics.accepted(channel),
    onSignInFailure: (code) => log.warn({ reason: code }, 'a sign-in in Teams came to nothing'),
  });

  const onSurprise = (error: unknown, route: string): void => log.error({ err: error, route }, 'request failed');
  const directLineParts = {
    config,
    directLine: local,
    log: conversations,
    limits,
    metrics,
    teamsLink: async (customer: ProvenCustomer) => {
      const code = await links.issue(customer);
      return { code, url: teamsChatLink(config.bot.appId, `link ${code}`), expires_in: linkLifeSeconds };
    },
    onSurprise,
  };
  directLineRoutes(server, directLineParts);
  directLineSockets(httpServer as Parameters<typeof directLineSockets>[0], directLineParts);
  attachmentRoutes(server, { config, limits, attachments, onSurprise });
  recordEventRoutes(server, { config, limits, events, now, onSurprise });
  const desk = openDesk(server, {
    ...{ config, database, limits, handoffs, knowledge, now, onSurprise },
    staff: room,
    log: conversations,
    files: deskFiles(attachments),
    page: (request) => deskPage({ language: languageOf(request), companyName: config.contact.company }),
  });
  const deskLink = await openDeskLink(server, {
    ...{ config, database, limits, handoffs, now, onSurprise },
    log: conversations,
    addressOf: (attachment) => attachments.addresses.address(attachment, address()),
    serviceLog: log,
    firstWaitMs: options.deskFirstWaitMs,
  });
  pageRoutes(server, { config, index, limits, demo, onSurprise });

  // What an earlier process had acknowledged and not answered comes first.
  const leftBehind = database.isShared
    ? leftBehindTurns({
        log: conversations,
        queue: ownQueue,
        locks: database.locks,
        payAll: (conversation) => runner.payAll(conversation),
        now,
        onProblem: (error) => log.error({ err: error }, 'turns that were left behind could not be taken up'),
      })
    : undefined;
  if (!leftBehind) for (const turn of await conversations.owed()) void runner.run(turn);
  await events.start();
  await attachments.sweep();
  outgoing.wake();
  const waking = database.isShared
    ? wakeNowAndThen([
        () => outgoing.wake(),
        () => complaints.wake(),
        () => void deskLink.wake(),
        () => events.lookAgain(),
      ])
    : undefined;
  others.hear('outbox', () => outgoing.wake());
  const retention = dailyErasing({
    ...{ database, now, serviceLog: log, settings: config.retention },
    erasing: erasing(database, path.join(config.dataDirectory, 'attachments')),
  });
  const minders = handoffMinders({ minded: handoffs.minded, hours, staff, now, serviceLog: log });
  await new Promise<void>((resolve, reject) => {
    // restify passes its HTTP server's errors on as its own; nobody listening there would end the process.
    server.on('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  if (model) setImmediate(() => model.warm());

  return {
    url: listeningAddress(config, httpServer.address()),
    adapter,
    proactive: (...call) => runner.proactive(...call),
    handoffs,
    async stop() {
      stopping = true;
      httpServer.close();
      httpServer.closeIdleConnections();
      await Promise.race([queue.idle(), new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref())]);
      waking?.stop();
      await leftBehind?.stop();
      await events.stop();
      desk.stop();
      await deskLink.stop();
      await minders.stop();
      attachments.stop();
      await retention.stop();
      sockets.close();
      await outgoing.stop();
      await complaints.stop();
      await model?.stop();
      await index.stop();
      httpServer.closeAllConnections();
      await database.close();
      if (records.asked()) await (await records()).close();
      log.info({}, 'stopped');
    },
  };
}

/** Who vouches for the visitors of the website: the insurer's site, else the demo that plays it, else nobody. */
function signInOf(
  { site }: Config,
  demo: (() => Promise<DemoSite>) | undefined,
  now: () => Date,
): SiteAssertions | undefined {
  if (site) return siteAssertions({ ...site, keys: siteKeys(site.keys) }, now);
  return demo && { read: async (assertion) => (await demo()).assertions.read(assertion) };
}

/** Opens a personal chat with the bot in Teams, with a message ready to be sent. Undefined where the bot has no registration. */
const teamsChatLink = (appId: string | undefined, message: string): string | undefined =>
  appId && `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}&message=${encodeURIComponent(message)}`;

function listeningAddress(config: Config, listening: string | AddressInfo | null): string {
  const port = typeof listening === 'object' && listening ? listening.port : config.port;
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
