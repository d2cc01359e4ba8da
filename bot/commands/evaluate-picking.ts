import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Responder } from '../../dialogs';
import { fillDraft, newDraft, withProposed } from '../../dialogs/claim-filing';
import { dayInDenmark } from '../../dialogs/dates';
import { shippedTasks, taskFor } from '../../dialogs/tasks/shipped-tasks';
import { understand, withProposedWish } from '../../dialogs/tasks/reassessment-draft';
import { DraftId, Money } from '../../adapters/records/port';
import { Language, projectPath, replyLanguage } from '../../knowledge';

/** A message with the dialog that it should begin, and the answers that it gives. */
const PickedMessage = z.object({
  id: z.string(),
  language: Language,
  ask: z.string(),
  history: z.array(z.string()).default([]),
  /** Null: none. */
  task: z.enum(shippedTasks.map(({ name }) => name)).nullable(),
  slots: z.record(z.string(), z.unknown()).default({}),
});
export type PickedMessage = z.infer<typeof PickedMessage>;

/** What became of such messages. */
export interface PickingFigures {
  messages: number;
  /** Of all: the right dialog was begun, or none where none was wanted. */
  right: number;
  /** Messages that were to begin a dialog, and those of them that began none. */
  wanting: number;
  missed: number;
  /** Messages that were to begin none, and did not. */
  rightlyNone: number;
  slotsWanted: number;
  slotsRight: number;
  /** Answers taken that are not what the message says. */
  slotsWrong: number;
}

/** The project's own messages. */
export async function pickedMessages(): Promise<PickedMessage[]> {
  const text = await readFile(projectPath('test', 'dialogs', 'picking', 'messages.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => PickedMessage.parse(JSON.parse(line)));
}

/** Sends every message to a customer's bot and looks which dialog it begins, and with which answers. */
export async function measurePicking(
  messages: readonly PickedMessage[],
  responder: Responder,
  now: Date,
): Promise<PickingFigures> {
  const figures = {
    messages: messages.length,
    right: 0,
    wanting: messages.filter(({ task }) => task !== null).length,
    missed: 0,
    rightlyNone: 0,
    slotsWanted: 0,
    slotsRight: 0,
    slotsWrong: 0,
  };
  for (const { ask, history, language, task, slots } of messages) {
    const response = await responder.respond({ text: ask, history, audience: 'customers', forcedLanguage: language });
    const begun = taskFor(ask, response)?.name ?? null;
    if (begun === task) figures.right += 1;
    if (begun === null) figures[task === null ? 'rightlyNone' : 'missed'] += 1;
    const read = begun === task && task !== null ? slotsRead(task, ask, language, response.picked?.slots, now) : {};
    const wanted = Object.entries(slots);
    figures.slotsWanted += wanted.length;
    figures.slotsRight += wanted.filter(([name, value]) => isSame(read[name], value)).length;
    figures.slotsWrong += Object.entries(read).filter(
      ([name, value]) => value !== undefined && !isSame(value, slots[name]),
    ).length;
  }
  return figures;
}

/** What a dialog has read when it begins, before it looks at any record. */
function slotsRead(
  task: string,
  text: string,
  language: Language,
  proposed: Record<string, unknown> | undefined,
  now: Date,
): Record<string, unknown> {
  const spoken = replyLanguage(language);
  if (task === 'file-claim' || task === 'hand-over') {
    const empty = newDraft({ id: randomUUID(), at: now, language: spoken });
    const read = fillDraft(empty, text, undefined, { today: dayInDenmark(now), at: now, currency: 'DKK' });
    return withProposed(read, proposed, now).draft.answers;
  }
  if (task !== 'reassessment') return {};
  const empty = { draftId: DraftId.parse(randomUUID()), answered: [] };
  const told = understand(empty, text, undefined, { language: spoken, currency: 'DKK' });
  const { requested, terms } = withProposedWish(told, proposed);
  return { requested, terms };
}

const Named = z.object({ name: z.string() });
const plain = (value: unknown): string => {
  const money = Money.safeParse(value).data;
  const named = Named.safeParse(value).data?.name ?? value;
  return money ? `${Number(money.amount)} ${money.currency}` : JSON.stringify(named).toLowerCase();
};
const isSame = (one: unknown, other: unknown): boolean =>
  one !== undefined && other !== undefined && plain(one) === plain(other);
