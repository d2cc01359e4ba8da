import { createResponder, type Responder, type Understanding } from '../../dialogs';
import type { LoadedDocument } from '../../knowledge';
import { createKnowledge } from '../../knowledge/answer';
import { memoryIndex, type SearchIndex } from '../../knowledge/index/index';
import { modelId } from '../../knowledge/models';
import { type HelpStep, type HelpTrace, writeQuestions } from '../../knowledge/understanding';
import type { Contact } from '../../dialogs';
import { type ModelBudget, ownModelBudget } from '../model-budget';
import { modelTurns, modelUnderstanding } from '../model-helps';
import type { ChatSettings } from '../models-settings';
import { askAll, figures } from './evaluate-measure';
import { measurePicking, pickedMessages } from './evaluate-picking';
import type { ExpectedQuestion } from './evaluate-questions';
import { share, type Table } from './evaluate-table';

interface Parts {
  chat: ChatSettings;
  contact: Contact;
  index: SearchIndex;
  /** The shipped documents, for the questions that a model writes; absent where others are evaluated. */
  documents: readonly LoadedDocument[] | undefined;
  /** So many questions for each step at most; undefined: all. */
  first: number | undefined;
  say(line: string): void;
}

const head = [
  '',
  'questions',
  'recall@1',
  'recall@3',
  // Nothing answered or begun: where something was wanted, and where nothing was.
  'wrongly none',
  'rightly none',
  'as wanted',
  // The answers that a dialog takes from the message that begins it.
  'slots right',
  'slots wrong',
  'asked',
  'of use',
  'ms median',
  'tokens',
];

/** What the model was asked meanwhile: how often, how often of use, how long, for how many tokens. */
class Traces {
  private all: HelpTrace[] = [];
  readonly add = (trace: HelpTrace): void => void this.all.push(trace);

  /** The cells of those since the last time. */
  cells(): string[] {
    const traces = this.all;
    this.all = [];
    if (traces.length === 0) return ['0', '–', '–', '–'];
    const used = traces.filter(({ outcome }) => outcome === 'used').length;
    const times = traces.map(({ ms }) => ms).sort((a, b) => a - b);
    const tokens = traces.reduce((sum, trace) => sum + trace.used.input + trace.used.output, 0);
    return [
      String(traces.length),
      share(used / traces.length),
      String(times[Math.floor(times.length / 2)]),
      String(tokens),
    ];
  }
}

const shareOf = (part: number, whole: number): string => share(whole === 0 ? undefined : part / whole);
const offline = ['–', '–', '–', '–'];

/** Each step of understanding by the configured model beside the offline way, in one table: what is better is worth its setting. */
export async function measureHelps(questions: readonly ExpectedQuestion[], parts: Parts): Promise<Table> {
  const { chat, contact, index, first, say } = parts;
  const traces = new Traces();
  const budget = ownModelBudget(chat.limits, () => new Date());
  const rows: string[][] = [];
  const responderOn = (on: SearchIndex, ...helps: HelpStep[]): Responder =>
    createResponder({
      knowledge: createKnowledge(() => on),
      contact,
      understandingFor: understandingWith(helps, { chat, contact, budget, onTrace: traces.add }),
    });
  const ask = async (name: string, responder: Responder, some: readonly ExpectedQuestion[]): Promise<void> => {
    say(`${name}: ${some.length} questions`);
    const row = figures(name, await askAll(some, responder));
    const shares = [row.recallAt1, row.recallAt3, row.answerableRefused, row.unanswerableRefused, row.asWanted];
    const asked = traces.cells();
    rows.push([
      name,
      String(row.questions),
      ...shares.map((one) => share(one?.mean)),
      ...['–', '–'],
      ...(asked[0] === '0' ? offline : asked),
    ]);
  };

  const followUps = questions.filter(({ history }) => history.length > 0).slice(0, first);
  await ask('rewrite: offline', responderOn(index), followUps);
  await ask('rewrite: model', responderOn(index, 'rewrite'), followUps);

  const alone = questions.filter(({ history }) => history.length === 0).slice(0, first);
  await ask('rerank: offline', responderOn(index), alone);
  await ask('rerank: model', responderOn(index, 'rerank'), alone);

  const messages = (await pickedMessages()).slice(0, first);
  for (const [name, helps] of [
    ['dialogs: offline', []],
    ['dialogs: model', ['dialogs']],
  ] as const) {
    say(`${name}: ${messages.length} messages`);
    const got = await measurePicking(messages, responderOn(index, ...helps), new Date());
    const asked = traces.cells();
    rows.push([
      name,
      String(got.messages),
      ...['–', '–'],
      shareOf(got.missed, got.wanting),
      shareOf(got.rightlyNone, got.messages - got.wanting),
      shareOf(got.right, got.messages),
      `${got.slotsRight} of ${got.slotsWanted}`,
      String(got.slotsWrong),
      ...(asked[0] === '0' ? offline : asked),
    ]);
  }

  if (parts.documents) {
    const without = parts.documents.map(withoutQuestions);
    await ask('questions: none', responderOn(await memoryIndex(without)), alone);
    say('questions: the model writes');
    const turn = modelTurns({
      settings: { ...chat, helpTimeoutMs: chat.timeoutMs },
      knownNames: [contact.company],
      now: () => new Date(),
      budget,
      onTrace: traces.add,
    });
    const { documents } = await writeQuestions(without, {
      name: modelId(chat),
      turn: () => turn(undefined),
      before: [],
      onProgress: (done, total) => say(`  ${done} of ${total} clauses`),
    });
    await ask('questions: model', responderOn(await memoryIndex(documents)), alone);
    await ask('questions: people', responderOn(await memoryIndex(parts.documents)), alone);
  }
  const spent = await budget.exhausted(undefined);
  if (spent) say(`The model’s limit was reached (${spent}): steps after that were done the offline way.`);
  return { caption: `Understanding by ${modelId(chat)}, beside the offline way (MODEL_HELPS)`, head, rows };
}

function understandingWith(
  helps: readonly HelpStep[],
  {
    chat,
    contact,
    budget,
    onTrace,
  }: Pick<Parts, 'chat' | 'contact'> & { budget: ModelBudget; onTrace(trace: HelpTrace): void },
): ((conversation: string | undefined) => Understanding) | undefined {
  if (helps.length === 0) return undefined;
  return modelUnderstanding({
    ...{ settings: chat, helps, budget, onTrace },
    knownNames: [contact.company],
    now: () => new Date(),
  });
}

/** As the documents of somebody who has written no questions for theirs; none are lent, for they would be the very same. */
const withoutQuestions = ({
  questions: _questions,
  modelQuestions: _model,
  ...document
}: LoadedDocument): LoadedDocument => ({
  ...document,
  questionsSha256: '0'.repeat(64),
});
