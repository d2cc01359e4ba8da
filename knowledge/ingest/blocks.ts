/**
 * What every format is read into before it is cut: the visible text in reading order, each piece with its part in the layout.
 * A line feed within `text` is a line break that the author set (an address); all other white space may still be unfolded.
 */
export type Block =
  | { kind: 'heading'; /** 1 is the outermost. */ level: number; text: string; page?: number }
  | { kind: 'bullet'; /** 0 is the outermost list. */ depth: number; text: string; page?: number }
  | { kind: 'paragraph'; text: string; page?: number }
  /** A question of an FAQ with what answers it, which belong together. */
  | { kind: 'question'; text: string; answer: PlainBlock[]; page?: number };

/** A block of an answer: neither a heading nor a question in its turn. */
export type PlainBlock = Extract<Block, { kind: 'bullet' | 'paragraph' }>;
