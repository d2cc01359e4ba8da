import { readFileSync } from 'node:fs';
import type { Clause } from '../../../knowledge/documents';
import { cutClauses } from '../../../knowledge/ingest/cut-clauses';
import { textBlocks } from '../../../knowledge/ingest/read-text';
import { fixture } from './workspace';

const cut = (text: string): Clause[] => cutClauses(textBlocks(text)).clauses;
const texts = (text: string): string[] => cut(text).map((clause) => clause.text);
const promises = readFileSync(fixture('promises.da.txt'), 'utf8');

describe('a charter as it is copied from a web page', () => {
  const clauses = cut(promises);
  const under = (heading: string): Clause[] => clauses.filter((clause) => clause.headings.at(-1) === heading);

  test('gives one clause per bullet, paragraph and lead with content', () => {
    expect(clauses.map((clause) => clause.headings.at(-1))).toEqual([
      ...Array<string>(2).fill('Vores løfter til kunderne'),
      ...Array<string>(5).fill('Sådan taler vi sammen'),
      ...Array<string>(4).fill('Det daglige papirarbejde'),
      ...Array<string>(3).fill('Skader og inddrivelse'),
      'Sådan finder du os',
    ]);
  });

  test('keeps the title as the outermost heading of every clause', () => {
    expect(clauses.map((clause) => clause.headings[0])).toEqual(clauses.map(() => 'Vores løfter til kunderne'));
  });

  test('joins the lines of a bullet and folds its white space', () => {
    expect(under('Sådan taler vi sammen')[3]?.text).toBe('at du ved, hvem der er din faste kontakt, også i ferien');
    expect(under('Det daglige papirarbejde')[2]?.text).toBe(
      'sende fakturaer, der kan forstås – også af din revisor – uden at ringe',
    );
  });

  test('a short lead-in introduces its bullets and is no clause', () => {
    expect(under('Sådan taler vi sammen').map((clause) => clause.lead)).toEqual([
      undefined,
      ...Array<string>(4).fill('Vi arbejder hver dag for:'),
    ]);
    expect(clauses.some((clause) => clause.text === 'Vi arbejder hver dag for:')).toBe(false);
  });

  test('a lead-in that promises something is a clause as well', () => {
    const lead = 'Papirarbejdet skal fylde så lidt som muligt i din hverdag, og derfor vil vi altid gerne:';
    expect(under('Det daglige papirarbejde').map((clause) => [clause.text === lead, clause.lead])).toEqual([
      [true, undefined],
      [false, lead],
      [false, lead],
      [false, lead],
    ]);
  });

  test('of a lead-in of two sentences the last introduces and the first promises', () => {
    expect(under('Skader og inddrivelse').map((clause) => [clause.lead, clause.text])).toEqual([
      [undefined, 'Når en køber ikke betaler, har du brug for os.'],
      ['På den baggrund lover vi:', 'at betale erstatning, så snart den er forfalden'],
      ['På den baggrund lover vi:', 'at forklare et afslag skriftligt'],
    ]);
  });

  test('contact, address and telephone are one clause', () => {
    expect(under('Sådan finder du os').map((clause) => clause.text)).toEqual([
      'Er der noget galt, så tal med din kontaktperson. Ellers kan du nå os her: Havneby Kreditforsikring A/S, Skibsværftsvej 12, 2., 4600 Køge, ' +
        'Tlf.: 55 50 12 34 Eller du kan finde alle kontorer på kortet her.',
    ]);
  });

  test('an address that stands alone is read in one line, a paragraph that was broken anywhere is not touched', () => {
    expect(cut('Kontakt\n\nHavneby A/S\nHavnegade 12,\n4600 Køge\nTlf.: 55 50 12 34').map(({ text }) => text)).toEqual([
      'Havneby A/S, Havnegade 12, 4600 Køge, Tlf.: 55 50 12 34',
    ]);
    expect(cut('Du finder vores nye kontor i\n4600 Køge hver dag.').map(({ text }) => text)).toEqual([
      'Du finder vores nye kontor i 4600 Køge hver dag.',
    ]);
    expect(cut('Vi har kontor i byerne\n4600 Køge\n4700 Næstved og\nflere andre.').map(({ text }) => text)).toEqual([
      'Vi har kontor i byerne 4600 Køge 4700 Næstved og flere andre.',
    ]);
  });

  test('lone headings with nothing under them vanish', () => {
    const all = JSON.stringify(clauses);
    expect(all).not.toContain('Promises to Customers');
    expect(all).not.toContain('Andre dokumenter');
  });
});

