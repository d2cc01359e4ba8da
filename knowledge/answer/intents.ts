import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../language/languages';
import { sentencesOf, type Word } from './phrase-words';
import { PhrasesPerLanguage, preparePhrases, WordSets } from './phrases';

/** The file format of intents: what people say, per language, and what makes it mean something else after all. */
const IntentFile = z.object({
  sets: WordSets.default({}),
  intents: z.array(
    z.object({
      name: z.string(),
      phrases: PhrasesPerLanguage,
      /** Any of these anywhere in the message, and it was not this. */
      unless: PhrasesPerLanguage.default({}),
    }),
  ),
});

/** Looks for what a message wants. */
export interface Intents<Name extends string> {
  /** The first intent of the file that the message shows, or undefined. */
  of(message: string): Name | undefined;
}

/**
 * Reads a file of intents; earlier ones win over later ones.
 * @param names the intents that the caller can act on
 * @param only as people say it in that language alone; absent: in all six
 * @throws Error (zod's) for a malformed file, also for an intent that is not among `names`
 */
export function loadIntents<const Name extends string>(
  file: string,
  names: readonly [Name, ...Name[]],
  only?: Language,
): Intents<Name> {
  const { sets, intents } = IntentFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const said = (phrases: PhrasesPerLanguage): PhrasesPerLanguage => (only ? { [only]: phrases[only] ?? [] } : phrases);
  const prepared = intents.map((intent) => ({
    name: z.enum(names).parse(intent.name),
    phrases: preparePhrases(said(intent.phrases), sets),
    unless: preparePhrases(said(intent.unless), sets),
  }));
  const shows = (sentences: readonly (readonly Word[])[], { phrases, unless }: (typeof prepared)[number]): boolean =>
    sentences.some((sentence) => phrases.standIn(sentence)) && !sentences.some((sentence) => unless.standIn(sentence));
  return {
    of(message) {
      const sentences = sentencesOf(message);
      return prepared.find((intent) => shows(sentences, intent))?.name;
    },
  };
}
