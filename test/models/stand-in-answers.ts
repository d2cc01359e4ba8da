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