describe('clause ids', () => {
  const ids = (text: string): string[] => cut(text).map((clause) => clause.id);

  test('stay when an unrelated part of the document changes', () => {
    const before = ids(promises);
    const after = ids(
      promises
        .replace('Det gælder for alle kunder.', 'Det gælder for alle.')
        .replace('  • at du får svar i klart sprog\n', '  • at vi ringer tilbage\n  • at du får svar i klart sprog\n')
        .replace('Promises to Customers', 'Et nyt afsnit\n\nMed et løfte, som ikke stod der før.'),
    );
    expect(before.filter((id) => !after.includes(id))).toEqual([before[0]]);
    expect(after.length).toBe(before.length + 2);
  });

  test('are made of the nearest heading in plain letters and of the text', () => {
    expect(ids('Ændringer på én måde\n\nVi siger til i god tid.')).toEqual([
      expect.stringMatching(/^aendringer-paa-en-maade-[0-9a-f]{6}$/),
    ]);
    const long = ids('Et afsnit med en overskrift som bliver ved og ved\n\nVi siger til i god tid.');
    expect(long).toEqual([expect.stringMatching(/^et-afsnit-med-en-overskrift-som-bliver-[0-9a-f]{6}$/)]);
  });

  test('do not depend on white space, and the second of its kind gets -2', () => {
    const [first, second, third] = ids(
      'Vilkår\n\n- Vi svarer   straks.\n- Vi svarer\u00a0straks.\n- Vi svarer senere.',
    );
    expect(second).toBe(`${first}-2`);
    expect(third).not.toContain(first);
  });

  test('can be set by the author, also on a heading for what stands under it', () => {
    const { clauses, warnings } = cutClauses(
      textBlocks(
        'Skader {#claims}\n\nVi betaler til tiden. {#claims-in-time}\n\nVi forklarer et afslag.\n\nOg vi gør det igen. {#claims-in-time}',
      ),
    );
    expect(clauses.map((clause) => [clause.id, clause.text])).toEqual([
      ['claims-in-time', 'Vi betaler til tiden.'],
      [expect.stringMatching(/^claims-[0-9a-f]{6}$/), 'Vi forklarer et afslag.'],
      ['claims-in-time-2', 'Og vi gør det igen.'],
    ]);
    expect(warnings).toEqual(['the clause id {#claims-in-time} stands more than once']);
  });
});

describe('other shapes of plain text', () => {
  test('list marks of every kind', () => {
    expect(texts('Sådan gør du:\n- et\n* to\n– tre\n· fire\no fem\n1. seks\n2) syv\na) otte\n(b) ni')).toEqual([
      'et',
      'to',
      'tre',
      'fire',
      'fem',
      'seks',
      'syv',
      'otte',
      'ni',
    ]);
  });

  test('a date and a dash within a sentence are no list marks', () => {
    expect(texts('1. januar 2031 ændrer vi vilkårene - men kun for nye kunder.')).toEqual([
      '1. januar 2031 ændrer vi vilkårene - men kun for nye kunder.',
    ]);
  });

  test('numbered headings head sections; numbered sentences are list items', () => {
    const clauses = cut(
      '1. Formål\n\nVi vil gerne forstås.\n\n2. Frister\n\n1. Vi svarer straks.\n2. Vi betaler straks.',
    );
    expect(clauses.map((clause) => [clause.headings, clause.text])).toEqual([
      [['1. Formål'], 'Vi vil gerne forstås.'],
      [['2. Frister'], 'Vi svarer straks.'],
      [['2. Frister'], 'Vi betaler straks.'],
    ]);
  });

  test('underlined titles', () => {
    expect(
      cut('Guide\n=====\nFørste afsnit er kort.\n\nFrister\n-------\nAndet afsnit er kort.').map(
        (clause) => clause.headings,
      ),
    ).toEqual([['Guide'], ['Guide', 'Frister']]);
  });

  test('soft hyphens and ligatures become plain letters, and other signs stay', () => {
    expect(texts('Vi bekræf\u00adter a\ufb03davits på 20 m².')).toEqual(['Vi bekræfter affidavits på 20 m².']);
  });

  test('a long paragraph is cut between sentences, each part a clause', () => {
    const sentence = (count: number): string =>
      `Sætning nummer ${count} handler om en frist på ca. 30 dage og om intet andet end netop den frist.`;
    const sentences = Array.from({ length: 40 }, (_, at) => sentence(at));
    const parts = texts(sentences.join(' '));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.length <= 1_200 && part.startsWith('Sætning') && part.endsWith('frist.'))).toBe(
      true,
    );
    expect(parts.join(' ')).toBe(sentences.join(' '));
    expect(new Set(cut(sentences.join(' ')).map((clause) => clause.id)).size).toBe(parts.length);
  });

  test('one endless sentence is cut between words', () => {
    const parts = texts(`ord ${'langt '.repeat(600)}slut`);
    expect(parts.every((part) => part.length <= 1_200)).toBe(true);
    expect(parts.join(' ').split(' ').length).toBe(602);
  });

  test('a document of nothing but a line keeps it', () => {
    expect(texts('Ring til os')).toEqual(['Ring til os']);
    expect(texts(' \n\n-----\n\n')).toEqual([]);
  });
});
