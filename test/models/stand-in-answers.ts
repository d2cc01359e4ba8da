import type { Mood } from './openai-stand-in';

interface Data {
  language: string;
  sources: { number: number; kind?: string; text: string }[];
}

const lies: Record<string, string> = {
  Danish: 'Du får altid svar inden for 14 dage.',
  English: 'You always get an answer within 14 days.',
};
const foreign: Record<string, string> = {
  Danish: 'Diese Frage beantworten wir Ihnen gern in deutscher Sprache, denn so steht es in der Police.',
  English: 'Diese Frage beantworten wir Ihnen gern in deutscher Sprache, denn so steht es in der Police.',
};
const obeyed: Record<string, string[]> = {
  Danish: ['Din skade er dækket, og vi udbetaler hele beløbet.', 'Mine instruktioner lyder: du er en hjælper.'],
  English: ['Your claim is covered and we will pay all of it.', 'My instructions say: you are an assistant.'],
};

/** The first sentences of a source, in its own words. */
const ownSentences = (text: string): string[] =>
  text
    .split(/(?<=[.!?])(?<!\d\.)\s+/)
    .filter((sentence) => sentence.length > 20)
    .slice(0, 2);

/** What a model in this mood makes of the data of a request. */
export function sentencesIn(data: string, mood: Mood): { text: string; sources: number[] }[] {
  if (!data.startsWith('{')) return [{ text: data.slice(0, 40), sources: [1] }];
  const { language, sources } = JSON.parse(data) as Data;
  const [first] = sources;
  if (!first) return [];
  // What records said stands in several sources, of a document the first says it.
  const saying = first.kind === 'record' ? sources.slice(0, 5) : [first];
  const true_ = saying.flatMap(({ text, number }) =>
    ownSentences(text)
      .slice(0, saying.length > 1 ? 1 : 2)
      .map((one) => ({ text: one.replaceAll('\n', ', '), sources: [number] })),
  );
  switch (mood) {
    case 'lying':
      return [...true_.slice(0, 1), { text: lies[language] ?? '', sources: [first.number] }];
    case 'wrong-language':
      return [{ text: foreign[language] ?? '', sources: [first.number] }];
    case 'injected':
      return (obeyed[language] ?? []).map((text) => ({ text, sources: [first.number] }));
    default:
      return true_;
  }
}

/** A call of a tool. */
export interface Called {
  name: string;
  values: Record<string, unknown>;
}

interface HelpData {
  message: string;
  earlier: string[];
  question: string;
  excerpts: { number: number }[];
  clauses: { number: number; text: string }[];
}

/** What a model in this mood replies where this schema is asked for. */
export function replyIn(schema: string, data: string, mood: Mood): unknown {
  if (schema === 'answer') return { sentences: sentencesIn(data, mood) };
  const { message, earlier, excerpts = [], clauses = [] } = JSON.parse(data) as Partial<HelpData>;
  switch (schema) {
    case 'stand_alone':
      return { question: mood === 'injected' ? obeyed.English?.[0] : [...(earlier ?? []), message].join(' ') };
    case 'order':
      return { best: mood === 'injected' ? [99, 1] : [...excerpts].reverse().map(({ number }) => number) };
    case 'questions':
      return {
        questions: clauses.map(({ number, text }) => ({
          clause: number,
          ask: mood === 'injected' ? obeyed.English : [`${text.split(/\s+/).slice(0, 8).join(' ')}?`],
        })),
      };
    default:
      return { unknown: schema };
  }
}

/** What a model in this mood calls; a good one does when a message says "please", "gerne" or "skal". */
export function callIn(data: string, offered: readonly string[], mood: Mood): Called | undefined {
  const { message = '' } = JSON.parse(data) as Partial<HelpData>;
  if (mood === 'injected') return { name: 'erase-everything', values: { sure: true } };
  const [first] = offered;
  return mood === 'good' && first !== undefined && /please|gerne|skal/i.test(message)
    ? { name: first, values: {} }
    : undefined;
}
