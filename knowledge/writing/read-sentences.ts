import { type Written, WrittenAnswer } from './prompt';

const Sentence = WrittenAnswer.shape.sentences.element;

/** More is no answer of a few sentences, and is not kept. */
const longestReply = 20_000;

/**
 * Reads sentences out of a reply while it comes: each as soon as its object is closed. What is not JSON, not of the shape or cut off yields nothing,
 * so nonsense is an answer without sentences.
 */
export class SentenceReader {
  private text = '';
  private at = 0;
  private readonly open: number[] = [];
  private inString = false;

  private closed = false;

  /** Everything that was opened has been closed: the reply was not cut off. */
  get isWhole(): boolean {
    return this.closed && this.open.length === 0;
  }

  /** @returns the sentences that this piece has completed */
  take(piece: string): Written[] {
    if (this.text.length > longestReply) return [];
    this.text += piece;
    const found: Written[] = [];
    for (; this.at < this.text.length; this.at += 1) {
      const sign = this.text[this.at];
      if (this.inString) {
        if (sign === '\\') {
          // The sign after it may not have come yet.
          if (this.at + 1 >= this.text.length) break;
          this.at += 1;
        } else if (sign === '"') this.inString = false;
      } else if (sign === '"') this.inString = this.open.length > 0;
      else if (sign === '{') this.open.push(this.at);
      else if (sign === '}') {
        this.closed = true;
        const sentence = sentenceIn(this.text.slice(this.open.pop() ?? this.at, this.at + 1));
        if (sentence) found.push(sentence);
      }
    }
    return found;
  }
}

function sentenceIn(json: string): Written | undefined {
  try {
    return Sentence.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
