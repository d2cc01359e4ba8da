import {
  type ChatModel,
  langChainChat,
  langChainEmbedder,
  ModelError,
  modelId,
  type ModelSettings,
} from '../../knowledge/models';
import type { WritingTrace } from '../../knowledge/writing';
import { modelWriters } from '../answer-writer';
import { ConfigError, loadConfig } from '../config';
import { costOf } from '../model-budget';
import { type ChatSettings, settingNames } from '../models-settings';

const usage = `Usage: npm run models

Asks the configured models (CHAT_MODEL, EMBEDDING_MODEL) one question each, and says whether they answered, how long it took and what of it would be shown.
Exit status: 0 when each of them answered, 1 when one did not, 2 for wrong usage or settings.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const why = (error: unknown, { provider }: ModelSettings): string =>
  error instanceof ModelError ? `${error.message} ${remedy(error, settingNames(provider))}` : String(error);

/** What to look at when a provider gave no answer. */
function remedy({ status }: ModelError, { keyName, urlName }: ReturnType<typeof settingNames>): string {
  if (status === undefined) return `Does it run, can this machine reach it, and is ${urlName} right where it is set?`;
  if (status === 401 || status === 403) return `Is ${keyName ?? 'the key'} right, and may it use this model?`;
  if (status === 404) return `Is the model’s name right, and ${urlName}, where it is set?`;
  if (status === 429) return 'Its limit, or what is paid for, is used up: try again later.';
  return status >= 500
    ? 'The trouble is its own: try again later.'
    : 'It did not take the request: is it a model for this use?';
}

/** Something that every model can put into words, from documents that nobody has. */
const sample = {
  name: 'sample.en',
  work: 'sample',
  title: 'Sample',
  language: 'en',
  edition: '1',
  audience: 'public',
  sha256: '0'.repeat(64),
} as const;
const clause = {
  id: 'opening',
  headings: ['Opening hours'],
  text: 'Our telephones are open from 9 to 15 on working days. On public holidays they are closed.',
};

async function askChat(settings: ChatSettings): Promise<boolean> {
  const failures: unknown[] = [];
  const asked = langChainChat(settings);
  // The writer swallows failures, as it must for a customer; here they are what is wanted.
  const model: ChatModel = {
    id: asked.id,
    async *ask(request, signal) {
      try {
        yield* asked.ask(request, signal);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
  };
  const traces: WritingTrace[] = [];
  const { answers: writer } = modelWriters({
    settings,
    model,
    knownNames: [],
    now: () => new Date(),
    onTrace: (one) => traces.push(one),
  });
  const link = '/documents/sample.en#opening';
  const citation = {
    ...sample,
    document: sample.name,
    clause: clause.id,
    heading: 'Opening hours',
    quote: clause.text,
    link,
  };
  const answer = await writer.write({
    question: 'When can I call you?',
    earlier: [],
    quoted: { kind: 'answered', language: 'en', text: clause.text, citations: [citation] },
    passages: [{ document: sample, clause, score: 1 }],
    language: 'en',
  });
  const [trace] = traces;
  if (!trace || failures.length > 0) {
    say(`CHAT_MODEL ${modelId(settings)}: no answer. ${failures.map((error) => why(error, settings)).join(' ')}`);
    return false;
  }
  const cost = costOf(trace.used, settings.limits.prices);
  const took = `${trace.ms} ms, ${trace.used.input} + ${trace.used.output} tokens${cost === undefined ? '' : `, cost ${cost.toFixed(6)}`}`;
  if (trace.outcome === 'quoted') {
    const because =
      trace.broken.length > 0 ? `its sentences broke: ${trace.broken.join(', ')}` : (trace.failure ?? 'no sentence');
    say(`CHAT_MODEL ${modelId(settings)}: answered (${took}), but nothing of it can be shown: ${because}.`);
    return false;
  }
  say(
    `CHAT_MODEL ${modelId(settings)}: answered (${took}). ${trace.outcome === 'written' ? 'All of it' : 'Part of it'} stands the check:`,
  );
  say(`  ${answer.text.split('\n')[0]}`);
  return true;
}

async function askEmbedding(settings: ModelSettings): Promise<boolean> {
  const started = performance.now();
  try {
    const { dimension } = await langChainEmbedder(settings);
    say(
      `EMBEDDING_MODEL ${modelId(settings)}: answered (${Math.round(performance.now() - started)} ms), ${dimension} dimensions.`,
    );
    return true;
  } catch (error) {
    say(`EMBEDDING_MODEL ${modelId(settings)}: no answer. ${why(error, settings)}`);
    return false;
  }
}

async function main(): Promise<void> {
  if (process.argv.length > 2) {
    process.stderr.write(usage);
    process.exitCode = process.argv[2] === '--help' ? 0 : 2;
    return;
  }
  try {
    const { chat, embedding } = loadConfig(process.env).models;
    if (!chat && !embedding)
      say('No model is configured: answers are quoted from the documents (CHAT_MODEL and EMBEDDING_MODEL are unset).');
    const answered = [chat ? await askChat(chat) : true, embedding ? await askEmbedding(embedding) : true];
    process.exitCode = answered.every(Boolean) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

void main();
