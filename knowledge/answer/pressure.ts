import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectPath } from '../project-path';
import { sentencesOf } from './phrase-words';
import { PhrasesPerLanguage, preparePhrases, type Phrases } from './phrases';

const PressureFile = z.object({
  /** A message of nothing but these only pushes on. */
  pushesOn: PhrasesPerLanguage,
  /** Any of these presses for an answer, whatever else the message says. */
  presses: PhrasesPerLanguage,
  /** Words that point back at what was said before. */
  leansBack: PhrasesPerLanguage,
});

let loaded: Record<keyof z.infer<typeof PressureFile>, Phrases> | undefined;

function load(): NonNullable<typeof loaded> {
  const file = PressureFile.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'pressure.json'), 'utf8')),
  );
  return {
    pushesOn: preparePhrases(file.pushesOn, {}, 'exact'),
    presses: preparePhrases(file.presses),
    leansBack: preparePhrases(file.leansBack, {}, 'exact'),
  };
}

/** The message asks for nothing new: "kom nu", "just do it", "please". It is the message before it once more. */
export function pushesOn(message: string): boolean {
  const { pushesOn: phrases } = (loaded ??= load());
  const sentences = sentencesOf(message);
  return sentences.length > 0 && sentences.every((words) => isCovered(words.length, phrases.findAll(words)));
}

function isCovered(length: number, places: readonly { start: number; end: number }[]): boolean {
  const covered = new Set(
    places.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  return covered.size === length;
}

/** The message presses for an answer to what was asked before: "jeg kræver et svar", "you must tell me". */
export function presses(message: string): boolean {
  const { presses: phrases } = (loaded ??= load());
  return pushesOn(message) || sentencesOf(message).some((words) => phrases.standIn(words));
}

/** The message points back at what was said before: "og hvornår?", "how long does that take?". */
export function leansBack(message: string): boolean {
  const { leansBack: phrases } = (loaded ??= load());
  return sentencesOf(message).some((words) => phrases.standIn(words));
}
