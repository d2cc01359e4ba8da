import type { IncomingMessage } from 'node:http';
import { type Activity, type InvokeResponse } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Config } from '../config';
import type { ConversationLog, Turn, TurnResponse } from '../conversations/conversation-log';
import type { ChannelOutlet } from '../conversations/turn-runner';
import { type HttpAnswer, HttpError, readJson } from '../http';
import { adaptiveCardType, receivedCard } from '../../dialogs/cards';
import { activityKey, asSaid, type IncomingActivity, readActivity } from './incoming-activity';
import type { Connector } from './connector';
import { connectorStream } from './connector-stream';
import type { Outbox } from './outbox';
import type { SupportAdapter } from './support-adapter';
import { consentAnswer, isFileConsent } from './teams-file-consent';
import { isSubmittedFeedback, type TeamsFeedback } from './teams-feedback';
import { type FailedSignIn, failedSignIn } from './teams-sign-in';

/** Teams' messages have their own limit; the envelope around one (HTML twin, entities) takes more than the text. */
const mostRequestBytes = 256 * 1024;

const isLoopbackUrl = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  return (
    /^https?:$/.test(protocol) &&
    (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname))
  );
};

/** Our key of a conversation that lives on another channel. */
const conversationKey = (activity: IncomingActivity): string => `${activity.channelId}:${activity.conversation.id}`;

const entryTypes = new Set(['message', 'messageUpdate', 'messageDelete']);

interface Parts {
  config: Config;
  adapter: SupportAdapter;
  log: ConversationLog;
  outbox: Outbox;
  /** Sends the pieces of an answer. */
  pieces: Connector;
  feedback: TeamsFeedback;
  now: () => Date;
  /** Queues a turn; resolves when it is committed. */
  runTurn(turn: Turn): Promise<InvokeResponse | undefined>;
  /** What the turn of an activity that came before was answered in its response. */
  responseTo(conversation: string, activityId: string): Promise<TurnResponse | undefined>;
  /** An activity has been taken. Must not reject: its turn is under way. */
  onMet(activity: Partial<Activity>): Promise<void>;
  onAccepted(channel: string): void;
  /** Teams tells that a sign-in there came to nothing. */
  onSignInFailure(code: string): void;
}

