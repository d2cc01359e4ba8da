import type { Language } from '../language';

/** What a sentence may rest on in this turn: a passage or a record, under the number that sentences cite it by. */
export interface Source {
  number: number;
  kind: 'passage' | 'record';
  /** Its words: of a passage the headings, the lead and the clause, in every language edition found in this turn. */
  texts: readonly { language: Language; text: string }[];
  /** Where it stands ("Guide to claims: How to file a claim"): what it says counts too. */
  place?: string | undefined;
}

/** A sentence as a model wrote it, with the numbers of the sources that it says it rests on. */
export interface WrittenSentence {
  text: string;
  sources: readonly number[];
}

/**
 * What a written sentence can break:
 * - `citation`: it cites nothing, or a source that is not of this turn
 * - `markup`: it holds a link, HTML or a heading, which only we make
 * - `language`: it is not in the language of the answer
 * - `number`, `amount`, `date`, `name`: it names one that its sources do not have, or have for something else
 * - `negation`: it says the opposite of its sources, or another bound
 * - `promise`: it promises cover, payment or a decision
 * - `action`: it says that something was or will be done, which only a task with the customer's consent does
 * - `beyond`: it says or advises what its sources do not say
 */
export const rules = [
  'citation',
  'markup',
  'language',
  'number',
  'amount',
  'date',
  'name',
  'negation',
  'promise',
  'action',
  'beyond',
] as const;
export type Rule = (typeof rules)[number];

/** What the check says of a sentence: it stands in its sources, or which rules it breaks. */
export type Verdict = { kind: 'grounded' } | { kind: 'ungrounded'; breaks: [Rule, ...Rule[]] };

/** What a sentence is held against. */
export interface CheckContext {
  sources: readonly Source[];
  /** The language that the answer's words are in. */
  language: Language;
  /** Names that may be said without a source: the insurer's own. */
  knownNames: readonly string[];
}
