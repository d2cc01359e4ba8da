import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Language } from '../language/languages';
import { projectPath } from '../project-path';

/**
 * How people ask what a word means. A question is words in order, with `X` for the word asked about; `a|b` is either, `a?` may be missing.
 * `before` and `after` are taken off the word; `definite` too, but it then means one thing in particular ("the deductible"). With a word of `own` it
 * is no term ("what is happening in my case?").
 */
const QuestionsFile = z.object({
  questions: z.record(Language, z.array(z.string())),
  before: z.array(z.string()),
  definite: z.array(z.string()),
  after: z.array(z.string()),
  own: z.array(z.string()),
});

/** The word or words that a question asks the meaning of, as written. */
export interface AskedTerm {
  words: string;
  /** It was asked for with "the": that may be a question of the customer's own, too ("what is the deductible?"). */
  isDefinite: boolean;
}

/** No term of the trade is longer. */
const longestTerm = 60;

interface Prepared {
  questions: RegExp[];
  before: RegExp;
  definite: RegExp;
  after: RegExp;
  own: RegExp;
}
let prepared: Prepared | undefined;

/** What a question asks the meaning of, in any of the six languages; undefined for every other question. */
export function askedTerm(question: string): AskedTerm | undefined {
  const { questions, before, definite, after, own } = (prepared ??= prepare());
  const asked = question
    .normalize('NFC')
    .replace(/[?!.:;,"'»«„“”‘’()–—]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const pattern of questions) {
    const found = pattern.exec(asked)?.[1];
    if (found === undefined || found.length > longestTerm) continue;
    const words = found.replace(after, '').replace(before, '');
    if (own.test(words)) return undefined;
    return { words: words.replace(definite, ''), isDefinite: definite.test(words) };
  }
  return undefined;
}

function prepare(): Prepared {
  const file = projectPath('knowledge', 'answer', 'definition-questions.json');
  const { questions, before, definite, after, own } = QuestionsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const patterns = Object.values(questions).flat();
  return {
    // The longest first: "what is meant by X" is not the question what "meant by X" is.
    questions: patterns
      .sort((a, b) => b.length - a.length)
      .map((pattern) => new RegExp(`^${sourceOf(pattern)}$`, 'iu')),
    before: new RegExp(`^(?:${before.join('|')}) `, 'iu'),
    definite: new RegExp(`^(?:${definite.join('|')}) `, 'iu'),
    own: new RegExp(`(?<!\\p{L})(?:${own.join('|')})(?!\\p{L})`, 'iu'),
    after: new RegExp(`(?: (?:${after.join('|')}))+$`, 'iu'),
  };
}

/** `what is|are X` as the source of a regular expression. */
function sourceOf(pattern: string): string {
  return pattern
    .split(' ')
    .map((word, at) => {
      const space = at === 0 ? '' : ' ';
      if (word === 'X') return `${space}(.+?)`;
      return word.endsWith('?') ? `(?:${space}(?:${word.slice(0, -1)}))?` : `${space}(?:${word})`;
    })
    .join('');
}
