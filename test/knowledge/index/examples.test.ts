import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoadedDocument } from '../../../knowledge';
import { ablations, buildIndex, memoryIndex, openIndex, type SearchIndex } from '../../../knowledge/index/index';
import { exactVectorIndex } from '../../../knowledge/index/exact-vectors';
import { sketchedVectorIndex } from '../../../knowledge/index/sketched-vectors';
import { staticEmbedder } from '../../../knowledge/index/static-embedder';
import { vectorTable } from '../../../knowledge/index/vectors';
import { sampleDocument, sampleDocuments } from './sample-documents';

const asked = 'Hvem passer butikken, mens de andre drikker kaffe?';
/** Questions that have no word in common with the clause they are written for. */
const withQuestions = (): LoadedDocument[] =>
  sampleDocuments().map((document): LoadedDocument =>
    document.work === 'promises'
      ? {
          ...document,
          questions: { renewal: { da: [asked], en: ['Who is minding the shop while the others have coffee?'] } },
        }
      : { ...document, questions: {} },
  );
const search = (
  index: SearchIndex,
  text: string,
  language: 'da' | 'en' | 'sv' = 'da',
): ReturnType<SearchIndex['search']> => index.search({ text, history: [], language, audience: 'public' });

describe('example questions', () => {
  it.each<[string, 'da' | 'en' | 'sv']>([
    [asked, 'da'],
    ['hvem passer butiken mens de andre drikker kafe', 'da'],
    ['Who minds the shop while the others drink coffee?', 'en'],
    ['Vem sköter butiken medan de andra dricker kaffe?', 'sv'],
  ])('lead to their clause: "%s"', async (text, language) => {
    const { hits, features } = await search(await memoryIndex(withQuestions()), text, language);
    expect(hits[0]?.clause).toBe('renewal');
    expect(features.exampleSimilarity).toBeGreaterThan(0.5);
  });

  it('are what leads there', async () => {
    const { features } = await search(await memoryIndex(withQuestions(), {}, ['examples']), asked);
    expect(features.exampleSimilarity).toBe(0);
    expect(features.covered).toBeLessThan(0.5);
  });

  it('do not make the clause say what it does not', async () => {
    const { features } = await search(await memoryIndex(withQuestions()), asked);
    expect(features.exampleSimilarity).toBeCloseTo(1);
    expect(features.coveredByWords).toBeLessThan(0.5);
  });

  it('are never shown', async () => {
    const index = await memoryIndex(withQuestions());
    const shown = JSON.stringify([await search(index, asked), index.documents, index.document('promises.da', 'staff')]);
    expect(shown).toContain('renewal');
    expect(shown).not.toContain('butikken');
  });

  it('of a document for staff lead nobody else', async () => {
    const documents = sampleDocuments().map((document): LoadedDocument => ({
      ...document,
      questions: document.name === 'desk' ? { gorilla: { da: [asked] } } : {},
    }));
    const { hits, features } = await search(await memoryIndex(documents), asked);
    expect(hits.map(({ clause }) => clause)).not.toContain('gorilla');
    // The very question stands there: seen, it would be at 1.
    expect(features.exampleSimilarity).toBeLessThan(0.4);
  });

  it('are kept in the index on disk, which is searched as the one in memory', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'index-'));
    await buildIndex(withQuestions(), { directory, source: 'given' });
    const opened = await openIndex(directory);
    if (!opened) throw new Error('There is no index.');
    expect(opened.manifest.notes).toEqual([]);
    expect(await search(opened, asked)).toEqual(await search(await memoryIndex(withQuestions()), asked));
    const folder = readFileSync(path.join(directory, 'current'), 'utf8').trim();
    expect(readdirSync(path.join(directory, folder))).toEqual(
      expect.arrayContaining(['examples.json', 'examples-0.f32']),
    );
  });
});

describe('a clause without example questions', () => {
  const promise =
    'Vi giver dig klar besked om, hvorfor et erstatningskrav ikke er udbetalt eller kun delvist er udbetalt, og om hvordan du kan klage.';
  const documents = [
    sampleDocument('others', 'da', {
      refusal: promise,
      elephants: 'Elefanterne i parken fodres hver tirsdag klokken tolv.',
      coffee: 'Kantinen serverer kaffe og kage til gæster på andet sal.',
    }),
  ];
  const everyday = 'I har afvist os uden et ord, hvad gør vi nu?';

  it('borrows those of ours that says the same', async () => {
    const { hits, features } = await search(await memoryIndex(documents), everyday);
    expect(hits[0]?.clause).toBe('refusal');
    expect(features.exampleSimilarity).toBeGreaterThan(0);
    expect(
      (await search(await memoryIndex(documents, {}, ['lent-examples']), everyday)).features.exampleSimilarity,
    ).toBe(0);
  });

  it('borrows none that say something else', async () => {
    const others = documents.map((document) => ({ ...document, clauses: document.clauses.slice(1) }));
    expect((await search(await memoryIndex(others), everyday)).features.exampleSimilarity).toBe(0);
  });

  it('borrows none in a document that has some of its own', async () => {
    const own = documents.map((document) => ({
      ...document,
      questions: { coffee: { da: ['Er der noget at drikke?'] } },
    }));
    const { features } = await search(await memoryIndex(own), everyday);
    expect(features.exampleSimilarity).toBeLessThan(0.4);
  });
});

it.each(ablations)('an index can be built without its %s', async (what) => {
  const { hits } = await search(await memoryIndex(withQuestions(), {}, [what]), 'fornyelse af policen');
  expect(hits[0]?.clause).toBe('renewal');
});

it('comparing signs first finds the nearest that comparing all finds', () => {
  const { embedNow, dimension } = staticEmbedder();
  const texts = sampleDocuments().flatMap(({ clauses }) => clauses.flatMap(({ text }) => text.split(' ')));
  const vectors = [...new Set(texts)].map((text) => embedNow(text, 'da'));
  const table = vectorTable(Float32Array.from(vectors.flatMap((vector) => [...vector])), dimension);
  const [exact, sketched] = [exactVectorIndex(table), sketchedVectorIndex(table)];
  for (const text of texts) {
    const query = embedNow(text, 'da');
    expect(sketched.nearest(query, 5)[0]).toEqual(exact.nearest(query, 5)[0]);
  }
  const odd = Uint8Array.from({ length: table.count }, (_, entry) => entry % 2);
  const found = sketched.nearest(embedNow('faktura', 'da'), 5, odd);
  expect(found).toHaveLength(5);
  expect(found.every(({ entry }) => entry % 2 === 1)).toBe(true);
});
