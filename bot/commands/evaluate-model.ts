import type { LoadedDocument } from '../../knowledge';
import { identifyLanguage } from '../../knowledge/language';
import type { Rule } from '../../knowledge/grounding';
import type { WritingTrace } from '../../knowledge/writing';
import { loadConfig } from '../config';
import { costOf } from '../model-budget';
import { openSource, openWriter, SourceError } from './ask-source';
import type { Asked } from './evaluate-arguments';
import { measureHelps } from './evaluate-helps';
import type { ExpectedQuestion } from './evaluate-questions';
import { tableText } from './evaluate-table';

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);

/** The value below which this share of the sorted values lies. */
const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const milliseconds = (values: readonly number[]): string =>
  values.length === 0 ? '–' : `${quantile(values, 0.5)} ms median, ${quantile(values, 0.95)} ms at 95 %`;

/**
 * Answers the questions through the configured model, and has it help with understanding them.
 * @param shipped reads the documents that come with the project
 * @returns what came of it, as text
 * @throws SourceError without a model
 */
export async function measureModel(
  all: readonly ExpectedQuestion[],
  { documents, first }: Pick<Asked, 'documents' | 'first'>,
  shipped: () => Promise<LoadedDocument[]>,
  say: (line: string) => void,
): Promise<string> {
  const questions = all.slice(0, first);
  const config = loadConfig(process.env);
  const { chat } = config.models;
  const traces: WritingTrace[] = [];
  const writer = await openWriter((trace) => traces.push(trace));
  if (!chat || !writer) throw new SourceError('--model needs CHAT_MODEL (see .env.example).');
  const { responder, index } = await openSource(documents, say, { writer });
  let refused = 0;
  let answered = 0;
  let inLanguage = 0;
  for (const [at, { ask, history, language }] of questions.entries()) {
    const { reply, spoken } = await responder.respond({
      text: ask,
      history,
      audience: 'public',
      forcedLanguage: language,
    });
    if (reply.kind === 'not-in-documents') refused += 1;
    if (reply.kind === 'answered') {
      answered += 1;
      if (identifyLanguage(reply.text.replace(/^>.*$/gm, ''), [spoken.language]) === spoken.language) inLanguage += 1;
    }
    if ((at + 1) % 50 === 0) say(`${at + 1} of ${questions.length} questions`);
  }
  const words = toText(
    chat.provider,
    { questions: questions.length, refused, answered, inLanguage },
    traces,
    chat.limits.prices,
  );
  const helps = await measureHelps(all, {
    ...{ chat, index, first, say },
    contact: config.contact,
    documents: documents === undefined ? await shipped() : undefined,
  });
  return `${words}\n${tableText(helps)}\n`;
}

function toText(
  provider: string,
  counts: { questions: number; refused: number; answered: number; inLanguage: number },
  traces: readonly WritingTrace[],
  prices: { input: number; output: number } | undefined,
): string {
  const shown = traces.reduce((sum, trace) => sum + trace.shown, 0);
  const stopped = traces.filter(({ broken }) => broken.length > 0).length;
  const of = (outcome: WritingTrace['outcome']): number => traces.filter((trace) => trace.outcome === outcome).length;
  const used = traces.reduce(
    (sum, trace) => ({ input: sum.input + trace.used.input, output: sum.output + trace.used.output }),
    { input: 0, output: 0 },
  );
  const cost = costOf(used, prices);
  const rules = new Map<Rule, number>();
  for (const rule of traces.flatMap(({ broken }) => broken)) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const failures = new Map<string, number>();
  for (const { failure } of traces) if (failure !== undefined) failures.set(failure, (failures.get(failure) ?? 0) + 1);
  return [
    `${traces[0]?.model ?? provider}: ${counts.questions} questions, ${counts.answered} answered from the documents, ${counts.refused} not in them.`,
    `Asked of the model: ${traces.length}. Worded whole ${percent(of('written'), traces.length)}, in part ${percent(of('part-written'), traces.length)}, left in quotes ${percent(of('quoted'), traces.length)}.`,
    `Sentences shown: ${shown}. Answers in which the check stopped a sentence: ${percent(stopped, traces.length)}.`,
    ...[...rules].map(([rule, count]) => `  ${rule}: ${count}`),
    ...[...failures].map(([failure, count]) => `  ${failure} (${count})`),
    `In the language of the answer: ${percent(counts.inLanguage, counts.answered)}.`,
    `First sentence: ${milliseconds(traces.flatMap(({ firstSentenceMs }) => firstSentenceMs ?? []))}. Whole answer: ${milliseconds(traces.map(({ ms }) => ms))}.`,
    `Tokens: ${used.input} read, ${used.output} written.${cost === undefined ? ' Set MODEL_PRICES for the cost.' : ` Cost: ${cost.toFixed(4)}.`}`,
    '',
  ].join('\n');
}
