import { type Evidence, type RuleName, ruleFor, weigh } from '../../knowledge/answer';
import {
  memoryIndex,
  type OtherTopicQuestion,
  asQuestion,
  otherTopicNearness,
  otherTopicQuestions,
  type SearchIndex,
  staticEmbedder,
} from '../../knowledge/index/index';
import type { LoadedDocument } from '../../knowledge';
import type { ExpectedQuestion } from './evaluate-questions';

/** A question as the rule sees it. */
export interface Case {
  /** Of the questions asked: its number. Undefined for one about other matters, which belong to no set. */
  question: number | undefined;
  /** What a question about other matters is about; undefined for one of those asked. */
  topic: string | undefined;
  rule: RuleName;
  evidence: Evidence;
  isAnswerable: boolean;
}

/** What search finds for the questions that the rule is about. */
async function casesOf(questions: readonly ExpectedQuestion[], index: SearchIndex): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [question, { ask, history, language, action, also }] of questions.entries()) {
    if (action !== 'answer' && action !== 'abstain') continue;
    // As right one way as the other: it teaches nothing.
    if (action === 'abstain' && also.includes('answer')) continue;
    const result = await index.search({ text: ask, history, language, audience: 'public' });
    const evidence = weigh({ text: ask, language }, result);
    cases.push({
      question,
      topic: undefined,
      rule: ruleFor(result.features),
      evidence,
      isAnswerable: action === 'answer',
    });
  }
  return cases;
}

/** The same for questions about other matters. Each is compared with those of other topics only: what customers ask is on no list of ours. */
async function otherCases(questions: readonly OtherTopicQuestion[], index: SearchIndex): Promise<Case[]> {
  const cases: Case[] = [];
  const embedder = staticEmbedder();
  const elsewhere = (topic: string): Uint8Array =>
    Uint8Array.from(questions, (other) => (other.topic === topic ? 0 : 1));
  const elsewhereOf = new Map(questions.map(({ topic }) => [topic, elsewhere(topic)]));
  for (const { text, language, topic } of questions) {
    const { hits, features } = await index.search({ text, history: [], language, audience: 'public' });
    const vector = embedder.embedNow(text, language);
    const topics = features.topics && {
      ...features.topics,
      ...otherTopicNearness(vector, asQuestion(vector, embedder), elsewhereOf.get(topic)),
    };
    const evidence = weigh({ text, language }, { hits, features: { ...features, topics } });
    cases.push({ question: undefined, topic, rule: ruleFor(features), evidence, isAnswerable: false });
  }
  return cases;
}

/** All that the rules are fitted on: the documents asked as they are, and as if they had no example questions. */
export async function allCases(
  questions: readonly ExpectedQuestion[],
  index: SearchIndex,
  documents: readonly LoadedDocument[],
): Promise<Case[]> {
  const bare = await memoryIndex(documents, {}, ['examples']);
  const others = otherTopicQuestions();
  const cases = [
    ...(await casesOf(questions, index)),
    ...(await otherCases(others, index)),
    ...(await casesOf(questions, bare)),
    ...(await otherCases(others, bare)),
  ];
  bare.close();
  return cases;
}
