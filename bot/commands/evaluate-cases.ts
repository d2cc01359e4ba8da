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
    cases.push({ question, rule: ruleFor(result.features), evidence, isAnswerable: action === 'answer' });
  }
  return cases;
}

/** The same for questions about other matters. Each is compared with those of other lines only: a customer's is never one of them word for word. */
async function otherCases(questions: readonly OtherTopicQuestion[], index: SearchIndex): Promise<Case[]> {
  const cases: Case[] = [];
  const embedder = staticEmbedder();
  for (const { text, language, line } of questions) {
    const { hits, features } = await index.search({ text, history: [], language, audience: 'public' });
    const others = Uint8Array.from(questions, (other) => (other.line === line ? 0 : 1));
    const topics = features.topics && {
      own: features.topics.own,
      ...otherTopicNearness(asQuestion(embedder.embedNow(text, language), embedder), others),
    };
    const evidence = weigh({ text, language }, { hits, features: { ...features, topics } });
    cases.push({ question: undefined, rule: ruleFor(features), evidence, isAnswerable: false });
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
