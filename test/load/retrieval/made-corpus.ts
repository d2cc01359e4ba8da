import type { Clause, LoadedDocument } from '../../../knowledge';
import { functionWords, loadGlossary } from '../../../knowledge/language';
import type { TestQuestion } from './contest';
import { chance, type Chance } from './chance';

type CorpusLanguage = 'da' | 'en';

const clausesPerDocument = 50;
const sentenceWords = { least: 15, most: 40 };
const wordsOfQuestion = 4;
const shortestAsked = 5;

const frames: Record<CorpusLanguage, (words: string[]) => string> = {
  da: ([a, b, c, d]) => `Hvad gælder om ${a} og ${b}, når ${c} ikke er ${d}?`,
  en: ([a, b, c, d]) => `What applies to ${a} and ${b} when ${c} is not ${d}?`,
};

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** What sentences are made of: the order of function words in real clauses, and words of the trade to stand between them. */
interface Material {
  skeletons: string[][];
  contentWord(): string;
  isFunctionWord(word: string): boolean;
}

function materialOf(shipped: readonly LoadedDocument[], language: CorpusLanguage, luck: Chance): Material {
  const silent = functionWords(language);
  const isFunctionWord = (word: string): boolean => silent.has(word);
  const skeletons = shipped
    .filter((document) => document.language === language)
    .flatMap(({ clauses }) => clauses.map(({ text }) => wordsOf(text)));
  const glossary = loadGlossary()
    .concepts()
    .flatMap(({ forms }) => forms[language].filter((form) => /^\p{L}{4,}$/u.test(form)));
  const words = luck.shuffled([...new Set([...skeletons.flat(), ...glossary])].filter((word) => !isFunctionWord(word)));
  const syllables = ['ka', 'lo', 'ves', 'tri', 'ben', 'dor', 'mi', 'sund', 'holt', 'ra', 'ker', 'nel', 'vig', 'sta'];
  const name = (): string => Array.from({ length: 3 }, () => luck.oneOf(syllables)).join('');
  // As in real text a few words are everywhere and most are rare; names and Danish compounds keep adding new ones.
  const contentWord = (): string => {
    const draw = luck.below(100);
    if (draw < 5) return name();
    if (draw < 15 && language === 'da') return luck.oftenFirst(words) + luck.oftenFirst(words);
    return luck.oftenFirst(words);
  };
  return { skeletons, contentWord, isFunctionWord };
}

function sentence({ skeletons, contentWord, isFunctionWord }: Material, luck: Chance): string {
  const length = sentenceWords.least + luck.below(sentenceWords.most - sentenceWords.least + 1);
  const words: string[] = [];
  while (words.length < length)
    for (const word of luck.oneOf(skeletons)) words.push(isFunctionWord(word) ? word : contentWord());
  const text = words.slice(0, length).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function madeDocument(
  number: number,
  clauses: number,
  language: CorpusLanguage,
  material: Material,
  luck: Chance,
): LoadedDocument {
  const name = `made-${language}-${number}`;
  return {
    name,
    work: name,
    title: `${material.contentWord()} ${number}`,
    language,
    edition: '1',
    audience: 'public',
    sha256: '0'.repeat(64),
    clauses: Array.from({ length: clauses }, (_, at): Clause => {
      const headings = [`${material.contentWord()} ${material.contentWord()}`];
      return { id: `c${at + 1}`, headings, text: sentence(material, luck) };
    }),
    warnings: [],
  };
}

/** Two letters inside the longest word change places: the commonest slip of the fingers. */
function withSlip(words: string[], luck: Chance): string[] {
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), '');
  const at = 1 + luck.below(Math.max(1, longest.length - 3));
  const slipped = longest.slice(0, at) + longest.charAt(at + 1) + longest.charAt(at) + longest.slice(at + 2);
  return words.map((word) => (word === longest ? slipped : word));
}

/** A question in four of a passage's own words; every other one with a slip. Synonyms are left out: they would come from our own glossary. */
function plantedQuestion(
  document: LoadedDocument,
  at: number,
  isFunctionWord: Material['isFunctionWord'],
  luck: Chance,
): TestQuestion | undefined {
  const clause = luck.oneOf(document.clauses);
  const telling = [...new Set(wordsOf(clause.text))].filter(
    (word) => word.length >= shortestAsked && !isFunctionWord(word),
  );
  const words = luck.shuffled(telling).slice(0, wordsOfQuestion);
  const language: CorpusLanguage = document.language === 'en' ? 'en' : 'da';
  if (words.length < wordsOfQuestion) return undefined;
  const slips = at % 2 === 1;
  return {
    kind: slips ? 'one misspelt' : 'own words',
    language,
    text: frames[language](slips ? withSlip(words, luck) : words),
    expected: [{ work: document.work, clause: clause.id }],
  };
}

/**
 * Passages that nobody wrote, half Danish and half English, and questions whose passage is known: the same ones in every run.
 * @param shipped the documents that lend their vocabulary
 */
export function madeCorpus(
  shipped: readonly LoadedDocument[],
  passages: number,
  questions: number,
): { documents: LoadedDocument[]; questions: TestQuestion[] } {
  const luck = chance(20_261_101);
  const languages: CorpusLanguage[] = ['da', 'en'];
  const material = { da: materialOf(shipped, 'da', luck), en: materialOf(shipped, 'en', luck) };
  const documents = languages.flatMap((language) => {
    const wanted = Math.floor(passages / languages.length);
    return Array.from({ length: Math.ceil(wanted / clausesPerDocument) }, (_, at) =>
      madeDocument(
        at + 1,
        Math.min(clausesPerDocument, wanted - at * clausesPerDocument),
        language,
        material[language],
        luck,
      ),
    );
  });
  const planted: TestQuestion[] = [];
  for (let at = 0; planted.length < questions; at += 1) {
    const document = luck.oneOf(documents);
    const { isFunctionWord } = material[document.language === 'en' ? 'en' : 'da'];
    const question = plantedQuestion(document, planted.length, isFunctionWord, luck);
    if (question) planted.push(question);
    if (at > 20 * questions) throw new Error('The made passages have too few words to ask for.');
  }
  return { documents, questions: planted };
}
