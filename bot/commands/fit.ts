import { writeFile } from 'node:fs/promises';
import { projectPath } from '../../knowledge';
import { loadWeights } from '../../knowledge/index/index';
import { readDocuments } from '../../knowledge/ingest';
import { deal } from './chance';
import { fitSpace } from './fit-space';
import { readQuestions, type ExpectedQuestion } from './evaluate-questions';
import { asker, recall, settingsOf, type Ranks } from './fit-settings';
import { votesAsker } from './fit-votes';
import { weightsFitter } from './fit-weights';
import { shippedDocuments } from './shipped-index';

/*
 * Fits the weights of search on the development set and writes knowledge/index/weights.json.
 *
 * Aim: recall among the first, among the first three and the reciprocal rank, over several states of the documents (fit-settings.ts), by
 * coordinate search over a few values of each number (fit-search.ts), each vote taken once (fit-votes.ts). What is reported is measured by cross-validation: the questions are dealt into five parts, and
 * each part is asked with weights that were fitted on the other four. The weights written are fitted on all.
 * `npm run fit -- space` fits the space of questions instead (fit-space.ts).
 */

const folds = 5;
const file = projectPath('knowledge', 'index', 'weights.json');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const percent = (share: number): string => (100 * share).toFixed(1);
const figure = (ranks: Ranks): string => {
  const { first, inThree } = recall(ranks);
  return `${percent(first)} / ${percent(inThree)}`;
};

/** First and in three, for all, Danish, English and the other languages. */
function figures(questions: readonly ExpectedQuestion[], ranks: Ranks): string {
  const group = ({ language }: ExpectedQuestion): string =>
    language === 'da' || language === 'en' ? language : 'other';
  const of = (name: string): string =>
    `${name} ${figure(ranks.filter((_, at) => group(questions[at] as ExpectedQuestion) === name))}`;
  return ['all ' + figure(ranks), of('da'), of('en'), of('other')].join(', ');
}

async function fit(): Promise<void> {
  const questions = (await readQuestions(projectPath('test', 'knowledge', 'questions.jsonl'))).filter(
    ({ action }) => action === 'answer',
  );
  const { documents, failures } = await readDocuments([shippedDocuments]);
  for (const { file: unread, reason } of failures) say(`Left out ${unread}: ${reason}`);
  const settings = settingsOf(documents);
  const ask = votesAsker(questions);
  const search = asker(questions);
  const present = loadWeights();
  const parts = deal(questions.length, folds);

  const fitted = weightsFitter(settings, ask);
  const unseen = settings.map(() => new Array<number>(questions.length).fill(Infinity));
  for (let part = 0; part < folds; part += 1) {
    const weights = await fitted((at) => parts[at] !== part);
    for (const [place, setting] of settings.entries())
      (await ask(setting, weights)).forEach((rank, at) => {
        const ranks = unseen[place];
        if (ranks && parts[at] === part) ranks[at] = rank;
      });
    say(`Part ${part + 1} of ${folds} done.`);
  }
  const weights = await fitted(() => true);
  const measured: Record<string, string> = {};
  for (const [place, { name }] of settings.entries()) measured[name] = figures(questions, unseen[place] ?? []);
  const about = `Fitted on ${questions.length} questions by: npm run fit. Measured: percent of the questions whose clause is first / among the first three, by ${folds}-fold cross-validation.`;
  await writeFile(file, `${JSON.stringify({ ...weights, about, measured }, null, 2)}\n`);
  say(about);
  for (const [place, setting] of settings.entries()) {
    say(`${setting.name}: ${measured[setting.name] ?? ''}`);
    say(
      `  with the weights written: ${figures(questions, await search(setting, weights))} (before: ${figures(questions, await ask(setting, present))}; unseen ${figure(unseen[place] ?? [])})`,
    );
  }
}

// Not part of every fit: with other vectors every index is made anew.
void (process.argv[2] === 'space' ? fitSpace() : fit());
