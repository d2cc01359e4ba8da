import type { IncomingMessage } from 'node:http';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type Attachments, readUpload, type ReceivedFile, refusalError } from '../../attachments';
import type { ConversationLog, Turn } from '../../conversations/conversation-log';
import { type FeedbackBook, GivenFeedback } from '../../feedback';
import type { AttachedFile } from '../../handoff/handoffs';
import { HttpError } from '../../http';
import { withoutNulls } from '../incoming-activity';
import { activityId, botActivity, ClientActivity, echoBody, echoedSign, Message, withPressedWords } from './activities';
import type { SocketHub } from './sockets';
import type { TokenClaims } from './tokens';
import { type Authorize, isWebChat } from './access';
import { noConversation } from './grants';

interface Parts {
  log: ConversationLog;
  authorize: Authorize;
  sockets: SocketHub;
  attachments: Attachments;
  feedback: FeedbackBook;
  company: string;
  now: () => Date;
  nextSign(conversation: string): string;
  /** Queues a turn that has been accepted. */
  onTurn(turn: Turn): void;
  /** The customer is writing. */
  onTyping(conversation: string): void;
}

/** Direct Line's calls that bring what a visitor says. */
export function postingCalls({
  log,
  authorize,
  sockets,
  attachments,
  feedback,
  company,
  now,
  nextSign,
  onTurn,
  onTyping,
}: Parts) {
  /** Takes a message into the log and owes it a turn; both once, however often it comes. @param request tells which client sent it */
  const take = async (
    visitor: { conversation: string; user: string },
    activity: ClientActivity & { type: 'message' },
    files: readonly AttachedFile[],
    request: IncomingMessage,
  ): Promise<{ posted: { id: string }; again: boolean }> => {
    const { conversation } = visitor;
    const accepted = await log.accept(conversation, {
      entry: {
        clientId: activity.channelData?.clientActivityID,
        body: (seq) => echoBody(visitor, activity, activityId(conversation, seq), seq, now(), files),
      },
      turn: {
        activityId: undefined,
        activity: (seq): Partial<Activity> =>
          botActivity(visitor, activity, seq, company, now(), isWebChat(request) === true, files),
      },
    });
    if (!accepted?.entry) throw noConversation();
    if (!accepted.again) sockets.publish(conversation, [accepted.entry]);
    if (accepted.turn) onTurn(accepted.turn);
    return { posted: { id: activityId(conversation, accepted.entry.seq) }, again: accepted.again };
  };

  /** @throws HttpError 400 for what is no feedback, or about nothing that was said here: 404 would end the conversation for its client */
  const takeFeedback = async (conversation: string, value: unknown): Promise<void> => {
    const given = GivenFeedback.safeParse(value);
    if (!given.success)
      throw new HttpError(
        400,
        'BadArgument',
        'Feedback needs {"activityId" or "seq" of an answer, "value": 1 or -1, "reason"?}.',
      );
    if ((await feedback.take(conversation, given.data)) === 'unknown')
      throw new HttpError(
        400,
        'BadArgument',
        'There is no answer with sources, and no ended conversation, that this is about.',
      );
  };

  const stillAuthorized = async (
    request: IncomingMessage,
    conversation: string,
    files: readonly ReceivedFile[],
  ): Promise<TokenClaims> => {
    try {
      return await authorize(request, conversation);
    } catch (error) {
      await attachments.discard(files);
      throw error;
    }
  };

  return {
    /**
     * Takes a visitor's activity. Resolves with its id once it is in the log; the bot's turn comes after.
     * @param request tells which client sent it
     */
    async post(claims: TokenClaims, body: unknown, request: IncomingMessage): Promise<{ id: string }> {
      const parsed = ClientActivity.safeParse(withoutNulls(body));
      if (!parsed.success) throw refusalOf(body);
      const activity = withPressedWords(parsed.data);
      const visitor = { conversation: claims.conv, user: claims.user };
      if (activity.type !== 'message') {
        if (!(await log.exists(claims.conv))) throw noConversation();
        if (activity.type === 'event' && activity.name === 'feedback') await takeFeedback(claims.conv, activity.value);
        const id = nextSign(claims.conv);
        if (activity.type === 'typing') {
          sockets.show(claims.conv, (sequence) => echoedSign(visitor, activity, { id, sequence }, now()));
          onTyping(claims.conv);
        }
        return { id };
      }
      return (await take(visitor, activity, [], request)).posted;
    },

    /** Takes a visitor's message with its files. Resolves with its id once all of it is on the disk. */
    async upload(request: IncomingMessage, conversation: string): Promise<{ id: string }> {
      if (!(await log.exists(conversation))) throw noConversation();
      const upload = await readUpload(request, attachments);
      if ('kind' in upload) throw refusalError(upload);
      const claims = await stillAuthorized(request, conversation, upload.files);
      const parsed = Message.safeParse(withoutAttachments(upload.activity ?? { type: 'message' }));
      if (!parsed.success) {
        await attachments.discard(upload.files);
        throw refusalOf(upload.activity);
      }
      const kept = await attachments.keep(conversation, upload.files);
      if (kept.kind === 'refused') throw refusalError(kept);
      const { posted, again } = await take({ conversation, user: claims.user }, parsed.data, kept.files, request);
      // A client that had no answer sends the same again: the message has the first ones.
      if (again) await attachments.discard(kept.files);
      return posted;
    },
  };
}

/** A client says in the message too what it attaches; what was attached is what came. */
const withoutAttachments = (activity: unknown): unknown =>
  typeof activity === 'object' && activity !== null ? { ...activity, attachments: [] } : activity;

/** Why an activity was not taken, in words that its sender can act on. */
function refusalOf(body: unknown): HttpError {
  const shape = z
    .object({ type: z.string(), attachments: z.array(z.unknown()).optional() })
    .loose()
    .safeParse(body);
  if (!shape.success)
    return new HttpError(400, 'BadArgument', 'The request body is not an activity: it needs a "type".');
  if (shape.data.attachments?.length)
    return new HttpError(
      415,
      'AttachmentsNotSupported',
      'A message with files is sent as an upload: POST …/upload, multipart/form-data.',
    );
  return new HttpError(
    400,
    'BadArgument',
    "This activity is not taken: a client may send messages and typing signs, in Direct Line's form.",
  );
}
