import { preparePhrases, sentencesOf, type PhrasesPerLanguage } from '../../../knowledge/answer';

const says = (phrase: string, message: string, sets = {}): boolean => {
  const phrases: PhrasesPerLanguage = { da: [phrase] };
  const prepared = preparePhrases(phrases, sets);
  return sentencesOf(message).some((words) => prepared.standIn(words));
};

test.each([
  ['a word', 'klage', 'Jeg vil klage!', true],
  ['another word', 'klage', 'Jeg vil klappe', false],
  ['without æøå', 'forhøj', 'forhoj limitten', true],
  ['with ae, oe, aa', 'få kreditgrænse', 'faa kreditgraense', true],
  ['a slip inside a long word', 'medarbejder', 'en medarbjder', true],
  ['no other inflection for a slip', 'kontakte', 'I kontakter os', false],
  ['no slip in a short word', 'skade', 'skede', false],
  ['the beginning of a word', 'klag*', 'klagemulighed', true],
  ['any of several', 'ring|skriv mig', 'skriv mig', true],
  ['four words between', 'vil … klage', 'vil jo altså bare gerne klage', true],
  ['not five words between', 'vil … klage', 'vil jo altså bare helst gerne klage', false],
  ['a word that may be missing', 'mange? tak', 'tak', true],
  ['not across sentences', 'vil … klage', 'Det vil jeg. Klage', false],
  ['the whole sentence', '^ hjælp $', 'hjælp', true],
  ['not the whole sentence', '^ hjælp $', 'hjælp mig', false],
  ['a record’s number', 'skade #', 'skade 12345', true],
  ['a number with letters', 'police #', 'police CI-000123', true],
  ['a year is no record', 'skade #', 'skade 2026', false],
  ['an amount is no record', 'limit på #', 'limit på 500.000', false],
  ['an amount with its currency is no record', 'limit på #', 'limit på 50000 kr.', false],
  ['a company’s form', 'limit på hansen &', 'limit på Hansen A/S', true],
  ['a word that looks like a company’s form', 'limit på hansen &', 'limit på hansen as', false],
  ['a name', 'limit på ~', 'limit på Fjordby', true],
  ['no name', 'limit på ~', 'limit på køberen', false],
  ['one of several signs', 'limit på ~|&', 'limit på Fjordby', true],
  ['a word beside signs', 'limit på ~|&|alt', 'limit på alt', true],
  ['none of several signs', 'limit på ~|&|alt', 'limit på køberen', false],
])('%s: "%s" in "%s"', (_, phrase, message, expected) => {
  expect(says(phrase, message)).toBe(expected);
});

test('a set stands for its words, and sets may hold sets', () => {
  const sets = { record: { da: ['@claim', 'police'] }, claim: { da: ['skade*'] } };
  expect(says('min @record', 'min skadesag', sets)).toBe(true);
  expect(says('min @record', 'min police', sets)).toBe(true);
  expect(says('min @record', 'min hat', sets)).toBe(false);
});

test('a set that nobody defined is an error at once', () => {
  expect(() => preparePhrases({ da: ['@nobody'] })).toThrow('"@nobody" is used and not defined');
});

test('four thousand hostile characters are looked through in no time that anyone waits for', () => {
  const prepared = preparePhrases({ da: ['vil … have … få … forhøjet … limit'] });
  const [words = []] = sentencesOf('vil have få forhøjet '.repeat(200));
  expect(words).toHaveLength(800);
  expect(prepared.standIn(words)).toBe(false);
});
