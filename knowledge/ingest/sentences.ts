import { foldText } from './fold-text';

const segmenter = new Intl.Segmenter('da', { granularity: 'sentence' });

/** The sentences of a folded text, each trimmed. "ca. 30 dage" and "f.eks. i dag" stay whole: a sentence opens with neither a figure nor a small letter. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const sentence = segment.trim();
    const before = sentences.at(-1);
    if (before !== undefined && /^[\p{Ll}\p{N}]/u.test(sentence))
      sentences[sentences.length - 1] = `${before} ${sentence}`;
    else if (sentence !== '') sentences.push(sentence);
  }
  return sentences;
}

/** A text in parts of at most `most` characters, cut between sentences, and between words only where one sentence alone is longer. */
export function splitLongText(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const parts: string[] = [];
  let part = '';
  for (const piece of sentencesOf(text).flatMap((sentence) => splitBetweenWords(sentence, most))) {
    if (part !== '' && part.length + 1 + piece.length > most) {
      parts.push(part);
      part = '';
    }
    part = foldText(`${part} ${piece}`);
  }
  return [...parts, part];
}

function splitBetweenWords(sentence: string, most: number): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most);
    const end = space > 0 ? space : most;
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return rest === '' ? parts : [...parts, rest];
}
