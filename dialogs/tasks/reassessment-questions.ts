import { waysToReach } from '../contact';
import type { Spoken } from '../reply-types';
import { choiceWords } from './choose-buyer';
import { ReassessmentField, type ReassessmentState } from './reassessment-draft';
import { reassessmentQuestions, reassessmentWords as words } from './reassessment-words';
import { yesAndChange } from './draft-words';
import { recordReply } from './record-reply';
import type { Step, TaskTurn } from './task';

export const reach = ({ contact, language }: TaskTurn): string => `${waysToReach(contact, language)}.`;

export const ask = (turn: TaskTurn, state: ReassessmentState, lead: readonly string[]): Step<ReassessmentState> => ({
  kind: 'ask',
  spoken: question(turn, state, lead),
  state,
});

export function question(
  turn: TaskTurn,
  { asked, choices, policies }: ReassessmentState,
  lead: readonly string[],
): Spoken {
  const { language } = turn;
  const da = language === 'da';
  const button = (title: string, value: string): Spoken['suggestions'][number] => ({ title, value });
  if (choices.length > 0) {
    const { list, suggestions } = choiceWords(choices, language);
    return recordReply(turn, [...lead, words.whichOfThese[language], list], { suggestions });
  }
  if (asked === 'which-to-change') return recordReply(turn, [...lead, words.whichToChange[language]]);
  if (asked === 'confirm')
    return recordReply(turn, [...lead, words.send[language]], { suggestions: yesAndChange(language) });
  const yesNo = da ? [button('Ja', 'Ja'), button('Nej', 'Nej')] : [button('Yes', 'Yes'), button('No', 'No')];
  const suggestions =
    asked === 'mayContact' ? yesNo : asked === 'policy' ? policies.map((number) => button(number, number)) : [];
  return recordReply(turn, [...lead, reassessmentQuestions[ReassessmentField.parse(asked)][language]], { suggestions });
}
