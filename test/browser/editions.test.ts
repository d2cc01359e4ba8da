import type { Clause, DocumentSummary } from '../../knowledge';
import { shownEdition } from '../../bot/web/edition';
import { demoPage, documentPage } from '../../bot/web/pages';

const document: DocumentSummary = {
  name: 'guide',
  work: 'guide',
  title: 'Guide',
  language: 'en',
  edition: '0a1b2c3d',
  audience: 'public',
  sha256: `0a1b2c3d${'0'.repeat(56)}`,
};

test.each([
  ['0a1b2c3d', undefined],
  ['12345678', undefined],
  ['', undefined],
  ['2026', '2026'],
  ['20260301', '20260301'],
  ['2nd edition', '2nd edition'],
])('the edition %j is shown as %j', (edition, shown) => expect(shownEdition(edition)).toBe(shown));

test('pages name an edition that somebody chose, and no checksum', () => {
  const pages = (edition: string): string[] => {
    const documents = [{ ...document, edition }];
    return [
      demoPage({ language: 'en', companyName: 'Havneby', documents, customers: [], hasTeams: false }),
      documentPage({ document: { ...document, edition }, clauses: [], editions: [], companyName: 'Havneby' }),
    ];
  };
  for (const page of pages('0a1b2c3d')) expect(page).not.toMatch(/Edition|0a1b2c3d/);
  for (const page of pages('2031')) expect(page).toContain('<span>Edition 2031</span>');
});

test('clauses that one lead introduces are one list in the viewer', () => {
  const clause = (id: string, lead?: string): Clause => ({ id, headings: ['Guide'], text: `Text ${id}`, lead });
  const clauses = [clause('a'), clause('b', 'We do:'), clause('c', 'We do:'), clause('d')];
  const page = documentPage({ document, clauses, editions: [], companyName: 'Havneby' });
  expect(page.match(/<(?:li|div) class="clause" id="\w"/g)?.map((tag) => tag.slice(1, 4).trim())).toEqual([
    'div',
    'li',
    'li',
    'div',
  ]);
  expect(page.match(/<ul class="clauses">/g)).toHaveLength(1);
});
