import { looseKey } from './fold';

/** A part must be at least this long; a lone part, with an unknown other half, longer. */
const shortestPart = 4;
const shortestLonePart = 5;
/** What may stand between the parts of a compound. */
const links = ['', 's', 'e', 'n', 'en', 'er', 'es'];

/** The known parts of a compound: both, or the one that is known. */
export interface CompoundParts<Value> {
  front?: Value;
  back?: Value;
}

/**
 * Takes a folded word apart into a front and a back that `parts` knows (by loose keys); `itsStem` is its loose stem, for an inflected back.
 * A front that `isPrefix` names (over, under, efter) is no word of its own: what follows it is not looked at alone.
 */
export function compoundParts<Value>(
  word: string,
  itsStem: string,
  parts: ReadonlyMap<string, Value>,
  isPrefix: (front: string) => boolean,
): CompoundParts<Value> {
  const loose = looseKey(word);
  let lone: CompoundParts<Value> = {};
  for (let cut = shortestPart; cut <= loose.length - shortestPart; cut += 1) {
    const back = parts.get(loose.slice(cut)) ?? parts.get(itsStem.slice(cut));
    const front = frontUpTo(loose, cut, parts);
    if (front !== undefined && back !== undefined) return { front, back };
    // The longest lone back, which says what the thing is, before the longest lone front: an early cut has a longer back.
    if (
      back !== undefined &&
      lone.back === undefined &&
      loose.length - cut >= shortestLonePart &&
      !isPrefix(loose.slice(0, cut))
    )
      lone = { back };
    else if (front !== undefined && lone.back === undefined && cut >= shortestLonePart) lone = { front };
  }
  return lone;
}

function frontUpTo<Value>(loose: string, cut: number, parts: ReadonlyMap<string, Value>): Value | undefined {
  for (const link of links) {
    const end = cut - link.length;
    if (end < shortestPart || !loose.startsWith(link, end)) continue;
    const found = parts.get(loose.slice(0, end));
    if (found !== undefined) return found;
  }
  return undefined;
}
