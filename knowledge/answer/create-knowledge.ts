import type { Answer, AnswerWithPassages, Knowledge } from '../answer-types';
import type { Passage } from '../documents';
import type { SearchIndex } from '../index/search-index';
import type { Hit } from '../index/searcher';
import { identifyLanguage, type Language } from '../language';
import { questionMeant } from './asks-again';
import { checked } from './check';
import { cite } from './citation';
import { clauseAt } from './clause-at';
import { editionFor, quoteBoth, quoteClause } from './compose';
import type { DecisionNumbers } from './decision-rule';
import { definitionFor } from './definitions';
import { contradictionOf } from './disagreement';
import { searchInContext } from './in-context';
import { inOrder } from './in-order';
import { pressedClause } from './pressed-button';
import { wantsPerson } from './wants-person';
import { asFound } from './ways';

/** Passages given beside an answer, one per clause. */
const passagesGiven = 10;

/**
 * Answers questions from the documents: search, decide, compose, check.
 * @param source gives the index to use for the next question: it may be a newer one each time
 * @param glossary whether our glossary may say what a word means that no document defines
 * @param numbers to decide with; absent: the fitted ones
 */
export function createKnowledge(
  source: () => SearchIndex,
  { glossary = true, numbers }: { glossary?: boolean; numbers?: DecisionNumbers } = {},
): Knowledge {
  return {
    clause: (work, clause, language, audience) => clauseAt(source(), { work, clause }, language, audience),

    async answer(question, { followUps, ranking = asFound } = {}): Promise<AnswerWithPassages> {
      const index = source();
      const meant = questionMeant(question);
      const { text, language } = meant ?? question;
      // The documents are searched with the words' own language, whatever language is to be answered in.
      const asked = { ...(meant ?? question), language: identifyLanguage(text, [language]) };
      const { result, decision } = await searchInContext(index, asked, numbers, followUps);
      const shown = (hit: Hit): Passage => ({ ...editionFor(hit.passages, language), score: hit.score });
      const defined = meant && definitionFor(asked, result, glossary);
      let hits: readonly Hit[] = result.hits;
      const answer = await (async (): Promise<Answer> => {
        if (!meant) return { kind: 'not-in-documents', language };
        const pressed = pressedClause(text, result.hits);
        if (pressed) return quoteClause(editionFor(pressed.passages, language), language);
        const reason = wantsPerson(text);
        if (reason) return { kind: 'needs-a-person', language, reason };
        if (defined) return quoteClause(editionFor(defined, language), language);
        const ordered = await inOrder({ result, decision }, asked, ranking);
        ({ hits } = ordered);
        switch (ordered.decision.kind) {
          case 'quote':
            return quoteOrBoth(shown(ordered.decision.hit), hits, language);
          case 'offer': {
            const [first, ...others] = ordered.decision.hits;
            return { kind: 'which-of-these', language, nearest: [cite(shown(first)), ...others.map(shown).map(cite)] };
          }
          case 'refuse':
            return { kind: 'not-in-documents', language };
          default:
            throw new Error(`Unhandled decision: ${ordered.decision satisfies never}`);
        }
      })();
      const found = result.hits.flatMap((hit) => hit.passages);
      return {
        answer: checked(answer, [...found, ...(defined ?? [])]),
        passages: hits.slice(0, passagesGiven).map(shown),
      };
    },
  };
}

/** The clause, and the one of another document that says otherwise where there is one. */
function quoteOrBoth(passage: Passage, hits: readonly Hit[], language: Language): Answer {
  const other = contradictionOf(passage, hits);
  return other ? quoteBoth(passage, other, language) : quoteClause(passage, language);
}
