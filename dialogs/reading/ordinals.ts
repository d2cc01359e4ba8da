/** How the places of a list are called; the last by its own word whatever the list's length. */
const ordinals: readonly RegExp[] = [
  /^(?:1|1st|en|et|første|foerste|forste|first|one|øverste|top)$/u,
  /^(?:2|2nd|to|anden|andet|second|two)$/u,
  /^(?:3|3rd|tre|tredje|third|three)$/u,
  /^(?:4|4th|fire|fjerde|fourth|four)$/u,
  /^(?:5|5th|fem|femte|fifth|five)$/u,
  /^(?:6|6th|seks|sjette|sixth|six)$/u,
];
const last = /^(?:sidste|nederste|last|bottom)$/u;
/** What stands around such a word and means nothing: "jeg mener den anden", "the second one, please". */
const around =
  /^(?:jeg|mener|tager|vælger|det|den|er|nr|nummer|no|number|tak|venligst|i|mean|take|the|it|is|its|s|one|please|ja|yes|af|of|dem|them|skade|sag|police|claim|case|policy)$/u;

/**
 * The place in a list that an answer names, from 0: "den anden", "the second one", "2".
 * @param count how long the list is
 * @returns undefined for anything else, also for a sentence that holds such a word among others
 */
export function readOrdinal(text: string, count: number): number | undefined {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const isOne = (word: string): boolean => last.test(word) || ordinals.some((ordinal) => ordinal.test(word));
  // "the second one": the last word that says nothing but "one" counts for nothing beside another.
  const named = words.filter(
    (word) => isOne(word) && !(around.test(word) && words.some((other) => other !== word && isOne(other))),
  );
  const [only, ...others] = named;
  if (only === undefined || others.length > 0 || words.some((word) => !isOne(word) && !around.test(word)))
    return undefined;
  const at = last.test(only) ? count - 1 : ordinals.findIndex((ordinal) => ordinal.test(only));
  return at >= 0 && at < count ? at : undefined;
}
