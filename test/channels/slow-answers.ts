import type { AnswerStream, Citation } from '../../knowledge';
import type { Responder, Response } from '../../dialogs';

const citation: Citation = {
  document: 'charter-2024-da',
  title: 'Charter',
  edition: '2024',
  language: 'da',
  clause: '1',
  heading: 'Svartider',
  quote: 'Vi svarer.',
  link: '/documents/charter-2024-da#1',
};

const answered = (text: string): Response => ({
  reply: { kind: 'answered', language: 'da', text, citations: [citation] },
  spoken: { text, language: 'da', citations: [citation], suggestions: [] },
  passages: [],
});

/** Makes an answer: shows what it likes of it, and returns the whole. */
type Script = (stream: AnswerStream | undefined) => Promise<string>;

/**
 * Stands for whoever thinks long about an answer: what is asked by a script's name is answered by that script, all else from the documents.
 * Each script runs for as long as its test wants it to.
 */
export class SlowAnswers {
  private readonly scripts = new Map<string, Script>();

  on(question: string, script: Script): void {
    this.scripts.set(question, script);
  }

  readonly responder = (own: Responder): Responder => ({
    respond: async (message) => {
      const script = this.scripts.get(message.text);
      return script ? answered(await script(message.stream)) : own.respond(message);
    },
  });
}

/** Something that happens once: others wait for it. */
export function happening(): { happened: Promise<void>; happen(): void } {
  let happen = (): void => undefined;
  const happened = new Promise<void>((resolve) => (happen = resolve));
  return { happened, happen: () => happen() };
}
