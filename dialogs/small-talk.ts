import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PhrasesPerLanguage, preparePhrases, sentencesOf } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';

const SmallTalkTopic = z.enum(['greeting', 'thanks', 'goodbye', 'who-are-you', 'how-are-you']);
export type SmallTalkTopic = z.infer<typeof SmallTalkTopic>;

const SmallTalkFile = z.object({
  /** Words that may stand between the phrases without making the message a question. */
  fillers: PhrasesPerLanguage,
  /** The more telling first: "Hej, hvem er du?" asks who we are. */
  topics: z.array(z.object({ name: SmallTalkTopic, phrases: PhrasesPerLanguage })),
});

/** In so short a message, one more word with a capital letter is the name that we are called by: "Hej Freja". */
const shortMessage = 4;

function load() {
  const file = SmallTalkFile.parse(
    JSON.parse(readFileSync(projectPath('dialogs', 'intents', 'small-talk.json'), 'utf8')),
  );
  return {
    fillers: preparePhrases(file.fillers),
    topics: file.topics.map(({ name, phrases }) => ({ name, phrases: preparePhrases(phrases) })),
  };
}
let loaded: ReturnType<typeof load> | undefined;

/** What a message that is nothing but small talk is about. A greeting before a question is no small talk: the question counts. */
export function smallTalkOf(message: string): SmallTalkTopic | undefined {
  const { fillers, topics } = (loaded ??= load());
  const sentences = sentencesOf(message);
  const wordCount = sentences.reduce((sum, words) => sum + words.length, 0);
  let topic: number | undefined;
  for (const words of sentences) {
    const covered = new Set<number>();
    topics.forEach(({ phrases }, at) => {
      for (const { start, end } of phrases.findAll(words)) {
        for (let place = start; place < end; place += 1) covered.add(place);
        topic = Math.min(topic ?? at, at);
      }
    });
    for (const { start } of fillers.findAll(words)) covered.add(start);
    const left = words.filter((_, place) => !covered.has(place));
    const isName = left.length === 1 && left[0]?.capital === true && words[0] !== left[0] && wordCount <= shortMessage;
    if (left.length > 0 && !isName) return undefined;
  }
  return topic === undefined ? undefined : topics[topic]?.name;
}
