import type { LoadedDocument } from '../../../knowledge/documents';
import { readDocuments } from '../../../knowledge/ingest';
import { emptyOwnerPdf, madePdf } from './made-pdfs';
import { workspace } from './workspace';

const { put } = workspace();

async function readPdf(name: string, pdf: Buffer): Promise<LoadedDocument> {
  const { documents, failures } = await readDocuments([put(name, pdf)]);
  expect(failures).toEqual([]);
  return documents[0] as LoadedDocument;
}

const long =
  'Vi svarer altid på alle henvendelser så hurtigt, som det overhovedet kan lade sig gøre, og vi forklarer, hvorfor det i nogle tilfælde tager længere tid end ventet.';

test('headings by size, paragraphs by gaps, bullets by sign, with pages', async () => {
  const pdf = await madePdf({ info: { Title: 'Kundeguide' } }, (page) => {
    page.fontSize(22).text('Guide for kunder').moveDown();
    page.fontSize(11).text(long).moveDown();
    page.text('Vi passer på dine oplysninger. De bliver hos os.').moveDown();
    page.fontSize(15).text('Når noget går galt').moveDown(0.5);
    page.fontSize(11).text('Du skal:');
    page.text(
      '• ringe til os med det samme, også når du ikke er helt sikker på, om det er nødvendigt at gøre det i netop dette tilfælde',
    );
    page.text('• sende os fakturaen');
    page.addPage();
    page.fontSize(15).text('Kontakt').moveDown(0.5);
    page.fontSize(11).text('Din kontaktperson hjælper dig, og ellers når du os på:').moveDown();
    page.text('Havneby Kreditforsikring A/S').text('4600 Køge').moveDown().text('Tlf.: 55 50 12 34');
  });
  const document = await readPdf('kundeguide.pdf', pdf);
  expect(document).toMatchObject({ title: 'Kundeguide', pages: 2, language: 'da', warnings: [] });
  expect(document.clauses.map(({ headings, lead, text, page }) => [page, headings.join(' > '), lead, text])).toEqual([
    [1, 'Guide for kunder', undefined, long],
    [1, 'Guide for kunder', undefined, 'Vi passer på dine oplysninger. De bliver hos os.'],
    [
      1,
      'Guide for kunder > Når noget går galt',
      'Du skal:',
      'ringe til os med det samme, også når du ikke er helt sikker på, om det er nødvendigt at gøre det i netop dette tilfælde',
    ],
    [1, 'Guide for kunder > Når noget går galt', 'Du skal:', 'sende os fakturaen'],
    [
      2,
      'Guide for kunder > Kontakt',
      undefined,
      'Din kontaktperson hjælper dig, og ellers når du os på: Havneby Kreditforsikring A/S, 4600 Køge, Tlf.: 55 50 12 34',
    ],
  ]);
});

test.each([
  'about:blank',
  'Microsoft Word - kundeguide_v3.docx',
  'https://example.test/guide',
  '/home/anna/guide.indd',
])('the title %s is none: the first heading is', async (Title) => {
  const pdf = await madePdf({ info: { Title } }, (page) => {
    page.fontSize(22).text('Guide for kunder').moveDown();
    page.fontSize(11).text(long);
  });
  expect((await readPdf('titled.pdf', pdf)).title).toBe('Guide for kunder');
});

test('hyphenated line ends are joined, hyphens that belong stay', async () => {
  const pdf = await madePdf({}, (page) => {
    page.fontSize(11);
    page
      .text('Vi hjælper dig med en hurtig og enkel sagsbehand-')
      .text('ling, og det gælder både i vores skade-')
      .text('og inkassoservice.');
  });
  expect((await readPdf('hyphens.pdf', pdf)).clauses.map((clause) => clause.text)).toEqual([
    'Vi hjælper dig med en hurtig og enkel sagsbehandling, og det gælder både i vores skade- og inkassoservice.',
  ]);
});

test('bold headings in the size of the text', async () => {
  const pdf = await madePdf({}, (page) => {
    page.fontSize(11);
    page.font('Helvetica-Bold').text('Frister').font('Helvetica').text(long).moveDown();
    page.font('Helvetica-Bold').text('Betaling').font('Helvetica').text(`${long} ${long}`);
  });
  expect((await readPdf('bold.pdf', pdf)).clauses.map((clause) => clause.headings)).toEqual([
    ['Frister'],
    ['Betaling'],
  ]);
});

test('headers, footers and page numbers are no clauses, and a paragraph runs on over the page', async () => {
  const pages = [
    'Første side fortæller, at vi altid svarer, og',
    'at vi gør det samme dag.',
    'Tredje side siger noget andet.',
    'Fjerde side er den sidste.',
  ];
  const pdf = await madePdf({ autoFirstPage: false }, (page) => {
    pages.forEach((text, at) => {
      page.addPage({ size: 'A4', margin: 20 }).fontSize(11);
      page.text('Havneby Kreditforsikring – vilkår 2031', 60, 30);
      page.text(text, 60, 200);
      page.text(`Side ${at + 1} af 4`, 60, 800);
    });
  });
  expect((await readPdf('running.pdf', pdf)).clauses.map(({ page, text }) => [page, text])).toEqual([
    [1, 'Første side fortæller, at vi altid svarer, og at vi gør det samme dag.'],
    [3, 'Tredje side siger noget andet.'],
    [4, 'Fjerde side er den sidste.'],
  ]);
});

test('two columns are read one after the other', async () => {
  const words = (name: string) => Array.from({ length: 60 }, (_, at) => `${name}${at}`).join(' ');
  const pdf = await madePdf({}, (page) => {
    page.fontSize(11).text(`Start ${words('venstre')} slut.`, 60, 80, { width: 200 });
    page.text(`Start ${words('højre')} slut.`, 320, 80, { width: 200 });
  });
  expect((await readPdf('columns.pdf', pdf)).clauses.map((clause) => clause.text)).toEqual([
    `Start ${words('venstre')} slut.`,
    `Start ${words('højre')} slut.`,
  ]);
});

test('a page without text among others is warned of', async () => {
  const pdf = await madePdf({}, (page) => {
    page.text(long).addPage().rect(100, 100, 200, 200).fill('grey').addPage().fillColor('black').text(long);
  });
  const document = await readPdf('mixed.pdf', pdf);
  expect(document.pages).toBe(3);
  expect(document.warnings).toEqual(['page 2 has no text (a scan or a picture), not indexed']);
});

test('a PDF that only forbids copying is read', async () => {
  const pdf = await madePdf({ ownerPassword: 'owner', permissions: { copying: false } }, (page) => page.text(long));
  expect((await readPdf('no-copying.pdf', pdf)).clauses.map((clause) => clause.text)).toEqual([long]);
});

test('a PDF whose owner has an empty password opens as it does in any reader', async () => {
  const document = await readPdf('empty-owner.pdf', emptyOwnerPdf('Every reader shows these words.'));
  expect(document.clauses.map((clause) => clause.text)).toEqual(['Every reader shows these words.']);
});
