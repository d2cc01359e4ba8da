import type { Ways } from './answer/ways';
import type { Audience, Passage } from './documents';
import type { Language } from './language/languages';

/** The place that an answer rests on. Its link opens the clause, marked, in the document viewer. */
export interface Citation {
  /** The document's name (`LoadedDocument.name`). */
  document: string;
  title: string;
  edition: string;
  language: Language;
  clause: string;
  /** The innermost heading, or the title where a clause stands under none. */
  heading: string;
  /** The clause's own words, verbatim. */
  quote: string;
  /** `/documents/<document>#<clause>`, relative to the service. */
  link: string;
}

/** What a customer asks, with what is needed to understand it. */
export interface Question {
  text: string;
  /** The customer's earlier questions in this conversation, oldest first. */
  history: string[];
  /** The language to answer in. */
  language: Language;
  /** What the asker may see. */
  audience: Audience;
}

/** What knowledge makes of a question: a closed union, and `answered` cannot be built without a citation. */
export type Answer =
  | { kind: 'answered'; language: Language; text: string; citations: [Citation, ...Citation[]] }
  | { kind: 'which-of-these'; language: Language; nearest: [Citation, ...Citation[]] }
  | { kind: 'not-in-documents'; language: Language }
  | { kind: 'needs-a-person'; language: Language; reason: 'asked' | 'complaint' | 'dispute' };

/** An answer with the ten best passages behind it (one per clause, best first), for evaluation and traces. */
export interface AnswerWithPassages {
  answer: Answer;
  passages: Passage[];
}

/** Documents in, cited answers out. */
export interface Knowledge {
  /** @param ways how the question is understood; absent: the offline way */
  answer(question: Question, ways?: Ways): Promise<AnswerWithPassages>;
  /**
   * A clause that is known by its place, in the edition nearest to `language`; undefined where no document that the reader may see has it.
   * @param work what language editions share (`LoadedDocument.work`)
   */
  clause(work: string, clause: string, language: Language, audience: Audience): Citation | undefined;
}
