import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  analyse,
  analyseQuestion,
  glossaryOf,
  GlossaryError,
  loadGlossary,
  readGlossary,
} from '../../../knowledge/language';
import type { Concept, Language } from '../../../knowledge/language';
import { projectPath } from '../../../knowledge/project-path';

const none = { da: [], en: [], sv: [], no: [], de: [], nl: [] };
const concept = (id: string, forms: Partial<Concept['forms']>): Concept => ({
  id,
  term: { da: id, en: id },
  definition: { da: id, en: id },
  forms: { ...none, ...forms },
});
const glossary = glossaryOf(
  [
    concept('credit-limit', {
      da: ['kreditmaksimum', 'limit'],
      en: ['credit limit', 'limit'],
      nl: ['kredietlimiet', 'limiet'],
    }),
    concept('claim', { da: ['skade'], no: ['skade'], sv: ['skada'], de: ['schaden'], nl: ['schade'], en: ['claim'] }),
    concept('notify', {
      da: ['anmeldelse', 'anmelde'],
      no: ['melding'],
      sv: ['anmälan'],
      de: ['meldung'],
      nl: ['melding'],
    }),
    concept('buyer', { da: ['køber'], de: ['käufer'] }),
    concept('non-payment', { da: ['betaler ikke', 'ikke betalt'], en: ['does not pay'] }),
    concept('pay', { da: ['betaler'] }),
    concept('proof-of-delivery', { da: ['bevis på levering'], en: ['proof of delivery'] }),
    concept('insurance', { da: ['forsikring'] }),
    concept('indemnity', { en: ['indemnity'] }),
    concept('change', { da: ['ændre'] }),
    concept('invoice', { da: ['faktura'] }),
    concept('mail', { da: ['e-post'] }),
  ],
  'test',
);
const found = (text: string, language: Language): string[] =>
  analyse(text, language, glossary).concepts.map(({ concept: place }) => glossary.ids[place] as string);

describe('concepts', () => {
  it.each<[string, Language, string, string[]]>([
    ['inflections', 'da', 'om limits på vores købere', ['credit-limit', 'buyer']],
    ['phrases, with function words left out', 'da', 'bevis levering', ['proof-of-delivery']],
    ['phrases, with function words put in', 'en', 'proof of the delivery', ['proof-of-delivery']],
    ['phrases that only a negation makes', 'da', 'kunden betaler jo ikke', ['non-payment', 'pay']],
    ['no such phrase where the negation is missing', 'da', 'kunden betaler', ['pay']],
    ['words without æøå', 'da', 'kober', ['buyer']],
    ['words with oe for ø', 'da', 'koeberne', ['buyer']],
    ['words without umlauts', 'de', 'kaufer', ['buyer']],
    ['no word with special letters in a common one without', 'da', 'de andre ting', []],
    ['that word itself', 'da', 'ændre aftalen', ['change']],
    ['words with a letter before them', 'da', 'som e-faktura og e-post', ['mail', 'invoice']],
    ['not half of such a word', 'da', 'med posten', []],
    ['compounds in Danish', 'da', 'skadeanmeldelsen', ['claim', 'notify']],
    ['compounds in Norwegian', 'no', 'skademelding', ['claim', 'notify']],
    ['compounds in Swedish', 'sv', 'skadeanmälan', ['claim', 'notify']],
    ['compounds in German', 'de', 'Schadensmeldung', ['claim', 'notify']],
    ['compounds in Dutch', 'nl', 'schademelding', ['claim', 'notify']],
    ['a compound with an unknown front', 'da', 'husstandsforsikring', ['insurance']],
    ['English words in other languages', 'nl', 'indemnity', ['indemnity']],
  ])('finds %s', (_what, language, text, concepts) => expect(found(text, language)).toEqual(concepts));

  it('corrects what a customer typed, and what the correction means in a phrase', () => {
    const ids = (text: string): string[] =>
      analyseQuestion(text, 'da', glossary).concepts.map(({ concept: place }) => glossary.ids[place] as string);
    expect(ids('foriskring')).toEqual(['insurance']);
    expect(ids('kudnen btealer ikke')).toEqual(['non-payment', 'pay']);
    expect(analyseQuestion('hvodran', 'da', glossary).words).toMatchObject([{ meant: 'hvordan', kind: 'function' }]);
  });

  it('does not correct documents', () => expect(found('foriskring', 'da')).toEqual([]));

  it('counts a form within a longer one less, and the phrase fully', () => {
    const glossaryWithBoth = glossaryOf(
      [concept('limit', { en: ['limit'] }), concept('credit-limit', { en: ['credit limit'] })],
      'both',
    );
    const weights = Object.fromEntries(
      analyse('the credit limit', 'en', glossaryWithBoth).concepts.map((match) => [
        glossaryWithBoth.ids[match.concept],
        match.weight,
      ]),
    );
    expect(weights['credit-limit']).toBe(1);
    expect(weights.limit).toBeGreaterThan(0);
    expect(weights.limit).toBeLessThan(1);
  });
});

