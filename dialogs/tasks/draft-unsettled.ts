import type { SeenBuyer } from '../../adapters/records/port';
import { changeAnswer } from '../claim-filing';
import { personButton } from '../suggestions';
import { choiceOf, choiceWords, mostChoices } from './choose-buyer';
import { policyButtons } from './draft-buttons';
import type { DraftKind } from './draft-kind';
import type { DraftOnRecord } from './draft-on-record';
import { ask, mostMisses, reachAfter } from './draft-question';
import type { DraftState } from './draft-state';
import { draftWords, noSuchBuyer } from './draft-words';
import type { Step, TaskTurn } from './task';

/** The customer's own policies are known: after a wrong number they are offered. */
export function wrongPolicy(
  turn: TaskTurn,
  looked: DraftOnRecord,
  said: readonly string[],
  misses: number,
): Step<DraftState> {
  const { language, now } = turn;
  const why = looked.policyGiven === 'not-permitted' ? draftWords.policyNotPermitted : draftWords.noSuchPolicy;
  return ask(turn, changeAnswer(looked.draft, 'policyNumber', now), {
    asked: 'policyNumber',
    paragraphs: [...said, why[language], reachAfter(misses + 1, turn), draftWords.whichPolicy[language]],
    buttons: policyButtons(looked.policies),
    misses: misses + 1,
  });
}

/** Companies of one name are told apart by country and registration number, and never chosen by us. */
export function chooseBuyer(
  turn: TaskTurn,
  { draft, currency }: DraftOnRecord,
  hits: readonly SeenBuyer[],
  said: readonly string[],
): Step<DraftState> {
  const buyers = hits.slice(0, mostChoices).map(choiceOf);
  const { list, suggestions } = choiceWords(buyers, turn.language);
  const which = buyers.length > 1 ? draftWords.whichBuyer : draftWords.thisBuyer;
  const question = `${which[turn.language]}\n\n${list}`;
  return ask(turn, draft, {
    asked: 'buyer',
    paragraphs: [...said, question],
    buttons: suggestions,
    buyers,
    currency,
  });
}

/** No buyer of the customer's has that name or number. */
export function unknownBuyer(
  kind: DraftKind,
  turn: TaskTurn,
  { draft, currency }: DraftOnRecord,
  said: readonly string[],
  misses: number,
): Step<DraftState> {
  const { language, now } = turn;
  const name = draft.answers.buyer?.name ?? '';
  return ask(turn, changeAnswer(draft, 'buyer', now), {
    asked: 'buyer',
    paragraphs: [...said, noSuchBuyer(name)[language], reachAfter(misses + 1, turn)],
    question: kind.questionOf('buyer', undefined).question[language],
    buttons: misses + 1 >= mostMisses ? [personButton(language)] : [],
    misses: misses + 1,
    currency,
  });
}
