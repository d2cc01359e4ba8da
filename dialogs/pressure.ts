import { readFileSync } from 'node:fs';
import { PhrasesPerLanguage, preparePhrases, sentencesOf, type Phrases } from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';

let loaded: Phrases | undefined;

/** A message that asks for nothing new and only presses on: "kom nu", "just do it", "please". */
export function pushesOn(message: string): boolean {
  loaded ??= preparePhrases(
    PhrasesPerLanguage.parse(JSON.parse(readFileSync(projectPath('dialogs', 'intents', 'pressure.json'), 'utf8'))),
  );
  const phrases = loaded;
  const sentences = sentencesOf(message);
  return sentences.length > 0 && sentences.every((words) => isCovered(words.length, phrases.findAll(words)));
}

function isCovered(length: number, places: { start: number; end: number }[]): boolean {
  const covered = new Set(places.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
  return covered.size === length;
}
