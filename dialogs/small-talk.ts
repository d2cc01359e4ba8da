import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../knowledge';
import { PhrasesPerLanguage, preparePhrases, sentencesOf, type Phrases } from '../knowledge/answer';
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
/** Longer ones tell their language by themselves. */
const longestSmallTalk = 60;

interface Prepared {
  fillers: Phrases;
  topics: { name: SmallTalkTopic; phrases: Phrases }[];
}

let file: z.infer<typeof SmallTalkFile> | undefined;

/** The phrases of one language, or of all. */
function load(only?: Language): Prepared {
  file ??= SmallTalkFile.parse(JSON.parse(readFileSync(projectPath('dialogs', 'intents', 'small-talk.json'), 'utf8')));
  const of = (phrases: PhrasesPerLanguage): Phrases =>
    only ? preparePhrases({ [only]: phrases[only] ?? [] }, {}, 'exact') : preparePhrases(phrases);
  return {
    fillers: of(file.fillers),
    topics: file.topics.map(({ name, phrases }) => ({ name, phrases: of(phrases) })),
  };
}
let inAll: Prepared | undefined;
const inOne = new Map<Language, Prepared>();

/** What a message that is nothing but small talk is about. A greeting before a question is no small talk: the question counts. */
export function smallTalkOf(message: string): SmallTalkTopic | undefined {
  return topicOf(message, (inAll ??= load()));
}

/** The whole message is small talk as this language has it. Several may share it: "hej" is Danish and Swedish. */
export function isSmallTalkIn(message: string, language: Language): boolean {
  if (message.length > longestSmallTalk) return false;
  let prepared = inOne.get(language);
  if (!prepared) inOne.set(language, (prepared = load(language)));
  return topicOf(message, prepared) !== undefined;
}

function topicOf(message: string, { fillers, topics }: Prepared): SmallTalkTopic | undefined {
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
