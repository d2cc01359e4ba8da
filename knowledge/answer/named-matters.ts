import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../language/languages';
import { projectPath } from '../project-path';
import { sentencesOf } from './phrase-words';
import { PhrasesPerLanguage, preparePhrases, type Phrases } from './phrases';

/**
 * Matters that a clause answers only when it names them: other lines of business altogether (cars, the weather), and matters of the trade that
 * sound near to everything (a deductible, VAT, a discount). The file's format: per matter, what it is called in six languages.
 */
const MattersFile = z.object({ matters: z.array(z.object({ name: z.string(), phrases: PhrasesPerLanguage })) });

interface Matter {
  /** By the language of the question: what is a matter in one language is a harmless word in another (Danish `told`, Dutch `stage`). */
  asked: Record<Language, Phrases>;
  /** In any language. */
  told: Phrases;
}

/** Danish and Norwegian are taken for each other too often to look at one alone. */
const alsoLookedAt: Partial<Record<Language, Language>> = { da: 'no', no: 'da' };

let loaded: Matter[] | undefined;

function matters(): Matter[] {
  loaded ??= MattersFile.parse(
    JSON.parse(readFileSync(projectPath('knowledge', 'answer', 'named-matters.json'), 'utf8')),
  ).matters.map(({ phrases }): Matter => {
    const inLanguage = (language: Language): Phrases => {
      const neighbour = alsoLookedAt[language];
      const own = { [language]: phrases[language] ?? [], ...(neighbour ? { [neighbour]: phrases[neighbour] ?? [] } : {}) };
      return preparePhrases(own, {}, 'exact');
    };
    const asked = {
      da: inLanguage('da'),
      en: inLanguage('en'),
      sv: inLanguage('sv'),
      no: inLanguage('no'),
      de: inLanguage('de'),
      nl: inLanguage('nl'),
    };
    return { asked, told: preparePhrases(phrases, {}, 'exact') };
  });
  return loaded;
}

/** How many matters the question names that none of the texts (the language editions of a clause) names. */
export function mattersMissing(question: string, language: Language, texts: readonly string[]): number {
  const sentences = sentencesOf(question);
  const asked = matters().filter((matter) => sentences.some((words) => matter.asked[language].standIn(words)));
  if (asked.length === 0) return 0;
  const told = texts.flatMap(sentencesOf);
  return asked.filter((matter) => !told.some((words) => matter.told.standIn(words))).length;
}
