import type { Looked, Step } from './phrase-steps';
import { emptyVocabulary, type Spelling, type WordChoice } from './phrase-vocabulary';
import type { Word } from './phrase-words';

/** Some phrases of a book, known by an object that is theirs alone. */
export interface PhraseSet {
  /** Those that have no word that every sentence with them must have. */
  wordless: readonly Step[][];
}

/** A sentence as one set of phrases looks at it. */
interface Look {
  words: readonly Looked[];
  /** The set's phrases that may stand in the sentence. */
  possible: readonly Step[][];
}

/**
 * All phrases of the program that forgive the same spelling. A dozen sets of phrases are looked for in every message: with one book, the
 * message's words are looked up once for all of them.
 */
interface PhraseBook {
  /** The place of this choice of words; a new one is taken in. */
  placeOf(choice: WordChoice): number;
  add(phrases: readonly Step[][]): PhraseSet;
  look(sentence: readonly Word[], set: PhraseSet): Look;
}

/** A phrase under the one of its places that takes the fewest words: a sentence without any of them does not have the phrase. */
interface Told {
  set: PhraseSet;
  steps: Step[];
}

interface LookedUp extends Pick<Looked, 'choices'> {
  tells: readonly Told[];
}

interface Sentence {
  words: readonly Looked[];
  possible: ReadonlyMap<PhraseSet, readonly Step[][]>;
}

/** Words come from anyone: what is remembered of them must not grow without end. */
const mostRemembered = 20_000;

function emptyBook(spelling: Spelling): PhraseBook {
  const vocabulary = emptyVocabulary(spelling);
  /** By choice: how many words it takes, by and large. */
  const breadths: number[] = [];
  const byChoice = new Map<number, Told[]>();
  const lookedUp = new Map<string, LookedUp>();
  let sentences = new WeakMap<readonly Word[], Sentence>();

  function lookUp(word: Word): LookedUp {
    const name = word.kind === 'word' ? word.key : `${word.kind} ${word.key}`;
    let found = lookedUp.get(name);
    if (!found) {
      if (lookedUp.size >= mostRemembered) lookedUp.clear();
      const choices = vocabulary.choicesOf(word);
      lookedUp.set(name, (found = { choices, tells: [...choices].flatMap((choice) => byChoice.get(choice) ?? []) }));
    }
    return found;
  }

  function read(sentence: readonly Word[]): Sentence {
    const possible = new Map<PhraseSet, Step[][]>();
    const words = sentence.map((word): Looked => {
      const { choices, tells } = lookUp(word);
      for (const { set, steps } of tells) {
        const others = possible.get(set);
        if (!others) possible.set(set, [...set.wordless, steps]);
        else if (!others.includes(steps)) others.push(steps);
      }
      return { word, choices };
    });
    return { words, possible };
  }

  return {
    placeOf(choice) {
      const place = vocabulary.placeOf(choice);
      breadths[place] = choice.exact.size + 4 * choice.prefixes.length;
      return place;
    },
    add(phrases) {
      const wordless: Step[][] = [];
      const set = { wordless };
      const breadth = (choice: number): number => breadths[choice] ?? Infinity;
      for (const steps of phrases) {
        const needed = steps.flatMap((step) => (step.kind === 'words' && !step.optional ? [step.choice] : []));
        const [telling] = needed.sort((a, b) => breadth(a) - breadth(b));
        if (telling === undefined) wordless.push(steps);
        else byChoice.set(telling, [...(byChoice.get(telling) ?? []), { set, steps }]);
      }
      // What was remembered was looked up without the new phrases.
      lookedUp.clear();
      sentences = new WeakMap();
      return set;
    },
    look(sentence, set) {
      let known = sentences.get(sentence);
      if (!known) sentences.set(sentence, (known = read(sentence)));
      return { words: known.words, possible: known.possible.get(set) ?? set.wordless };
    },
  };
}

const books: Record<Spelling, PhraseBook> = { forgiving: emptyBook('forgiving'), exact: emptyBook('exact') };

/** The book of the phrases that forgive so much. */
export const bookOf = (spelling: Spelling): PhraseBook => books[spelling];
