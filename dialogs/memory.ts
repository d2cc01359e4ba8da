import { z } from 'zod';
import { Language } from '../knowledge/language/languages';

/** What the bot keeps of a conversation from turn to turn. */
export const Memory = z.object({
  /** The customer's messages, oldest first. */
  history: z.array(z.string()),
  /** The language that the customer wrote last. */
  language: Language.optional(),
});
export type Memory = z.infer<typeof Memory>;

/** A follow-up leans on what was said just before, so that older messages are let go. */
const remembered = 10;
/** Of a long message, the beginning is enough to lean on. */
const longestRemembered = 500;

export const emptyMemory: Memory = { history: [] };

/**
 * The memory after one more message from the customer.
 * @param message.text undefined for what was typed into a dialog: it is the dialog's own, nothing leans on it, and it is not sent along to a model later
 */
export function remember(memory: Memory, message: { text: string | undefined; language: Language }): Memory {
  const { text, language } = message;
  if (text === undefined) return { ...memory, language };
  return { history: [...memory.history, text.slice(0, longestRemembered)].slice(-remembered), language };
}

/** The memory without what was said: a person took over and closed the matter, so that it must not colour what comes next. */
export function forget({ language }: Memory): Memory {
  return language ? { history: [], language } : emptyMemory;
}
