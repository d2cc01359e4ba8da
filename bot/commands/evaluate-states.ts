import type { LoadedDocument } from '../../knowledge';
import { type Ablation, ablations, loadWeights } from '../../knowledge/index/index';
import type { ExpectedQuestion } from './evaluate-questions';
import { type Table, share } from './evaluate-table';
import { asker, recall, type Ranks, type Setting } from './fit-settings';

const told: Record<Ablation, string> = {
  glossary: 'without the glossary',
  examples: 'without example questions',
  'lent-examples': 'without lending example questions to other documents',
  'n-grams': 'without n-grams',
  trained: 'without the trained embedding',
  editions: 'one language edition of each document',
};

/** The states of the documents and of the program that the same questions are asked in. */
function statesOf(documents: readonly LoadedDocument[]): Omit<Setting, 'counts'>[] {
  const danish = documents.filter(({ language }) => language === 'da');
  return [
    { name: 'as shipped', documents, without: [] },
    // Nothing is lent where all documents bring example questions of their own.
    ...ablations
      .filter((part) => part !== 'lent-examples' || documents.some(({ questions }) => !questions))
      .map((part) => ({ name: told[part], documents, without: [part] })),
    ...(danish.length > 0 && danish.length < documents.length
      ? [
          { name: 'Danish documents only', documents: danish, without: [] },
          {
            name: 'Danish documents only, without example questions',
            documents: danish,
            without: ['examples'] as const,
          },
        ]
      : []),
  ];
}

/** What search reaches without each of its parts, and on Danish documents alone: recall@1 and @3. */
export async function statesTable(
  questions: readonly ExpectedQuestion[],
  documents: readonly LoadedDocument[],
): Promise<Table> {
  const answerable = questions.filter(({ action }) => action === 'answer');
  const ask = asker(answerable);
  const columns = ['all', 'da', 'en', 'other'] as const;
  const columnOf = ({ language }: ExpectedQuestion): string =>
    language === 'da' || language === 'en' ? language : 'other';
  const cell = (ranks: Ranks): string => {
    const { first, inThree } = recall(ranks);
    return `${share(first)} ${share(inThree)}`;
  };
  const rows: string[][] = [];
  for (const state of statesOf(documents)) {
    const ranks = await ask({ ...state, counts: 1 }, loadWeights());
    rows.push([
      state.name,
      ...columns.map((column) =>
        cell(
          column === 'all' ? ranks : ranks.filter((_, at) => columnOf(answerable[at] as ExpectedQuestion) === column),
        ),
      ),
    ]);
  }
  return {
    caption: `What each part of search is worth: recall@1 and @3 of ${answerable.length} questions`,
    head: ['', ...columns],
    rows,
  };
}
