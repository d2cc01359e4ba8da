import { fold, looseKey, spellingOf, stem, tokens } from '../../../knowledge/language';

describe('folding', () => {
  it.each([
    ['Kreditmaksimum på KØBERE', 'kreditmaksimum paa koebere'],
    ['Försäkring für Größe', 'foersaekring fuer groesse'],
    ['Crédito y Caución', 'credito y caucion'],
    ['a\u030A', 'aa'],
  ])('%s', (text, folded) => expect(fold(text)).toBe(folded));

  it('makes one key of a word with and without its special letters', () => {
    for (const written of ['køber', 'koeber', 'kober']) expect(looseKey(fold(written))).toBe('kober');
  });
});

describe('tokens', () => {
  it('are folded words and numbers, in order, without single letters', () => {
    expect(tokens('Tlf. 33 26 50 00 – i går, a 4')).toEqual(['tlf', '33', '26', '50', '00', 'gaar', '4']);
  });
  it('keep a negation in one word and drop what is stuck on with an apostrophe', () => {
    expect(tokens("What's this? They don’t pay, you'll see")).toEqual([
      'what',
      'this',
      'they',
      'dont',
      'pay',
      'you',
      'see',
    ]);
  });
});

describe('stems', () => {
  it('bring inflections together, with and without special letters', () => {
    expect(stem('koebere', 'da')).toBe(stem('koeberens', 'da'));
    expect(stem('invoices', 'en')).toBe(stem('invoice', 'en'));
    expect(stem('forsaekringar', 'sv')).toBe(stem('forsaekringen', 'sv'));
  });
  it('leave a word alone whose stem is a function word, and function words themselves', () => {
    expect(stem('forlig', 'da')).toBe('forlig');
    expect(stem('ikke', 'da')).toBe('ikke');
  });
});

describe('spelling', () => {
  const spelling = spellingOf(() => ['premium', 'invoice', 'limit', 'claims', 'forsikring']);
  it.each([
    ['premuim', ['premium']],
    ['inovice', ['invoice']],
    ['invoicce', ['invoice']],
    ['forsikrimg', ['forsikring']],
    ['ilmit', ['limit']],
  ])('%s is corrected', (word, corrected) => expect(spelling.nearest(word)).toEqual(corrected));

  it.each(['limet', 'blaims', 'premium', 'prm', '123456'])('%s is left alone', (word) =>
    expect(spelling.nearest(word)).toEqual([]),
  );
});
