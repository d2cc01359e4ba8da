import {
  findCompanies,
  findCountries,
  findRegistrationNumbers,
  isCvrNumber,
  readCompany,
  readControl,
  readCountry,
  readRecordNumber,
  readYesOrNo,
} from '../../../dialogs/reading';

describe('companies', () => {
  test.each([
    ['Nordhavn Stål owes us 85.000 kr since 1 March', 'Nordhavn Stål'],
    ['Nordhavn Stål A/S skylder os 85.000 kr siden 1. marts', 'Nordhavn Stål A/S'],
    ['Vores kunde Nordhavn Stål har ikke betalt', 'Nordhavn Stål'],
    ['vores kunde nordhavn stål a/s skylder os penge', 'nordhavn stål a/s'],
    ['nordhavn stål skylder os 85.000 kr', 'nordhavn stål'],
    ['We delivered to Brinkmann & Söhne GmbH in March', 'Brinkmann & Söhne GmbH'],
    ['The buyer is Van der Molen Techniek B.V.', 'Van der Molen Techniek B.V.'],
    ['Köhler Werkzeuge went bankrupt', 'Köhler Werkzeuge'],
    ['Lindqvist Trä AB hasn’t paid', 'Lindqvist Trä AB'],
    ['I want to file a claim against Harbour Foods Ltd', 'Harbour Foods Ltd'],
    ['Køberen hedder Møller og Sønner ApS', 'Møller og Sønner ApS'],
  ])('"%s" names %s', (text, name) => {
    expect(findCompanies(text)).toMatchObject([{ kind: 'read', value: { name } }]);
  });

  test.each([
    'They owe us 85.000 kr',
    'De skylder os 85.000 kr',
    'as soon as possible',
    'I want to file a claim',
    'Nobody owes us',
  ])('"%s" names none', (text) => expect(findCompanies(text)).toEqual([]));

  test('to the question who, a bare name is enough, and not certain', () => {
    expect(readCompany('nordhavn stål')).toMatchObject({
      kind: 'read',
      value: { name: 'nordhavn stål' },
      sure: 'likely',
    });
    expect(readCompany('Hvad mener du?')).toEqual({ kind: 'not-found' });
  });

  test('a name with its number is one company', () => {
    expect(readCompany('Nordhavn Stål A/S, CVR 13585628')).toMatchObject({
      kind: 'read',
      value: { name: 'Nordhavn Stål A/S', registration: { type: 'CVR', value: '13585628' } },
    });
  });

  test('two companies are asked about', () => {
    expect(readCompany('Nordhavn Stål A/S or Nordhavn Stål ApS')).toMatchObject({
      kind: 'ambiguous',
      choices: [{ name: 'Nordhavn Stål A/S' }, { name: 'Nordhavn Stål ApS' }],
    });
  });
});

describe('registration numbers', () => {
  test('the check of the CVR register', () => {
    expect(isCvrNumber('13585628')).toBe(true);
    expect(isCvrNumber('13585629')).toBe(false);
    expect(isCvrNumber('03585628')).toBe(false);
    expect(isCvrNumber('1358562')).toBe(false);
  });
  test.each([
    ['CVR-nr. 13 58 56 28', '13585628'],
    ['cvr: 13585628', '13585628'],
    ['DK13585628', '13585628'],
    ['13585628', '13585628'],
    ['DE 123456789', 'DE123456789'],
    ['NL123456789B01', 'NL123456789B01'],
    ['SE 556677889901', 'SE556677889901'],
    ['GB 123 4567 89', 'GB123456789'],
  ])('"%s" is %s', (text, value) => {
    expect(findRegistrationNumbers(text)).toMatchObject([{ kind: 'read', value: { value } }]);
  });
  test('said to be one and mistyped, it is impossible; eight other digits are none', () => {
    expect(findRegistrationNumbers('CVR 13585629')).toMatchObject([{ kind: 'impossible' }]);
    expect(findRegistrationNumbers('CVR 1358562')).toMatchObject([{ kind: 'impossible' }]);
    expect(findRegistrationNumbers('faktura 13585629')).toEqual([]);
  });
});

