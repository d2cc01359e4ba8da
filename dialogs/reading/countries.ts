import { Language } from '../../knowledge';
import { type Found, onlyOne, overlap, type Reading, spanOf } from './reading';

/** Countries that buyers are in or may be; a name outside this list is left to a person. */
const codes =
  'AE AR AT AU BE BG BR CA CH CL CN CY CZ DE DK EE EG ES FI FO FR GB GL GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MA MT MX MY NL NO NZ PL PT RO RS RU SA SE SG SI SK TH TR TW UA US VN ZA'.split(
    ' ',
  );
/** What people say beside the official names. */
const alsoCalled: Record<string, string> = {
  england: 'GB',
  scotland: 'GB',
  skotland: 'GB',
  wales: 'GB',
  uk: 'GB',
  'u.k.': 'GB',
  'great britain': 'GB',
  storbritannien: 'GB',
  usa: 'US',
  'u.s.': 'US',
  america: 'US',
  amerika: 'US',
  holland: 'NL',
  tjekkiet: 'CZ',
  'czech republic': 'CZ',
  kina: 'CN',
  uae: 'AE',
};

/** What is said of those who are there: "den danske", "the Irish one". Their beginnings, since Danish adds endings. */
const nationalities: readonly [RegExp, string][] = (
  [
    ['dansk danish', 'DK'],
    ['svensk swedish', 'SE'],
    ['norsk norwegian', 'NO'],
    ['finsk finnish', 'FI'],
    ['islandsk icelandic', 'IS'],
    ['tysk german', 'DE'],
    ['hollandsk nederlandsk dutch', 'NL'],
    ['belgisk belgian', 'BE'],
    ['fransk french', 'FR'],
    ['spansk spanish', 'ES'],
    ['italiensk italian', 'IT'],
    ['polsk polish', 'PL'],
    ['britisk engelsk skotsk british english scottish', 'GB'],
    ['irsk irish', 'IE'],
    ['østrigsk austrian', 'AT'],
    ['schweizisk swiss', 'CH'],
    ['tjekkisk czech', 'CZ'],
    ['amerikansk american', 'US'],
  ] as const
).map(([words, code]) => [new RegExp(`(?<!\\p{L})(?:${words.replaceAll(' ', '|')})e?(?!\\p{L})`, 'iu'), code]);

/** The country that tells one of several companies from the others ("the Irish one"); in a company's name such a word tells nothing. */
export const nationalityIn = (text: string): string | undefined => {
  const said = nationalities.filter(([word]) => word.test(text)).map(([, code]) => code);
  return said.length === 1 ? said[0] : undefined;
};

function allNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const language of Language.options) {
    const display = new Intl.DisplayNames(language === 'no' ? 'nb' : language, { type: 'region' });
    for (const code of codes) names.set((display.of(code) ?? code).toLowerCase(), code);
  }
  for (const [name, code] of Object.entries(alsoCalled)) names.set(name, code);
  return names;
}
let loaded: { names: ReadonlyMap<string, string>; pattern: RegExp } | undefined;

function load() {
  const names = allNames();
  const any = [...names.keys()]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[.()]/g, '\\$&'))
    .join('|');
  return { names, pattern: new RegExp(`(?<![\\p{L}\\d])(?:${any})(?![\\p{L}\\d])`, 'giu') };
}

/** Every country named in the text, in any of the six languages, as ISO 3166 codes; codes themselves count in capitals. */
export function findCountries(text: string): Found<string>[] {
  const { names, pattern } = (loaded ??= load());
  const byName = [...text.matchAll(pattern)].map((match): Found<string> => ({
    kind: 'read',
    value: names.get(match[0].toLowerCase()) ?? match[0],
    sure: 'certain',
    matched: match[0],
    span: spanOf(match),
  }));
  const byCode = [...text.matchAll(/(?<![\p{L}\d/])[A-Z]{2}(?![\p{L}\d/])/gu)]
    .filter(([code]) => codes.includes(code))
    .map((match): Found<string> => ({
      kind: 'read',
      value: match[0],
      sure: 'likely',
      matched: match[0],
      span: spanOf(match),
    }))
    .filter(({ span }) => !byName.some((earlier) => overlap(earlier.span, span)));
  return [...byName, ...byCode].sort((one, other) => one.span.start - other.span.start);
}

export const readCountry = (text: string): Reading<string> =>
  onlyOne(findCountries(text), (one, other) => one === other);