describe('the shipped glossary', () => {
  it('is read whole and knows the core of the trade in all six languages', () => {
    const shipped = loadGlossary();
    expect(shipped.ids.length).toBeGreaterThan(100);
    const inLanguage: [Language, string][] = [
      ['da', 'kreditmaksimum'],
      ['en', 'credit limit'],
      ['sv', 'kreditlimit'],
      ['no', 'kredittgrense'],
      ['de', 'kreditlimit'],
      ['nl', 'kredietlimiet'],
    ];
    for (const [language, text] of inLanguage) {
      const ids = analyse(text, language).concepts.map((match) => shipped.ids[match.concept]);
      expect([language, ids]).toEqual([language, expect.arrayContaining(['credit-limit'])]);
    }
  });

  it('has every concept in one file only', () => {
    const folder = projectPath('knowledge', 'language', 'glossary');
    const ids = readdirSync(folder).flatMap((file) => {
      const theme = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { concepts: { id: string }[] };
      return theme.concepts.map(({ id }) => id);
    });
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('matches the same when it was compiled', () => {
    const folder = projectPath('knowledge', 'language', 'glossary');
    const read = readGlossary(folder);
    const compiled = readGlossary(folder, JSON.parse(JSON.stringify(read.compiled())));
    const text = 'Hvornår får vi besked, når I nedsætter et kreditmaksimum på en køber, der ikke betaler til tiden?';
    expect(analyse(text, 'da', compiled)).toEqual(analyse(text, 'da', read));
    expect(compiled.concepts()).toEqual(read.concepts());
  });
});

describe('glossary files', () => {
  const folderWith = (files: Record<string, string>): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'glossary-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return folder;
  };
  const theme = (concepts: Concept[]): string => JSON.stringify({ theme: 'test', concepts });

  it('add words to a concept of another file', () => {
    const glossaryOfTwo = readGlossary(
      folderWith({
        'a.json': theme([concept('claim', { da: ['skade'] })]),
        'b.json': theme([concept('claim', { da: ['tab'] })]),
      }),
    );
    expect(glossaryOfTwo.ids).toEqual(['claim']);
    expect(analyse('tab', 'da', glossaryOfTwo).concepts).toHaveLength(1);
  });

  it('that are none are named', () => {
    expect(() => readGlossary(folderWith({ 'broken.json': '{' }))).toThrow(GlossaryError);
    expect(() => readGlossary(folderWith({ 'odd.json': '{"theme":"x","concepts":[{"id":"A B"}]}' }))).toThrow(
      /odd\.json/,
    );
  });

  it('change the hash when they change', () => {
    const one = readGlossary(folderWith({ 'a.json': theme([concept('claim', { da: ['skade'] })]) }));
    const other = readGlossary(folderWith({ 'a.json': theme([concept('claim', { da: ['skader'] })]) }));
    expect(one.hash).not.toBe(other.hash);
  });
});
