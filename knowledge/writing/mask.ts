import { sentencesOf } from '../answer/phrase-words';
import { isCurrency } from '../grounding/figure-words';
import { type Figure, figuresIn } from '../grounding/figures';
import { namesIn } from '../grounding/names';
import { fold, type Language } from '../language';

/** Hides what tells of a person or a company before a text leaves the house, and puts it back. */
export interface Mask {
  /** In what a customer wrote: everything that looks like it. */
  hide(text: string): string;
  /** In what a record said, in our own words: what is known to tell, numbers and amounts. Our words stay, so that the model understands them. */
  hideRecord(text: string): string;
  /** A placeholder that was never given out stays: the check finds it in no source. */
  putBack(text: string): string;
}

/** For providers that may see everything, such as one in the same house. */
export const noMask: Mask = { hide: (text) => text, hideRecord: (text) => text, putBack: (text) => text };

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const personNumber = /(?<!\d)\d{6}[- ]?\d{4}(?!\d)/g;
const account = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\p{L}\d])/gu;
const phone = /(?<![\d.,-])(?:\+|00)\d{1,3}[ -]?\d(?:[ -]?\d){6,11}(?!\d)|(?<![\d.,])\d{2}(?:[ -]\d{2}){3}(?!\d)/g;
const street =
  /\p{Lu}[\p{L}.'’]*(?: \p{Lu}?[\p{L}.'’]+)*?\s?(?:vej|gade|vænget|allé|alle|stræde|plads|torv|street|road|avenue|lane|gatan|vägen|gata|veien|straße|strasse|weg|platz|straat|laan|plein)\.? \d+\s?[A-Za-z]?(?:,? ?\d*\.? ?(?:sal|th|tv|mf)\.?)?(?:, ?(?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})? \p{Lu}\p{L}+)?/gu;
/** A currency by its code, for those that the check does not count with. */
const hasCode = (text: string, { at, end }: { at: number; end: number }): boolean =>
  /(?<!\p{L})\p{Lu}{3}\s?$/u.test(text.slice(0, at)) || /^\s?\p{Lu}{3}(?!\p{L})/u.test(text.slice(end));

/** The forms of companies, as they stand behind a name. */
const forms = String.raw`A\/S|a\/s|ApS|APS|I\/S|K\/S|P\/S|IVS|AB|AS|ASA|GmbH|AG|KG|Ltd|Limited|PLC|plc|Inc|LLC|B\.?V\.?|N\.?V\.?|SA|SAS|Oy|OY|SpA|SRL`;
const company = new RegExp(
  String.raw`(?:\p{Lu}[\p{L}\d&.'’-]*|\d+)(?:[ &]+(?:\p{Lu}[\p{L}\d&.'’-]*|&|og|and|und|en|och))*[ ,]+(?:${forms})(?![\p{L}\d])`,
  'gu',
);

/**
 * A mask for one turn: the same value gets the same placeholder throughout.
 * @param language of the customer's words
 * @param told texts that the provider gets anyway: names in them need no hiding
 * @param telling values of the records that the answer is about: wherever they stand they are hidden, and so are amounts; absent: it is about none
 */
