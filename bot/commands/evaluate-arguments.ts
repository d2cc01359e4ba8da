import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { projectPath } from '../../knowledge';

export const usage = `Usage: npm run evaluate -- [FILE.jsonl …] [--documents DIR] [--clauses MAP.json] [--cross-validate] [--quick] [--fit] | --check | --model [--first N]

  FILE.jsonl         questions with what is expected (absent: the development set, the follow-ups and the held-out questions, each on its own)
  --documents DIR    the documents in this folder, in place of the shipped ones
  --clauses MAP.json for documents with clause ids of their own: {"our clause id": "words that the right passage has"}
  --cross-validate   also fit the weights of search five times, each on four fifths, and measure on the rest (many minutes)
  --quick            leave out the ablations
  --fit              choose the numbers of knowledge/answer/decision.json on these questions, then evaluate
  --check            how well the check of a model's sentences tells right from wrong, on the written answers of test/knowledge/grounding
  --model            put the answers to the development set into words by CHAT_MODEL: grounded share, refusals, language, latency, cost;
                     then a table of its help with understanding (MODEL_HELPS), each step beside the offline way
  --first N          with --model: the first N questions of each measurement only, since each costs
`;

/** Questions that are evaluated together. */
export interface QuestionSet {
  name: string;
  about: string;
  files: string[];
  /** The numbers that the product ships with were fitted on them. */
  isFittedOn: boolean;
  hidesMisses?: boolean;
}

/** What the command was asked to do. */
export interface Asked {
  sets: QuestionSet[];
  documents: string | undefined;
  clauses: string | undefined;
  crossValidate: boolean;
  /** Ablations are told of the shipped documents and the development set. */
  ablations: boolean;
  fit: boolean;
  /** The check of written answers is measured, and nothing else. */
  check: boolean;
  /** The questions are answered through the configured model, and nothing else is measured. */
  model: boolean;
  /** As many questions at most; undefined: all. */
  first: number | undefined;
}

const file = (...names: string[]): string => projectPath('test', 'knowledge', ...names);
const heldOut = file('held-out.jsonl');

const ownSets: QuestionSet[] = [
  {
    name: 'Development set',
    about: 'weights and thresholds were chosen on these questions, so their figures flatter',
    files: [file('questions.jsonl'), file('answer', 'unanswerable.jsonl')],
    isFittedOn: true,
  },
  {
    name: 'Follow-ups',
    about: 'the last question of written dialogs; the rules of follow-ups were made with them',
    files: [file('follow-ups.jsonl')],
    isFittedOn: true,
  },
  {
    name: 'Held out',
    about: 'nothing was ever chosen on these questions: the figures to believe',
    files: [heldOut],
    isFittedOn: false,
    // Who has read them would tune for them, and the figures would be worth nothing.
    hidesMisses: true,
  },
];

/** Reads the command line. */
export function parse(argv: string[]): Asked | { wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        documents: { type: 'string' },
        clauses: { type: 'string' },
        'cross-validate': { type: 'boolean' },
        quick: { type: 'boolean' },
        fit: { type: 'boolean' },
        check: { type: 'boolean' },
        model: { type: 'boolean' },
        first: { type: 'string' },
      },
    });
    if (values.fit && positionals.length === 0) return { wrong: '--fit needs the files to fit on.' };
    if (values.fit && positionals.some((name) => name.endsWith('held-out.jsonl')))
      return { wrong: 'Nothing is fitted on the held-out questions: they are there to tell how good the fit is.' };
    if (values.first !== undefined && !/^[1-9]\d*$/.test(values.first))
      return { wrong: '--first takes a whole number above 0.' };
    const given = [{ name: 'Questions', about: positionals.join(' and '), files: positionals, isFittedOn: false }];
    return {
      sets: positionals.length > 0 ? given : ownSets.filter(({ files }) => files.every((name) => existsSync(name))),
      documents: values.documents,
      clauses: values.clauses,
      crossValidate: values['cross-validate'] ?? false,
      ablations: positionals.length === 0 && values.documents === undefined && !values.quick,
      fit: values.fit ?? false,
      check: values.check ?? false,
      model: values.model ?? false,
      first: values.first === undefined ? undefined : Number(values.first),
    };
  } catch (error) {
    // parseArgs throws for nothing but wrong arguments, and says which.
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
