import { existsSync, readFileSync } from 'node:fs';
import { Language } from '../language';
import { projectPath } from '../project-path';
import type { InstantEmbedder } from './embedder';
import { asQuestion, exampleDimension } from './vector-vote';

/** A question about a matter that is not ours. */
export interface OtherTopicQuestion {
  text: string;
  language: Language;
  /** The heading that it stands under, the same in all languages: a fit can be judged on topics that it has not seen. */
  topic: string;
  /** The line that it was written in: those of one line are near each other. */
  line: string;
}

const folder = projectPath('knowledge', 'index', 'other-topics');

/** Their vectors, one signed byte a number, in the order of the questions. */
export const otherTopicVectors = projectPath('knowledge', 'index', 'other-topics', 'vectors.i8');

/** The same as embedded, before the space of questions. */
export const plainOtherTopicVectors = projectPath('knowledge', 'index', 'other-topics', 'plain-vectors.i8');

/** The largest number a byte holds on either side of nothing. */
export const byteRange = 127;

/** Reads the questions of `other-topics/<language>.txt`: one a line, `{a|b}` is either, `#` begins a topic. */
export function otherTopicQuestions(): OtherTopicQuestion[] {
  return Language.options.flatMap((language) => {
    const file = `${folder}/${language}.txt`;
    if (!existsSync(file)) return [];
    let topic = '';
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line): OtherTopicQuestion[] => {
        if (line.startsWith('#')) topic = line.slice(1).trim();
        if (line.trim() === '' || line.startsWith('#')) return [];
        return alternatives(line).map((text) => ({ text, language, topic, line: `${language} ${line}` }));
      });
  });
}

/** Every reading of a line. */
function alternatives(line: string): string[] {
  const choice = /\{([^}]*)\}/.exec(line);
  if (!choice) return [line];
  return (choice[1] ?? '').split('|').flatMap((one) => alternatives(line.replace(choice[0], one)));
}

/** The bytes of `vectors.i8`, in the space of questions, and of `plain-vectors.i8`. Embedding three thousand questions at every start would cost a tenth of a second. */
export function encodeOtherTopics(
  questions: readonly OtherTopicQuestion[],
  embedder: InstantEmbedder,
): { placed: Int8Array; plain: Int8Array } {
  const plain = questions.map(({ text, language }) => embedder.embedNow(text, language));
  return {
    placed: encoded(
      plain.map((vector) => asQuestion(vector, embedder)),
      exampleDimension(embedder),
    ),
    plain: encoded(plain, embedder.dimension),
  };
}

function encoded(vectors: readonly Float32Array[], dimension: number): Int8Array {
  const bytes = new Int8Array(vectors.length * dimension);
  vectors.forEach((vector, place) => {
    const most = vector.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
    vector.forEach((value, at) => {
      bytes[place * dimension + at] = Math.round((value / most) * byteRange);
    });
  });
  return bytes;
}
