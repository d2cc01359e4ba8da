const wordPattern = /[\p{L}\p{N}]+/gu;
/** One letter, or a short run of them, over and over: "aaaa", "lalala". */
const repeated = /^(.{1,3})\1+$/u;

/** A single character is no word, and nor is one that is only held down. */
const isWord = (token: string): boolean => {
  if (/^\p{N}+$/u.test(token)) return true;
  const letters = [...token.toLowerCase()];
  return letters.length > 1 && new Set(letters).size > 1 && !(letters.length > 4 && repeated.test(token.toLowerCase()));
};

/** The message holds no word at all: signs, emoji, single or repeated letters. Nothing that was said before makes it a question. */
export const isNoise = (message: string): boolean => !(message.match(wordPattern) ?? []).some(isWord);
