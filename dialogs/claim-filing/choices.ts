import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Phrases, PhrasesPerLanguage, preparePhrases, sentencesOf } from '../../knowledge/answer';
import { projectPath } from '../../knowledge/project-path';

const Sections = z.enum(['cause', 'vat', 'plan', 'document', 'caseType', 'field', 'contested', 'dateOf']);
export type ChoiceSection = z.infer<typeof Sections>;
const ChoicesFile = z.record(Sections, z.record(z.string(), PhrasesPerLanguage));

let loaded: Map<ChoiceSection, { name: string; phrases: Phrases }[]> | undefined;

function load() {
  const file = ChoicesFile.parse(
    JSON.parse(readFileSync(projectPath('dialogs', 'claim-filing', 'choices.json'), 'utf8')),
  );
  return new Map(
    Sections.options.map((section) => [
      section,
      Object.entries(file[section]).map(([name, phrases]) => ({ name, phrases: preparePhrases(phrases) })),
    ]),
  );
}

/** The choices of a section that the text names, in the file's order: the more telling stand first. */
export function choicesIn(text: string, section: ChoiceSection): string[] {
  const sentences = sentencesOf(text);
  return ((loaded ??= load()).get(section) ?? [])
    .filter(({ phrases }) => sentences.some((sentence) => phrases.standIn(sentence)))
    .map(({ name }) => name);
}