/** The Bot Framework endpoint for channels that live elsewhere: Teams above all. */
export function botFrameworkEndpoint(parts: Parts) {
  const {
    config,
    adapter,
    log,
    outbox,
    pieces,
    feedback,
    now,
    runTurn,
    responseTo,
    onMet,
    onAccepted,
    onSignInFailure,
  } = parts;
  const { appId, authentication, teamsTenants } = config.bot;

  const outlet: ChannelOutlet = {
    remote: true,
    body: (_conversation, activity) => JSON.stringify({ ...activity, timestamp: now().toISOString() }),
    committed: () => outbox.wake(),
    // A sign that arrives late tells something untrue, and none is worth a queue of its own.
    typing: () => undefined,
    stream: (turn) => connectorStream(pieces, turn),
  };

  const parse = (body: unknown): IncomingActivity => {
    const read = readActivity(body);
    if ('activity' in read) return read.activity;
    throw new HttpError(
      400,
      'BadArgument',
      `This is not a Bot Framework activity: ${read.malformed.join(', ')} missing or malformed.`,
    );
  };

  /** @throws HttpError 401 with nothing about the reason: it would only help a forger */
  const authenticate = async (request: IncomingMessage, activity: IncomingActivity): Promise<void> => {
    try {
      await adapter.authenticate(activity as unknown as Activity, request.headers.authorization ?? '');
    } catch (error) {
      // Its other statuses tell of the key server, not of the caller: to those the channel comes back.
      if (error instanceof AuthenticationError && error.statusCode < 500)
        throw new HttpError(401, 'Unauthorized', 'The request is not authorized.');
      throw error;
    }
    if (authentication === 'off' && !isLoopbackUrl(activity.serviceUrl))
      throw new HttpError(403, 'Forbidden', 'With BOT_AUTH=off answers go to a loopback serviceUrl only.');
  };

  const checkTenant = (activity: IncomingActivity): void => {
    if (activity.channelId !== 'msteams' || teamsTenants.length === 0) return;
    const tenant = (activity.conversation.tenantId ?? activity.channelData?.tenant?.id)?.toLowerCase();
    if (!teamsTenants.some((allowed) => allowed.toLowerCase() === tenant))
      throw new HttpError(403, 'Forbidden', 'This organisation is not among TEAMS_TENANTS.');
  };

  /** Takes the activity into the log; `undefined` for one that had been taken before. */
  const accept = async (activity: IncomingActivity): Promise<Turn | undefined> => {
    const conversation = conversationKey(activity);
    await log.begin({ id: conversation, channel: activity.channelId, userId: activity.from.id });
    const key = activityKey(activity);
    const accepted = await log.accept(conversation, {
      ...(entryTypes.has(activity.type) ? { entry: { clientId: key, body: () => JSON.stringify(activity) } } : {}),
      turn: { activityId: key, activity: () => activity as unknown as Partial<Activity> },
    });
    return accepted?.turn;
  };

  /** For a sender who did not get the first answer. Of a turn that a killed process had begun nobody knows it any more. */
  const earlierResponse = async (activity: IncomingActivity): Promise<TurnResponse> => {
    const key = activityKey(activity);
    const response = key === undefined ? undefined : await responseTo(conversationKey(activity), key);
    return response ?? { status: 200, body: activity.type === 'invoke' ? {} : { activities: [] } };
  };

  /** Taken is all that Teams waits for; the file goes its way after it. */
  const takeConsent = async (sent: IncomingActivity): Promise<HttpAnswer> => {
    const owed = consentAnswer(sent);
    if (!owed) return { status: 501 };
    const turn = await accept(owed);
    if (turn) void runTurn(turn);
    return { status: 200 };
  };

  /** Whoever runs the service reads of it in the log, and whoever tried is told in the chat. */
  const takeFailedSignIn = async ({ code, owed }: FailedSignIn): Promise<HttpAnswer> => {
    const turn = await accept(owed);
    if (turn) {
      onSignInFailure(code);
      void runTurn(turn);
    }
    return { status: 200 };
  };

  const answerOf = (response: TurnResponse | undefined): HttpAnswer => ({
    status: response?.status ?? 200,
    ...(response?.body === undefined ? {} : { json: response.body }),
  });

  return {
    outlet,

    /** Answers `POST /api/messages`: at once for a message (its turn comes after), with the turn's own answer for an invoke. */
    async receive(request: IncomingMessage): Promise<HttpAnswer> {
      if (appId === undefined && authentication === 'on')
        throw new HttpError(
          404,
          'NotFound',
          'The Bot Framework endpoint is closed: set MicrosoftAppId, or BOT_AUTH=off to develop on this machine.',
        );
      const sent = parse(await readJson(request, mostRequestBytes));
      await authenticate(request, sent);
      checkTenant(sent);
      const failed = failedSignIn(sent);
      if (failed) return takeFailedSignIn(failed);
      if (isSubmittedFeedback(sent)) return feedback.submitted(conversationKey(sent), sent);
      if (isFileConsent(sent)) return takeConsent(sent);
      const { activity, pressed } = asSaid(sent);
      const turn = await accept(activity);
      onAccepted(activity.channelId);
      const waits = activity.type === 'invoke' || activity.deliveryMode === 'expectReplies';
      const outcome = turn ? runTurn(turn) : undefined;
      await onMet(activity as unknown as Partial<Activity>);
      await feedback.reacted(conversationKey(activity), activity);
      // Taken is all that can be said in the time that Teams gives: what comes of it follows as a message.
      if (pressed)
        return { status: 200, json: { statusCode: 200, type: adaptiveCardType, value: receivedCard(pressed) } };
      if (!waits) return { status: 200 };
      return answerOf(await (outcome ?? earlierResponse(activity)));
    },
  };
}
