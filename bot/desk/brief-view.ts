import { withoutTeamsMarkup } from '../channels/teams-text';
import type { HandoffBrief } from '../handoff/handoff';
import { longestQuestion } from '../handoff/person-memory';

/**
 * A brief without what it quotes of messages that the customer has deleted since. It was written before, and is kept as it was.
 * @param deletedTexts what those messages said. A brief names no messages, so one that says the very same is left out with them
 */
export function briefWithout(brief: HandoffBrief, deletedTexts: readonly string[]): HandoffBrief {
  if (deletedTexts.length === 0) return brief;
  // What the bot put down of a message it had read so.
  const deleted = deletedTexts.map(withoutTeamsMarkup).filter((text) => text !== '');
  // A question is cut where it is long; a message left in several goes holds them one under the other.
  const isDeleted = (quoted: string): boolean =>
    deleted.some((text) => text === quoted || text.slice(0, longestQuestion) === quoted);
  const { message, ...rest } = brief;
  const left = message === undefined || isDeleted(message) ? '' : withoutEach(message, deleted);
  return {
    ...rest,
    exchanges: brief.exchanges.filter(({ question }) => !isDeleted(question)),
    ...(left === '' ? {} : { message: left }),
  };
}

const withoutEach = (message: string, deleted: readonly string[]): string =>
  message
    .split('\n\n')
    .filter((part) => !deleted.includes(part))
    .join('\n\n');
