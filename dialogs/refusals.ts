import { loadIntents, type Intents } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import type { Reply } from './reply-types';

export type ForbiddenWish = Extract<Reply, { kind: 'refused' }>['asked'];

let loaded: Intents<ForbiddenWish> | undefined;

/** What a message asks that the bot never does: drop its rules, show its instructions, show another's data. */
export function forbiddenWish(message: string): ForbiddenWish | undefined {
  loaded ??= loadIntents(projectPath('dialogs', 'intents', 'refused.json'), [
    'show-instructions',
    'drop-rules',
    'anothers-data',
  ]);
  return loaded.of(message);
}
