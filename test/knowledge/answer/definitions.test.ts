import type { Citation, Knowledge, Language } from '../../../knowledge';
import { createKnowledge, glossaryDocuments } from '../../../knowledge/answer';
import { askedTerm } from '../../../knowledge/answer/asked-term';
import { memoryIndex } from '../../../knowledge/index/index';
import { documentOf, shippedIndex } from './sample-documents';

let knowledge: Knowledge;
beforeAll(async () => {
  const index = await shippedIndex();
  knowledge = createKnowledge(() => index);
});

async function cited(text: string, language: Language, from = knowledge): Promise<Citation | undefined> {
  const { answer } = await from.answer({ text, history: [], language, audience: 'public' });
  return answer.kind === 'answered' ? answer.citations[0] : undefined;
}

test.each<[string, string | undefined]>([
  ['Hvad betyder karensperiode?', 'karensperiode'],
  ['what is a deductible', 'deductible'],
  ['MEP, hvad er det?', 'MEP'],
  ['Hvad betyder malus egentlig i vores police?', 'malus'],
  ['Was versteht man unter Selbstbehalt?', 'Selbstbehalt'],
  ['Wat betekent "wachttijd"?', 'wachttijd'],
  ['What is happening in my case?', undefined],
  ['Hvordan anmelder jeg en skade?', undefined],
])('asks what a word means, or not: %s', (question, words) => {
  expect(askedTerm(question)?.words).toBe(words);
});

test.each<[string, Language, string, string]>([
  ['Hvad betyder karensperiode?', 'da', 'claims-guide.da', 'claim-handling-waiting-period'],
  ['what is a deductible', 'en', 'claims-guide.en', 'claim-amount-deductible'],
  ['hvad er et kreditmaksimum', 'da', 'credit-limits-guide.da', 'limit-basics-meaning'],
  ['Hvad er et kreditmaksimun?', 'da', 'credit-limits-guide.da', 'limit-basics-meaning'],
  ['Vad betyder självrisk?', 'sv', 'claims-guide.en', 'claim-amount-deductible'],
  ['Hva er en karensperiode?', 'no', 'claims-guide.en', 'claim-handling-waiting-period'],
  ['Was bedeutet Kreditlimit?', 'de', 'credit-limits-guide.en', 'limit-basics-meaning'],
  ['Wat is een eigen risico?', 'nl', 'claims-guide.en', 'claim-amount-deductible'],
])('a word that a document defines is answered from it: %s', async (question, language, document, clause) => {
  expect(await cited(question, language)).toMatchObject({ document, clause });
});

test.each<[string, Language, string, string]>([
  ['Hvad er remburs?', 'da', 'glossary.da', 'letter-of-credit'],
  ['What does protracted default mean?', 'en', 'glossary.en', 'protracted-default'],
  ['Hvad er en kredtforsikring?', 'da', 'glossary.da', 'trade-credit-insurance'],
  ['Was ist ein Akkreditiv?', 'de', 'glossary.en', 'letter-of-credit'],
])(
  'another word of the trade is answered from the glossary, and cited as such: %s',
  async (question, language, document, clause) => {
    const citation = await cited(question, language);
    expect(citation).toMatchObject({ document, clause, link: `/documents/${document}#${clause}` });
    const shown = glossaryDocuments().find((glossary) => glossary.document.name === document);
    expect(shown?.clauses.find(({ id }) => id === clause)?.text).toBe(citation?.quote);
  },
);

test.each<[string, Language]>([
  ['Hvad er en frikadelle?', 'da'],
  ['What is the meaning of life?', 'en'],
])('a word of another trade is not: %s', async (question, language) => {
  expect(await cited(question, language)).toBeUndefined();
});

test('where the glossary may not answer, only what the documents define is answered', async () => {
  const index = await memoryIndex([
    documentOf(
      [
        { id: 'waiting', headings: [], text: 'A waiting period is the time from order to coffee.' },
        { id: 'mondays', headings: [], text: 'We take a letter of credit on Mondays.' },
      ],
      { name: 'house', language: 'en' },
    ),
  ]);
  const from = createKnowledge(() => index, { glossary: false });
  expect(await cited('What is a waiting period?', 'en', from)).toMatchObject({ document: 'house' });
  expect(await cited('What does letter of credit mean?', 'en', from)).toBeUndefined();
  expect(await cited('What does protracted default mean?', 'en', from)).toBeUndefined();
});
