import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Question } from '../answer-types';
import { Language } from '../language/languages';
import { projectPath } from '../project-path';
import { isNoise } from './noise';
import { keyOf, sentencesOf } from './phrase-words';
import { PhrasesPerLanguage, preparePhrases, WordSets } from './phrases';
import { wantsPerson } from './wants-person';

const AgainFile = z.object({
  sets: WordSets,
  /** "Are you sure?", "can you explain that?". */
  again: PhrasesPerLanguage,
  /** "And in English?" */
  inLanguage: PhrasesPerLanguage,
  /** What each language is called in all of them. */
  names: z.record(Language, z.array(z.string())),
});

function load() {
  const file = AgainFile.parse(JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'asks-again.json'), 'utf8')));
  return {
    again: preparePhrases(file.again, file.sets, 'exact'),
    inLanguage: preparePhrases(file.inLanguage, file.sets, 'exact'),
    names: new Map(Language.options.flatMap((language) => file.names[language].map((name) => [keyOf(name), language]))),
  };
}
let loaded: ReturnType<typeof load> | undefined;

/** The message is about the answer just given: "are you sure?", "what about in English?". `language` is the one it asks for. */
export function asksAgain(message: string): { language?: Language } | undefined {
  const { again, inLanguage, names } = (loaded ??= load());
  const sentences = sentencesOf(message);
  const isAbout = (words: (typeof sentences)[number]): boolean => again.standIn(words) || inLanguage.standIn(words);
  if (sentences.length === 0 || !sentences.every(isAbout)) return undefined;
  const wanted = sentences.filter((words) => inLanguage.standIn(words)).flat();
  const language = wanted.map(({ key }) => names.get(key)).find((named) => named !== undefined);
  return language ? { language } : {};
}

/**
 * The question that is in fact asked: the last one before a message about the answer to it, in the language asked for.
 * @returns undefined when there is nothing before it that was a question
 */
export function questionMeant(question: Question): Question | undefined {
  const again = asksAgain(question.text);
  if (!again) return question;
  const history = question.history.filter(
    (message) => !isNoise(message) && !asksAgain(message) && !wantsPerson(message),
  );
  const previous = history.at(-1);
  if (previous === undefined) return undefined;
  return {
    ...question,
    text: previous,
    history: history.slice(0, -1),
    language: again.language ?? question.language,
  };
}
