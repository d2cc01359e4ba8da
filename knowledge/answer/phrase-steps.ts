import type { Word } from './phrase-words';

/** One place of a phrase. A choice is known by its place in the vocabulary. */
export type Step =
  | { kind: 'words'; choice: number; optional: boolean }
  | { kind: 'gap' }
  | { kind: 'reference' | 'company-form' }
  | { kind: 'name' }
  | { kind: 'start' }
  | { kind: 'end' };

const longestGap = 4;

/** A message's word with the choices that it is one of. */
export interface Looked {
  word: Word;
  choices: ReadonlySet<number>;
}

/** Where a phrase was found in a sentence: from the first word to before `end`. */
export interface Found {
  start: number;
  end: number;
}

/** Every place where the phrase stands, one after the other. */
export function placesOf(steps: readonly Step[], sentence: readonly Looked[]): Found[] {
  const places: Found[] = [];
  for (let found = placeOf(steps, sentence, 0); found; found = placeOf(steps, sentence, found.end)) places.push(found);
  return places;
}

/** The first place from `from` on where the phrase stands. */
export function placeOf(steps: readonly Step[], sentence: readonly Looked[], from: number): Found | undefined {
  for (let start = from; start < sentence.length; start += 1) {
    const end = endOfMatch(steps, 0, sentence, start);
    if (end !== undefined && end > start) return { start, end };
  }
  return undefined;
}

/** The index after the last matched word, or undefined. */
function endOfMatch(
  steps: readonly Step[],
  at: number,
  sentence: readonly Looked[],
  position: number,
): number | undefined {
  const step = steps[at];
  if (!step) return position;
  const here = sentence[position];
  const goOn = (next: number): number | undefined => endOfMatch(steps, at + 1, sentence, next);
  switch (step.kind) {
    case 'start':
      return position === 0 ? goOn(position) : undefined;
    case 'end':
      return position === sentence.length ? goOn(position) : undefined;
    case 'reference':
    case 'company-form':
      return here?.word.kind === step.kind ? goOn(position + 1) : undefined;
    case 'name':
      return here?.word.capital === true && position > 0 ? goOn(position + 1) : undefined;
    case 'gap':
      for (let skipped = 0; skipped <= longestGap && position + skipped <= sentence.length; skipped += 1) {
        const end = goOn(position + skipped);
        if (end !== undefined) return end;
      }
      return undefined;
    case 'words': {
      const end = here?.choices.has(step.choice) ? goOn(position + 1) : undefined;
      return end ?? (step.optional ? goOn(position) : undefined);
    }
    default:
      throw new Error(`Unhandled step: ${step satisfies never}`);
  }
}
