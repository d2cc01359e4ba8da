import { existsSync, readFileSync } from 'node:fs';
import { Language } from '../language';
import { projectPath } from '../project-path';
import type { InstantEmbedder } from './embedder';
import { asQuestion, exampleDimension } from './vector-vote';

/** A question about a matter that is not ours. */
export interface OtherTopicQuestion {
  text: string;
  language: Language;
  /** The line that it was written in: those of one line are near each other. */
  line: string;
}

const folder = projectPath('knowledge', 'index', 'other-topics');

/** Their vectors, one signed byte a number, in the order of the questions. */
export const otherTopicVectors = projectPath('knowledge', 'index', 'other-topics', 'vectors.i8');

/** The largest number a byte holds on either side of nothing. */
export const byteRange = 127;

/** Reads the questions of `other-topics/<language>.txt`: one a line, `{a|b}` is either, `#` begins a heading. */
export function otherTopicQuestions(): OtherTopicQuestion[] {
  return Language.options.flatMap((language) => {
    const file = `${folder}/${language}.txt`;
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .flatMap((line) => alternatives(line).map((text) => ({ text, language, line: `${language} ${line}` })));
  });
}

/** Every reading of a line. */
function alternatives(line: string): string[] {
  const choice = /\{([^}]*)\}/.exec(line);
  if (!choice) return [line];
  return (choice[1] ?? '').split('|').flatMap((one) => alternatives(line.replace(choice[0], one)));
}

/** The bytes of `vectors.i8`, in the space of questions. Embedding two thousand questions at every start would cost a tenth of a second. */
export function encodeOtherTopics(questions: readonly OtherTopicQuestion[], embedder: InstantEmbedder): Int8Array {
  const dimension = exampleDimension(embedder);
  const bytes = new Int8Array(questions.length * dimension);
  questions.forEach(({ text, language }, place) => {
    const vector = asQuestion(embedder.embedNow(text, language), embedder);
    const most = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    vector.forEach((value, at) => {
      bytes[place * dimension + at] = Math.round((value / most) * byteRange);
    });
  });
  return bytes;
}
