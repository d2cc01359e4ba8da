import { readFileSync } from 'node:fs';
import { Document, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import type { LoadedDocument } from '../../../knowledge/documents';
import { readDocuments } from '../../../knowledge/ingest';
import { fixture, workspace } from './workspace';

const { put } = workspace();

async function readOne(file: string): Promise<LoadedDocument> {
  const { documents, failures } = await readDocuments([file]);
  expect(failures).toEqual([]);
  return documents[0] as LoadedDocument;
}

const outline = (document: LoadedDocument) =>
  document.clauses.map(({ headings, lead, text }) => [headings.join(' > '), lead, text]);

describe('Markdown', () => {
  test('front matter says what the document is', async () => {
    expect(await readOne(fixture('promises.en.md'))).toMatchObject({
      name: 'promises.en',
      work: 'promises',
      title: 'What we promise our customers',
      language: 'en',
      edition: '2031-2',
      date: '2031-02-01',
      audience: 'customers',
      warnings: [],
    });
  });

  test('headings, bullets, tables and nested lists become clauses', async () => {
    const document = await readOne(fixture('promises.en.md'));
    expect(outline(document)).toEqual([
      ['What we promise', undefined, 'Havneby Credit Insurance wrote this so that you know what to expect.'],
      [
        'What we promise > How we talk',
        'We work every day for:',
        'a colleague who knows your case and picks up the phone',
      ],
      ['What we promise > How we talk', 'We work every day for:', 'answers in plain words'],
      ['What we promise > How we talk', 'We work every day for:', 'one named contact, also in the holidays'],
      ['What we promise > How we talk', 'We work every day for:', 'Country: Denmark; Days: 30'],
      ['What we promise > How we talk', 'We work every day for:', 'Country: Sweden; Days: 45'],
      ['What we promise > Paperwork', 'We tell you what to send:', 'the invoice'],
      ['What we promise > Paperwork', 'We tell you what to send:', 'the reminder'],
      ['What we promise > Paperwork', undefined, 'We answer the same day.'],
    ]);
    expect(document.clauses.slice(0, 3).map((clause) => clause.id)).toEqual([
      'introduction-purpose',
      'talk-colleague',
      expect.stringMatching(/^talk-[0-9a-f]{6}$/),
    ]);
  });

  test('without front matter the file itself tells', async () => {
    const file = put(
      'guide.md',
      '# Sådan anmelder du en skade\n\nSkriv til os, når en kunde ikke har betalt til tiden.\n',
    );
    const document = await readOne(file);
    expect(document).toMatchObject({
      name: 'guide',
      work: 'guide',
      title: 'Sådan anmelder du en skade',
      language: 'da',
      audience: 'public',
    });
    expect(document.edition).toBe(document.sha256.slice(0, 8));
    expect(document.date).toBeUndefined();
  });

  test('a front matter key that is not ours is warned of, a value that cannot be used refused', async () => {
    const strange = await readOne(
      put('strange.md', '---\nlayout: page\n---\nWe answer all letters on the same day.\n'),
    );
    expect(strange.warnings).toEqual([expect.stringContaining('"layout" is not known')]);
    const { failures } = await readDocuments([
      put('secret.md', '---\naudience: colleagues\n---\nWe answer letters.\n'),
    ]);
    expect(failures[0]?.reason).toMatch(/front matter .*audience/);
  });

  test('UTF-8 with its mark and UTF-16 are read', async () => {
    const text = '# Guide\n\nVi svarer på alle breve samme dag, også på dem på dansk.\n';
    const clause = 'Vi svarer på alle breve samme dag, også på dem på dansk.';
    const big = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    for (const file of [
      put('bom.md', `\ufeff${text}`),
      put('le.md', Buffer.from(`\ufeff${text}`, 'utf16le')),
      put('be.md', big),
    ])
      expect((await readOne(file)).clauses.map(({ headings, text: words }) => [headings, words])).toEqual([
        [['Guide'], clause],
      ]);
  });
});

describe('HTML', () => {
  test('only the content of the page is read', async () => {
    const document = await readOne(fixture('page.html'));
    expect(document).toMatchObject({ title: 'Claims', language: 'en' });
    expect(outline(document)).toEqual([
      ['Claims', undefined, 'Tell us about a claim within thirty days.'],
      ['Claims > What we need', 'Send us:', 'the invoice, with its date'],
      ['Claims > What we need', 'the order:', 'signed'],
      ['Claims > What we need', 'the order:', 'dated'],
      ['Claims > What we need', 'Send us:', 'Country: Norway; Days: 20'],
      ['Claims > What we need', undefined, 'Buyer: Whoever owes you the money.'],
    ]);
  });

  test('<main> is the content when there is one', async () => {
    const page =
      '<!doctype html><title>T</title><body><p>Teaser of another page.</p><main><header><h1>Limits</h1></header><p>We set a limit for each buyer.</p></main>';
    expect(outline(await readOne(put('main.html', page)))).toEqual([
      ['Limits', undefined, 'We set a limit for each buyer.'],
    ]);
  });

  test.each(['Untitled', 'about:blank', 'https://example.test/a', 'C:\\web\\rules.html'])(
    'a page titled %s without a heading is called after its file',
    async (title) => {
      const page = `<!doctype html><title>${title}</title><p>We answer every letter on the same day.</p>`;
      expect((await readOne(put('house_rules-2031.en.html', page))).title).toBe('House rules 2031');
    },
  );

  test('a title that only mentions a product or a file stays', async () => {
    const page = '<!doctype html><title>How to save a .docx file as PDF</title><p>We answer every letter.</p>';
    expect((await readOne(put('saving.html', page))).title).toBe('How to save a .docx file as PDF');
  });

  test('a page that names an older encoding is read in it', async () => {
    const page = Buffer.from(
      '<!doctype html><meta charset="iso-8859-1"><title>Hjælp</title><h1>Hjælp</h1><p>Vi hjælper både købere og sælgere.</p>',
      'latin1',
    );
    expect((await readOne(put('latin.html', page))).clauses[0]?.text).toBe('Vi hjælper både købere og sælgere.');
  });
});

describe('Word', () => {
  const bullets = { config: [{ reference: 'dots', levels: [{ level: 0, format: LevelFormat.BULLET, text: '•' }] }] };
  const item = (text: string) => new Paragraph({ text, numbering: { reference: 'dots', level: 0 } });
  const cell = (text: string, bold = false) =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] });

  test('headings, lists, tables and address lines', async () => {
    const word = new Document({
      numbering: bullets,
      sections: [
        {
          children: [
            new Paragraph({ text: 'Guide til policen', heading: HeadingLevel.TITLE }),
            new Paragraph('Her står, hvad du skal gøre, når du har tegnet en police.'),
            new Paragraph({ text: 'Frister', heading: HeadingLevel.HEADING_2 }),
            new Paragraph('Husk at:'),
            item('melde skaden inden tredive dage'),
            item('sende os fakturaen'),
            new Table({
              rows: [
                new TableRow({ children: [cell('Land', true), cell('Dage', true)] }),
                new TableRow({ children: [cell('Norge'), cell('20')] }),
              ],
            }),
            new Paragraph({ children: [new TextRun({ text: 'Kontakt', bold: true })] }),
            new Paragraph('Skriv eller ring til os her:'),
            new Paragraph('Havneby Kreditforsikring A/S'),
            new Paragraph('4600 Køge'),
            new Paragraph('Tlf.: 55 50 12 34'),
          ],
        },
      ],
    });
    const document = await readOne(put('police.docx', await Packer.toBuffer(word)));
    expect(document).toMatchObject({ title: 'Guide til policen', language: 'da' });
    expect(outline(document)).toEqual([
      ['Guide til policen', undefined, 'Her står, hvad du skal gøre, når du har tegnet en police.'],
      ['Guide til policen > Frister', 'Husk at:', 'melde skaden inden tredive dage'],
      ['Guide til policen > Frister', 'Husk at:', 'sende os fakturaen'],
      ['Guide til policen > Frister', 'Husk at:', 'Land: Norge; Dage: 20'],
      [
        'Guide til policen > Frister > Kontakt',
        undefined,
        'Skriv eller ring til os her: Havneby Kreditforsikring A/S, 4600 Køge, Tlf.: 55 50 12 34',
      ],
    ]);
  });
});

test('the same text gives the same clauses in text and in Markdown', async () => {
  const text = readFileSync(fixture('promises.da.txt'), 'utf8');
  const markdown = text
    .replace(/^ {2}•/gm, '-')
    .replace(/^(Sådan taler|Det daglige|Skader|Sådan finder)/gm, '## $1')
    .replace(/^Vores løfter/m, '# Vores løfter')
    .replace(/^(Promises to Customers|Andre dokumenter)$/gm, '## $1');
  const [plain, marked] = [await readOne(put('a.txt', text)), await readOne(put('b.md', markdown))];
  expect(marked.clauses).toEqual(plain.clauses);
});
