import { createHash } from 'node:crypto';

const EXPLICIT = /\s*\{#([a-z0-9][a-z0-9-]*)\}\s*$/;
const LETTERS: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa', ß: 'ss', ð: 'd', þ: 'th', ł: 'l' };

/** A text and the clause id that its author set at its end as `{#some-id}`, which is not part of the text. */
export function splitExplicitId(text: string): { text: string; id?: string } {
  const id = EXPLICIT.exec(text)?.[1];
  return id === undefined ? { text } : { text: text.replace(EXPLICIT, ''), id };
}

/** A text as a piece of a clause id: small ASCII letters, digits and hyphens, at most 40 characters, cut between words. */
export function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[æøåßðþł]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let short = words.shift()?.slice(0, 40) ?? '';
  for (const word of words) {
    if (short.length + 1 + word.length > 40) break;
    short += `-${word}`;
  }
  return short;
}

/**
 * Gives out the clause ids of one document. An id without an author's own is made of the nearest heading and the clause's own text, of nothing
 * around it: a change elsewhere in the document leaves it as it was. The second clause of one id gets `-2`, the third `-3`.
 */
export function clauseIds(): {
  isTaken(id: string): boolean;
  explicit(id: string): string;
  from(heading: string, text: string): string;
} {
  const given = new Set<string>();
  const unique = (id: string): string => {
    let free = id;
    for (let count = 2; given.has(free); count += 1) free = `${id}-${count}`;
    given.add(free);
    return free;
  };
  return {
    isTaken: (id) => given.has(id),
    explicit: unique,
    from: (heading, text) =>
      unique(`${heading || 'clause'}-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`),
  };
}
