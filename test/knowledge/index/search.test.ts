import { memoryIndex, type SearchIndex, type SearchQuestion } from '../../../knowledge/index/index';
import { sampleDocument, sampleDocuments } from './sample-documents';

let index: SearchIndex;
beforeAll(async () => {
  index = await memoryIndex(sampleDocuments());
});
afterAll(() => index.close());

const ask = (text: string, more: Partial<SearchQuestion> = {}): ReturnType<SearchIndex['search']> =>
  index.search({ text, history: [], language: 'da', audience: 'public', ...more });

describe('search', () => {
  it('gives all language editions of a clause as one hit, the question’s language first', async () => {
    const { hits } = await ask('Hvad står der på fakturaen?');
    expect(hits[0]).toMatchObject({ work: 'promises', clause: 'invoices' });
    expect(hits[0]?.passages.map((passage) => passage.document.name)).toEqual(['promises.da', 'promises.en']);
    const english = await ask('What do your invoices say?', { language: 'en' });
    expect(english.hits[0]?.clause).toBe('invoices');
    expect(english.hits[0]?.passages.map((passage) => passage.document.name)).toEqual(['promises.en', 'promises.da']);
  });

  it('ranks every clause once, best first', async () => {
    const { hits } = await ask('Hvornår svarer I?');
    expect(hits[0]?.clause).toBe('enquiries');
    expect(new Set(hits.map((hit) => hit.clause)).size).toBe(hits.length);
    expect(hits).toHaveLength(4);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).sort((a, b) => b - a));
  });

  it('finds a clause through the concepts from a language that no document is in', async () => {
    const { hits, features } = await ask('Was passiert, wenn ein Kreditlimit gekürzt wird?', { language: 'de' });
    expect(hits[0]?.clause).toBe('reduction');
    expect(features.inOwnLanguage).toBe(false);
  });

  it.each(['hvad med fornylse af polisen', 'FORNYELSE POLICE', 'fornyelse af policen ?!'])(
    'finds "%s"',
    async (text) => {
      expect((await ask(text)).hits[0]?.clause).toBe('renewal');
    },
  );

  it('shows a reader only what they may see', async () => {
    const clauses = async (audience: 'public' | 'customers' | 'staff'): Promise<string[]> =>
      (await ask('gorilla i receptionen', { audience })).hits.map((hit) => hit.clause);
    expect(await clauses('staff')).toContain('gorilla');
    expect((await clauses('staff'))[0]).toBe('gorilla');
    expect(await clauses('customers')).not.toContain('gorilla');
    expect(await clauses('public')).not.toContain('gorilla');
    expect(index.document('desk', 'public')).toBeUndefined();
    expect(index.document('desk', 'staff')?.clauses).toHaveLength(1);
    expect(index.document('nothing', 'staff')).toBeUndefined();
  });

  it('understands a follow-up from the questions before it', async () => {
    const alone = await ask('og hvis det bliver nedsat?');
    const following = await ask('hvornår så?', { history: ['Hvordan foregår fornyelse af policen?'] });
    expect(alone.features.isFollowUp).toBe(false);
    expect(following.features.isFollowUp).toBe(true);
    expect(following.hits[0]?.clause).toBe('renewal');
  });

  it('does not lean on history when a question stands alone', async () => {
    const { hits, features } = await ask('Hvordan viser jeres fakturaer præcist, hvad vi betaler for hver måned?', {
      history: ['Hvordan foregår fornyelse af policen?'],
    });
    expect(features.isFollowUp).toBe(false);
    expect(hits[0]?.clause).toBe('invoices');
  });

  it('answers the same whatever was asked before and beside it', async () => {
    const questions = ['fakturaer', 'fornyelse', 'nedsat kreditmaksimum', 'forsinkelse', 'gorilla'];
    const once = await Promise.all(questions.map((text) => ask(text)));
    const again = await Promise.all([...questions].reverse().map((text) => ask(text)));
    expect(again.reverse()).toEqual(once);
  });

  it.each(['', '   ', '?!', '🙂', 'i', 'x'.repeat(4000), 'ja '.repeat(1000)])(
    'takes whatever is typed (%#)',
    async (text) => {
      const { hits, features } = await ask(text);
      expect(hits.every((hit) => Number.isFinite(hit.score))).toBe(true);
      const { topics, ...others } = features;
      const values = [...Object.values(others), ...Object.values(topics ?? {})].flat();
      expect(values.every((value) => typeof value === 'boolean' || Number.isFinite(value))).toBe(true);
    },
  );

  it('of an empty index finds nothing', async () => {
    const empty = await memoryIndex([]);
    const { hits, features } = await empty.search({ text: 'faktura', history: [], language: 'da', audience: 'public' });
    expect(hits).toEqual([]);
    expect(features.covered).toBe(0);
  });

  it('is refused on a closed index', async () => {
    const closed = await memoryIndex(sampleDocuments());
    closed.close();
    await expect(closed.search({ text: 'x', history: [], language: 'da', audience: 'public' })).rejects.toThrow(
      /closed/,
    );
  });
});

describe('features', () => {
  it('tell a question that the documents speak of from one that they do not', async () => {
    const known = (await ask('Viser jeres fakturaer, hvad jeg betaler for?')).features;
    const unknown = (await ask('Kan man spille fodbold på månen med en trompet?')).features;
    expect(known.covered).toBeGreaterThan(0.8);
    expect(known.unknown).toBe(0);
    expect(unknown.covered).toBeLessThan(0.2);
    expect(unknown.unknown).toBeGreaterThan(0.5);
    expect(known.coveredByWords).toBeGreaterThan(unknown.coveredByWords);
  });

  it('count concepts of the trade', async () => {
    const { features } = await ask('nedsat kreditmaksimum');
    expect(features.concepts).toBeGreaterThanOrEqual(2);
    expect(features.conceptsCovered).toBeGreaterThanOrEqual(2);
    expect(features.conceptShare).toBeGreaterThan(0.5);
  });
});

describe('a large index', () => {
  it('finds planted passages among thousands, through the graph as through the scan', async () => {
    const syllables = ['ka', 'lo', 'mi', 'te', 'ru', 'so', 'ba', 'ne'];
    const nonsense = (number: number): string =>
      Array.from({ length: 8 }, (_, word) =>
        Array.from({ length: 4 }, (_unused, at) => syllables[(number * 31 + word * 7 + at * (number % 13)) % 8]).join(
          '',
        ),
      ).join(' ');
    const clauses: Record<string, string> = {};
    for (let number = 0; number < 2500; number += 1) clauses[`c${number}`] = nonsense(number);
    clauses.planted = 'Den lilla elefant svømmer over kanalen hver tirsdag.';
    const large = await memoryIndex([sampleDocument('large', 'da', clauses), ...sampleDocuments()]);
    const first = async (text: string): Promise<string | undefined> =>
      (await large.search({ text, history: [], language: 'da', audience: 'public' })).hits[0]?.clause;
    expect(await first('Hvornår svømmer elefanten?')).toBe('planted');
    expect(await first('elefnat kanaln tirsdg')).toBe('planted');
    expect(await first('Hvad står der på fakturaen?')).toBe('invoices');
  });
});
