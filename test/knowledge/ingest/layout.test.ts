import { readDocumentFile } from '../../../knowledge/ingest/read-file';
import { ReadLimits } from '../../../knowledge/ingest/read-limits';
import { madePdf } from './made-pdfs';
import { workspace } from './workspace';

const { put } = workspace();

async function read(name: string, content: string | Uint8Array) {
  const outcome = await readDocumentFile(put(name, content), ReadLimits.parse({}));
  if (outcome.kind !== 'document') throw new Error(outcome.reason);
  const { clauses, warnings } = outcome.document;
  return { texts: clauses.map(({ text }) => text), clauses, warnings, asked: Object.values(outcome.asked).flat() };
}

const lines = (name: string, count = 8): string[] =>
  Array.from(
    { length: count },
    (_, at) => `${at === 0 ? `${name} begynder,` : 'og'} her er linje nummer ${at + 1} af spalten`,
  );

test.each([2, 3])(
  '%i columns that the file weaves together are read one after the other, under what spans them',
  async (count) => {
    const names = ['Venstre', 'Midten', 'Enden'].slice(0, count);
    const pdf = await madePdf({}, (page) => {
      page.fontSize(16).text('En titel, der går på tværs af alle spalter på siden', 60, 60, { lineBreak: false });
      page.fontSize(7);
      const columns = names.map((name) => lines(name));
      for (let row = 0; row < 8; row += 1)
        columns.forEach((column, at) =>
          page.text(column[row] ?? '', 60 + at * 170, 120 + row * 11, { lineBreak: false }),
        );
    });
    expect((await read(`columns-${count}.pdf`, pdf)).texts).toEqual(names.map((name) => lines(name).join(' ')));
  },
);

test('a table in a PDF gives a clause a row, with the header of each column', async () => {
  const rows = [
    ['Land', 'Dage', 'Gælder'],
    ['Norge', '20', 'alle købere'],
    ['Sverige', '45', 'nye købere'],
  ];
  const pdf = await madePdf({}, (page) =>
    rows.forEach((row, at) =>
      row.forEach((cell, column) => page.text(cell, 60 + column * 120, 100 + at * 18, { lineBreak: false })),
    ),
  );
  expect((await read('table.pdf', pdf)).texts).toEqual([
    'Land: Norge; Dage: 20; Gælder: alle købere',
    'Land: Sverige; Dage: 45; Gælder: nye købere',
  ]);
});

test('hyphens of abbreviations, single letters and names stay at a line end', async () => {
  const pdf = await madePdf({}, (page) => {
    page
      .text('Vi sender e-')
      .text('mail fra vores IT-')
      .text('afdeling i Kredit-')
      .text('Huset om sagsbehand-')
      .text('lingen.');
  });
  expect((await read('real-hyphens.pdf', pdf)).texts).toEqual([
    'Vi sender e-mail fra vores IT-afdeling i Kredit-Huset om sagsbehandlingen.',
  ]);
});

test('a web page gives its questions with their answers, however it hides them, and nothing of its menus', async () => {
  const page = `<!doctype html><div class="breadcrumb"><a href="/">Hjem</a> › <a href="/s">Skade</a></div><h1>Hjælp</h1>
    <details><summary>Hvornår får jeg svar?</summary><p>Inden to dage.</p></details><p>Et løst afsnit.</p>
    <h3><button aria-controls="a">Hvad koster det?</button></h3><div id="a" hidden>Det står i policen.</div>
    <dl><dt>Limit</dt><dd>Det højeste beløb.</dd><dd>Pr. køber.</dd></dl><div style="display:none">Skjult.</div>`;
  const { texts, asked } = await read('faq.html', page);
  expect(texts).toEqual([
    'Hvornår får jeg svar? Inden to dage.',
    'Et løst afsnit.',
    'Hvad koster det? Det står i policen.',
    'Limit: Det højeste beløb. Pr. køber.',
  ]);
  expect(asked).toEqual(['Hvornår får jeg svar?', 'Hvad koster det?']);
});

test('questions and terms of a plain text keep their answers and definitions', async () => {
  const { texts, asked } = await read(
    'faq.txt',
    'Hjælp\n\nSpørgsmål: Kan jeg klage?\nSvar: Ja, skriv til os.\n\nQ: Er det gratis?\nA: Nej, se policen.\n\n' +
      'Karens – tiden før en skade kan meldes\nPræmie – prisen for forsikringen i et år\n',
  );
  expect(texts).toEqual([
    'Kan jeg klage? Ja, skriv til os.',
    'Er det gratis? Nej, se policen.',
    'Karens – tiden før en skade kan meldes',
    'Præmie – prisen for forsikringen i et år',
  ]);
  expect(asked).toEqual(['Kan jeg klage?', 'Er det gratis?']);
});

test('Latin-1 is read with a note', async () => {
  const { texts, warnings } = await read('latin.txt', Buffer.from('Vi svarer på alle breve fra Århus.', 'latin1'));
  expect(texts).toEqual(['Vi svarer på alle breve fra Århus.']);
  expect(warnings).toEqual(['not UTF-8: read as Latin-1 (Windows-1252)']);
});
