import { readQuestions } from '../../../bot/commands/evaluate-questions';
import { projectPath } from '../../../knowledge';

/** What a customer asks next. */
export type NextQuestion = () => string;

/** The development set's answerable questions. */
export async function customersQuestions(): Promise<[string, ...string[]]> {
  const all = await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'));
  const asked = all.filter(({ action, history }) => action === 'answer' && history.length === 0).map(({ ask }) => ask);
  const [first, ...others] = asked;
  if (first === undefined) throw new Error('The development set has no question to ask.');
  return [first, ...others];
}

/**
 * Asks all questions over and over, each time spaced otherwise between its words: the same question to the bot, and yet no message is ever sent
 * twice, so that remembering whole messages does not look like speed.
 */
export function endlessly(questions: readonly string[]): NextQuestion {
  let asked = 0;
  return () => {
    const question = questions[asked % questions.length] ?? '';
    let variant = Math.floor(asked / questions.length);
    asked += 1;
    return question.replace(/ /g, () => {
      const spaces = 1 + (variant % 3);
      variant = Math.floor(variant / 3);
      return ' '.repeat(spaces);
    });
  };
}