export function maskFor(language: Language, told: readonly string[], telling?: readonly string[]): Mask {
  const known = new Set(told.flatMap((text) => text.match(/[\p{L}\p{M}]+/gu) ?? []).map(fold));
  const values = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const counts = new Map<string, number>();

  const placeholderOf = (kind: string, value: string): string => {
    const given = placeholders.get(value);
    if (given !== undefined) return given;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const placeholder = `[${kind}_${count}]`;
    placeholders.set(value, placeholder);
    values.set(placeholder, value);
    return placeholder;
  };
  const by = (kind: string) => (value: string) => placeholderOf(kind, value);

  const hideNames = (text: string): string => {
    const spared = text.replace(/\[[A-Z]+_\d+\]/g, (placeholder) => ' '.repeat(placeholder.length));
    const names = new Set(
      namesIn(spared, language).filter(
        (name) => !known.has(fold(name).replace(/['’]?s$/, '')) && !known.has(fold(name)),
      ),
    );
    // A name that is known from its place within a sentence is hidden at the beginning of one too.
    return [...names].reduce(
      (masked, name) =>
        masked.replace(
          new RegExp(
            String.raw`(?<![\p{L}\[_])${name.replace(/[.*+?^$()|[\]\\{}]/g, String.raw`\$&`)}(?![\p{L}_])`,
            'gu',
          ),
          by('NAME'),
        ),
      text,
    );
  };
  /** Numbered in the order that they stand in. */
  const hideFigures = (text: string, kind: string, isHidden: (figure: Figure) => boolean): string => {
    const pieces: string[] = [];
    let from = 0;
    for (const figure of figuresIn(text).filter(isHidden)) {
      pieces.push(text.slice(from, figure.at), placeholderOf(kind, text.slice(figure.at, figure.end)));
      from = figure.end;
    }
    return [...pieces, text.slice(from)].join('');
  };
  const hideReferences = (text: string): string => hideFigures(text, 'NUMBER', ({ kind }) => kind === 'reference');
  const hideAmounts = (text: string): string =>
    hideFigures(
      text,
      'AMOUNT',
      (figure) => figure.kind === 'quantity' && (isCurrency(figure.unit) || hasCode(text, figure)),
    );
  const hidePatterns = (text: string): string =>
    hideReferences(
      text
        .replace(email, by('EMAIL'))
        .replace(street, by('ADDRESS'))
        .replace(company, by('COMPANY'))
        .replace(account, by('ACCOUNT'))
        .replace(personNumber, by('NUMBER'))
        .replace(phone, by('PHONE')),
    );
  const pattern = telling && anyOf(valuesToHide(telling, language));
  const hideTelling = (text: string, flags: string): string =>
    pattern === undefined
      ? text
      : text.replace(new RegExp(pattern, flags), (value) => placeholderOf(kindOf(value), value));

  return {
    hide(text) {
      const hidden = hideLongNumbers(hideNames(hidePatterns(hideTelling(text, 'giu'))), by('NUMBER'));
      return telling ? hideAmounts(hidden) : hidden;
    },
    hideRecord: (text) => hideAmounts(hideLongNumbers(hidePatterns(hideTelling(text, 'gu')), by('NUMBER'))),
    putBack: (text) => text.replace(/\[[A-Z]+_\d+\]/g, (placeholder) => values.get(placeholder) ?? placeholder),
  };
}

/** What the reading of messages takes for a policy, claim, invoice or company number. */
function hideLongNumbers(text: string, hidden: (value: string) => string): string {
  const isReference = (written: string): boolean =>
    sentencesOf(written).some((words) => words.some(({ kind }) => kind === 'reference'));
  return text.replace(
    /(?<![\p{L}\d.,[_])[\p{L}]{0,4}[-/]?\d[\d/-]{3,}(?![\d.,]*\d|\s?(?:kr|DKK|EUR|USD|%))/gu,
    (written) => (isReference(written) ? hidden(written) : written),
  );
}

/** More words than this are a text, and no name. */
const mostWordsOfName = 6;
/** A company without the form that stands behind its name, which customers leave out. */
const form = new RegExp(String.raw`[ ,]+(?:${forms})$`, 'u');

const isText = (value: string): boolean => value.split(/\s+/).length > mostWordsOfName && !form.test(value);

/** Names, numbers and texts as they are, and the names that stand in texts: nobody knows what staff have written there. */
function valuesToHide(telling: readonly string[], language: Language): string[] {
  const values = telling.flatMap((value) =>
    isText(value) ? [...laidOutForms(value), ...namesIn(value, language)] : [value, value.replace(form, '')],
  );
  return [...new Set(values)].filter((value) => value.length > 2);
}

/** A text as it stands in the record, and as replies and facts bring it: without its last full stop, and without what only lays it out. */
function laidOutForms(text: string): string[] {
  const ended = text.trim().replace(/[.\s]+$/, '');
  return [text.trim(), ended, ...[text.trim(), ended].map((one) => one.replaceAll('**', '').replace(/^- /gm, ''))];
}

/** One pattern for all of them, the longest first; a genitive's s may follow. Undefined: there is nothing to look for. */
function anyOf(values: readonly string[]): string | undefined {
  const escaped = [...values]
    .sort((one, other) => other.length - one.length)
    .map((value) => value.replace(/[.*+?^$()|[\]\\{}/]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`));
  return escaped.length === 0 ? undefined : String.raw`(?<![\p{L}\d])(?:${escaped.join('|')})(?=s?(?![\p{L}\d]))`;
}

const kindOf = (value: string): string =>
  isText(value)
    ? 'TEXT'
    : value.includes('@')
      ? 'EMAIL'
      : form.test(value)
        ? 'COMPANY'
        : /\d/.test(value)
          ? 'NUMBER'
          : 'NAME';
