import { BuyerId } from '../../adapters/records/port';
import { findCompanies, findRegistrationNumbers } from '../reading';
import { isQuestionWord } from './question-words';

/** Numbers that foreign registers give: six signs or more, mostly digits. Our own kinds of records begin otherwise. */
const foreignNumber =
  /(?<![\p{L}\d-])(?!(?:CI|CL|CC|IN|A|R)-?\d)(?:[A-Z]{2,5}[ -]?)?\d(?:[ .-]?\d){5,12}[A-Z]?(?![\p{L}\d])/giu;
const buyerNumber = /(?<![\p{L}\d-])B-?\d{3,}(?![\p{L}\d])/iu;

/** Words that no question is made of, where they stand together. */
export const namesLeft = (text: string): string[] => namesIn(text).map(({ name }) => name);

const isCapital = (name: string): boolean => /^\p{Lu}/u.test(name);

/** Company names in a customer's own sentence, likeliest first: those with a legal form or after "on", then what no question is made of. */
export function namesIn(text: string): { name: string; sure: boolean }[] {
  const read = findCompanies(text).flatMap((found) => {
    // "limitten på Ukendt Firma A/S": with a legal form behind it, the reader takes lower-case words into the name.
    const words = found.kind === 'read' ? (found.value.name ?? '').split(/\s+/) : [];
    const name = words.slice(words.findIndex((word) => !isQuestionWord(word))).join(' ');
    return found.kind === 'read' && name !== '' && !isQuestionWord(name)
      ? [{ name, sure: found.sure === 'certain' || isCapital(name) }]
      : [];
  });
  const runs: string[][] = [[]];
  for (const written of text.split(/\s+/)) {
    const word = written.replace(/^[("'»“]+|[?!.,:;)"'«”]+$/g, '');
    if (word === '' || isQuestionWord(word)) runs.push([]);
    else runs.at(-1)?.push(word);
    // What comes after a comma is no part of a name.
    if (/[,;:?!]$/.test(written)) runs.push([]);
  }
  const rest = runs.map((run) => run.join(' ')).filter((run) => /\p{L}{2}/u.test(run));
  return [...read, ...rest.sort((a, b) => b.length - a.length).map((name) => ({ name, sure: isCapital(name) }))].filter(
    ({ name }, at, all) => all.findIndex((other) => other.name === name) === at,
  );
}

/** The insurer's own number of a buyer, where the text has one. */
export const buyerIdIn = (text: string): BuyerId | undefined =>
  BuyerId.safeParse(buyerNumber.exec(text)?.[0].toUpperCase()).data;

/** Every number in the text that may be a company's in a public register, at home or abroad. */
export const registrationNumbersIn = (text: string): string[] => [
  ...findRegistrationNumbers(text).flatMap((found) => (found.kind === 'read' ? [found.value.value] : [])),
  ...[...text.matchAll(foreignNumber)]
    .filter((match) => !isAmount(match[0], text.slice(match.index + match[0].length)))
    .map(([number]) => number),
];

/** "300.000 kr" is no register's number. */
const isAmount = (number: string, behind: string): boolean =>
  /^\d{1,3}(?:\.\d{3})+$/.test(number) &&
  (number.length < 8 || /^\s*(?:kr|dkk|eur|usd|gbp|sek|nok|pln|chf|€|\$|£)/iu.test(behind));
