import { findAmounts, findPercentages, readAmount } from '../../../dialogs/reading';

type Language = 'da' | 'en';

/** "85000.00 DKK" when certain, "85000.00 DKK?" when likely, "1250.00 | 1.25" to be asked. */
function told(text: string, language: Language): string {
  const reading = readAmount(text, { language });
  const money = ({ amount, currency = '' }: { amount: string; currency?: string | undefined }) =>
    `${amount} ${currency}`.trim();
  switch (reading.kind) {
    case 'read':
      return money(reading.value) + (reading.sure === 'likely' ? '?' : '');
    case 'ambiguous':
      return reading.choices.map(money).join(' | ');
    case 'impossible':
    case 'not-found':
      return reading.kind;
    default:
      throw new Error(`Unhandled reading: ${reading satisfies never}`);
  }
}

const table: [string, Language, string][] = [
  ['1.250,50', 'da', '1250.50'],
  ['1.250,50', 'en', '1250.50'],
  ['12,500.00', 'en', '12500.00'],
  ['12.500,00 kr', 'da', '12500.00 DKK'],
  ['12.500,00 kr.', 'da', '12500.00 DKK'],
  ['85.000 kr', 'da', '85000.00 DKK'],
  ['85.000 kr', 'en', '85000.00 DKK?'],
  ['kr. 85.000', 'da', '85000.00 DKK'],
  ['DKK 85.000', 'da', '85000.00 DKK'],
  ['85.000,-', 'da', '85000.00'],
  ['500,- kr', 'da', '500.00 DKK'],
  ['EUR 12,500.00', 'en', '12500.00 EUR'],
  ['EUR 12,500', 'en', '12500.00 EUR'],
  ['€12.500', 'en', '12500.00 EUR?'],
  ['€ 99', 'en', '99.00 EUR'],
  ['$5,000', 'en', '5000.00 USD?'],
  ['£ 1,000.50', 'en', '1000.50 GBP'],
  // Plain in the language that is written, and to be asked about in the other.
  ['1.250', 'da', '1250.00'],
  ['1,250', 'da', '1250.00 | 1.250'],
  ['1,250', 'en', '1250.00'],
  ['1.250', 'en', '1250.00 | 1.250'],
  ['1.250.000', 'da', '1250000.00'],
  ['1 250 000 kr', 'da', '1250000.00 DKK'],
  ['12 500,75 kr', 'da', '12500.75 DKK'],
  ['CHF 12’500', 'en', '12500.00 CHF'],
  ['2,5 mio.', 'da', '2500000.00'],
  ['2,5 mio. kr.', 'da', '2500000.00 DKK'],
  ['2.5 million euro', 'en', '2500000.00 EUR'],
  ['1.250 mio. kr', 'da', '1250000000.00 DKK | 1250000.00 DKK'],
  ['85 tusind', 'da', '85000.00'],
  ['85 tusind kroner', 'da', '85000.00 DKK'],
  ['85k', 'en', '85000.00'],
  ['DKK 85k', 'en', '85000.00 DKK'],
  ['1.5m', 'en', '1500000.00'],
  ['85 tkr.', 'da', '85000.00 DKK'],
  ['en halv million kroner', 'da', '500000.00 DKK?'],
  ['two million euros', 'en', '2000000.00 EUR?'],
  ['85000', 'da', '85000.00'],
  ['12,5', 'da', '12.50'],
  ['12.5', 'da', '12.50?'],
  ['12,5', 'en', '12.50?'],
  ['de skylder os 85.000 kr. plus moms', 'da', '85000.00 DKK'],
  ['85.000 kr eller 90.000 kr', 'da', '85000.00 DKK | 90000.00 DKK'],
  ['85.000 kr, altså 85.000 kr', 'da', '85000.00 DKK'],
  ['-1.250,50 kr', 'da', '-1250.50 DKK'],
  ['1.25.000 kr', 'da', 'impossible'],
  ['1,250.50,00 kr', 'da', 'impossible'],
  ['12,3456 kr', 'da', 'impossible'],
  ['90 %', 'da', 'not-found'],
  ['30 dage', 'da', 'not-found'],
  ['det ved jeg ikke', 'da', 'not-found'],
  // Beyond what a float could hold.
  ['9.007.199.254.740.993,25 kr', 'da', '9007199254740993.25 DKK'],
];

test.each(table)('"%s" (%s) is %s', (text, language, amount) => expect(told(text, language)).toBe(amount));

test('in free text only what looks like money is an amount', () => {
  const text = 'Faktura 20481 fra 1/3 med 30 dages frist, 3 paller, 12,5 % rabat: 85.000 kr., heraf moms 17.000,00';
  expect(findAmounts(text, { language: 'da' }).map(({ matched }) => matched)).toEqual(['85.000 kr.', '17.000,00']);
});

test('says where it stood', () => {
  const text = 'They owe us EUR 12,500.00 since March';
  const [found] = findAmounts(text, { language: 'en' });
  expect(found && text.slice(found.span.start, found.span.end)).toBe('EUR 12,500.00');
});

test.each([
  ['90 %', 90],
  ['12,5 procent', 12.5],
  ['33.3 percent', 33.3],
  ['25pct.', 25],
])('"%s" is %d percent', (text, value) => {
  expect(findPercentages(text, 'da')).toMatchObject([{ kind: 'read', value }]);
});

test('more than all is impossible', () => {
  expect(findPercentages('120 %', 'en')).toMatchObject([{ kind: 'impossible', matched: '120 %' }]);
});