describe('record numbers', () => {
  test.each([
    ['skade nr. SK-20481', 'claim', 'SK-20481'],
    ['Skadenummer 20481', 'claim', '20481'],
    ['claim no. 20481', 'claim', '20481'],
    ['my claim #20481', 'claim', '20481'],
    ['police ci 104 221', 'policy', 'CI104221'],
    ['policy CI-104221', 'policy', 'CI-104221'],
    ['inkassosag 7719', 'case', '7719'],
    ['faktura F-2201', 'invoice', 'F-2201'],
    ['CI-104221', 'policy', 'CI-104221'],
    ['ci104221', 'policy', 'CI104221'],
    ['cl 200101', 'claim', 'CL200101'],
    ['CC-300007', 'case', 'CC-300007'],
    ['IN-800001', 'invoice', 'IN-800001'],
    ['what about SK-2026-17', undefined, 'SK-2026-17'],
    ['104221', undefined, '104221'],
  ])('"%s" is %s %s', (text, kind, value) => {
    expect(readRecordNumber(text)).toMatchObject({ kind: 'read', value: { kind, value } });
  });
  test.each([
    '85.000 kr',
    'EUR 12500',
    'hvad er min skade',
    '1 March 2026',
    'DKK 500',
    'DKK500',
    'CVR 13585628',
    'claims in 2026',
    'skader 2026',
    'a claim of 12500 kr',
    'claim 12500 EUR',
  ])('"%s" is none', (text) => {
    expect(readRecordNumber(text)).toEqual({ kind: 'not-found' });
  });
});

describe('countries', () => {
  test.each([
    ['Tyskland', 'DE'],
    ['Germany', 'DE'],
    ['Duitsland', 'DE'],
    ['Deutschland', 'DE'],
    ['Storbritannia', 'GB'],
    ['Frankrike', 'FR'],
    ['en køber i Holland', 'NL'],
    ['the UK', 'GB'],
    ['Czech Republic', 'CZ'],
    ['køberen er i SE', 'SE'],
  ])('"%s" is %s', (text, code) => expect(readCountry(text)).toMatchObject({ kind: 'read', value: code }));

  test('several are asked about; a legal form is no country', () => {
    expect(readCountry('Norge eller Sverige')).toMatchObject({ kind: 'ambiguous', choices: ['NO', 'SE'] });
    expect(findCountries('Nordhavn A/S')).toEqual([]);
  });
});

describe('steering words in six languages', () => {
  const said: Record<string, string[]> = {
    yes: [
      'ja',
      'Ja tak',
      'yes',
      'yep',
      'det stemmer',
      'ok',
      'jawohl',
      'genau',
      'klopt',
      'japp',
      'send den',
      'that is correct',
    ],
    no: ['nej', 'Nej tak', 'no', 'nope', 'nei', 'nein', 'nee', 'not at all'],
    'dont-know': [
      'det ved jeg ikke',
      'I don’t know',
      "i don't know",
      'not sure',
      'vet ikke',
      'vet inte',
      'weiß nicht',
      'weet ik niet',
      'ingen anelse',
    ],
    back: ['tilbage', 'gå tilbage', 'back', 'go back', 'tillbaka', 'tilbake', 'zurück', 'terug'],
    change: [
      'ret beløbet',
      'change the amount',
      'ændr køber',
      'beløbet er forkert',
      'the amount is wrong',
      'jeg vil ændre forfaldsdatoen',
      'ändra beloppet',
      'ändere den Betrag',
    ],
    cancel: [
      'annuller',
      'cancel',
      'stop',
      'afbryd',
      'avbryt',
      'abbrechen',
      'annuleren',
      'never mind',
      'jeg vil annullere',
    ],
    pause: ['pause', 'jeg fortsætter senere', 'later', 'not now', 'I will finish this later', 'später', 'senare'],
    resume: ['fortsæt', 'continue', 'resume my claim', 'verder', 'fortsätt'],
    help: ['hjælp', 'help', 'hvad betyder det?', 'what does that mean?', 'Hilfe', 'hjälp'],
  };
  const cases = Object.entries(said).flatMap(([control, texts]) =>
    texts.map((text): [string, string] => [text, control]),
  );
  test.each(cases)('"%s" is %s', (text, control) => expect(readControl(text)).toBe(control));

  test.each([
    'Nordhavn Stål A/S',
    '85.000 kr',
    '1. marts',
    'F-2201',
    'protracted default',
    'Stop & Shop ApS',
    'Drop Inn Hotels Ltd',
  ])('"%s" is an answer', (text) => {
    expect(readControl(text)).toBeUndefined();
  });
  test('yes or no', () => {
    expect(['ja', 'no', 'ved ikke', 'tilbage'].map(readYesOrNo)).toEqual(['yes', 'no', 'dont-know', undefined]);
  });
});
