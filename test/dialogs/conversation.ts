import { actionOf, createResponder, emptyMemory, remember, type Responder, type Response } from '../../dialogs';
import { createKnowledge } from '../../knowledge/answer';
import { shippedIndex } from '../knowledge/answer/sample-documents';

const contact = { company: 'Nordlys Kredit', telephone: '70 10 20 30' };

let responder: Promise<Responder> | undefined;
const shippedResponder = (): Promise<Responder> =>
  (responder ??= shippedIndex().then((index) => createResponder({ knowledge: createKnowledge(() => index), contact })));

/** The bot's response to a single message. */
export async function respondTo(text: string, history: string[] = [], locale?: string): Promise<Response> {
  return (await shippedResponder()).respond({ text, history, locale, audience: 'public' });
}

/** What is expected of a turn: the action, or for an answer the clause, or words of the reply. */
export type Expected = { action?: string; clause?: string; says?: string | RegExp };

/** A conversation as a test: what the customer writes, turn by turn, and what is expected of each reply. */
export function conversation(name: string, turns: readonly (readonly [string, Expected])[]): void {
  test(name, async () => {
    let memory = emptyMemory;
    for (const [text, expected] of turns) {
      const { reply, spoken } = await (
        await shippedResponder()
      ).respond({
        text,
        history: memory.history,
        conversationLanguage: memory.language,
        audience: 'public',
      });
      const got = { text, action: actionOf[reply.kind], clause: spoken.citations[0]?.clause };
      if (expected.action !== undefined) expect(got).toMatchObject({ text, action: expected.action });
      if (expected.clause !== undefined) expect(got).toMatchObject({ text, action: 'answer', clause: expected.clause });
      if (expected.says !== undefined) expect(spoken.text).toMatch(expected.says);
      memory = remember(memory, { text, language: reply.language });
    }
  });
}
