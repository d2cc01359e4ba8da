import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../knowledge';
import {
  type Intents,
  loadIntents,
  PhrasesPerLanguage,
  preparePhrases,
  sentencesOf,
  WordSets,
} from '../knowledge/answer';
import { projectPath } from '../knowledge/project-path';
import { tellsOfDebt } from './debt-told';
import { findRecordNumbers, type RecordNumber } from './reading';

const RecordTopic = z.enum(['policy', 'limit', 'claim', 'collection', 'turnover', 'invoice', 'deadline']);
export type RecordTopic = z.infer<typeof RecordTopic>;

const file = projectPath('dialogs', 'intents', 'record.json');
const TopicsFile = z.object({
  sets: WordSets,
  topics: z.array(z.object({ name: RecordTopic, phrases: PhrasesPerLanguage })),
});

const intentNames = ['number', 'status', 'named', 'show', 'task'] as const;

function load() {
  const { sets, topics } = TopicsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    intents: loadIntents(file, intentNames),
    topics: topics.map(({ name, phrases }) => ({ name, phrases: preparePhrases(phrases, sets) })),
  };
}
let loaded: ReturnType<typeof load> | undefined;
const prepared = () => (loaded ??= load());

/**
 * The kind of record that a message needs: it names one ("skade 12345"), asks how one of the customer's own stands, or starts a task ("I want to
 * file a claim"), be it by telling who owes them what. *How* such a task is done is a question and gives undefined.
 */
export function recordWanted(message: string): RecordTopic | undefined {
  const { intents, topics } = prepared();
  const intent = intents.of(message);
  if (bringsDebt(message, intent)) return 'claim';
  if (intent === undefined) return topicOfNumber(message);
  const sentences = sentencesOf(message);
  const named = topics.find(({ phrases }) => sentences.some((words) => phrases.standIn(words)))?.name;
  // "Status?" alone is asked by those who wait for a claim.
  return named ?? topicOfNumber(message) ?? (intent === 'status' ? 'claim' : 'policy');
}

/** Whoever tells of a debt brings a claim, whatever invoices they number; not who tells of it beside a claim that they ask about. */
const bringsDebt = (message: string, intent: (typeof intentNames)[number] | undefined): boolean =>
  intent !== 'task' && intent !== 'status' && intent !== 'show' && tellsOfDebt(message) && !namesCase(message);

/** Whether it numbers a claim or a collection case that there is already. */
const namesCase = (message: string): boolean =>
  findRecordNumbers(message).some(
    (one) => one.kind === 'read' && (one.value.kind === 'claim' || one.value.kind === 'case'),
  );

const inOne = new Map<Language, Intents<(typeof intentNames)[number]>>();

/** Whether speakers of this language ask about a record so. Several may share it: "status" is Danish and English. */
export function asksForRecordIn(message: string, language: Language): boolean {
  let intents = inOne.get(language);
  if (!intents) inOne.set(language, (intents = loadIntents(file, intentNames, language)));
  return intents.of(message) !== undefined;
}

const topicOf: Record<NonNullable<RecordNumber['kind']>, RecordTopic> = {
  claim: 'claim',
  policy: 'policy',
  case: 'collection',
  application: 'limit',
  invoice: 'invoice',
};

/** What a number is of, by its prefix. */
function topicOfNumber(message: string): RecordTopic | undefined {
  const [found] = findRecordNumbers(message).flatMap((one) =>
    one.kind === 'read' && one.value.kind ? [one.value.kind] : [],
  );
  return found && topicOf[found];
}

/** Whether the message asks about a record in so many words; a number alone does not. */
export const asksForRecord = (message: string): boolean => {
  const intent = prepared().intents.of(message);
  return (
    intent === 'status' ||
    intent === 'named' ||
    intent === 'show' ||
    ((intent === 'number' || (intent === undefined && topicOfNumber(message) !== undefined)) &&
      /\?\s*$|\bstatus/iu.test(message))
  );
};

/** Whether a message needs a record by nothing but a number in it, and asks nothing of it. */
export const onlyNames = (message: string): boolean => {
  const intent = prepared().intents.of(message);
  return (intent === undefined || intent === 'number') && !tellsOfDebt(message) && !asksForRecord(message);
};

/** Whether a message that needs a record wants something done with it ("file a claim for me"), not only told. */
export function wantsDone(message: string): boolean {
  const intent = prepared().intents.of(message);
  return intent === 'task' || bringsDebt(message, intent);
}
