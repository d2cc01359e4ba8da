import { z } from 'zod';
import { BuyerId, type SeenBuyer } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import { locales } from '../both-languages';
import { findCountries, nationalityIn, readOrdinal } from '../reading';
import type { Spoken } from '../reply-types';

/** A company to choose among others that a name may mean. */
export const BuyerChoice = z.object({
  buyerId: BuyerId,
  name: z.string(),
  country: z.string(),
  /** The register that the number is of: CVR, HRB, ORGNR. */
  register: z.string().optional(),
  registration: z.string().optional(),
});
export type BuyerChoice = z.infer<typeof BuyerChoice>;

/** More than this is no choice but a register. */
export const mostChoices = 6;

export const choiceOf = ({ buyerId, legalName, country, nationalId }: SeenBuyer): BuyerChoice => ({
  buyerId,
  name: legalName,
  country,
  ...(nationalId && { register: nationalId.type, registration: nationalId.value }),
});

export const countryName = (country: string, language: ReplyLanguage): string =>
  new Intl.DisplayNames(locales[language], { type: 'region' }).of(country) ?? country;

const titleOf = ({ name, country, register, registration }: BuyerChoice, language: ReplyLanguage): string =>
  [name, countryName(country, language), [register, registration].filter(Boolean).join(' ')].filter(Boolean).join(', ');

/** Companies told apart by country and registration number, as lines of text and as buttons that send the number. */
export function choiceWords(
  choices: readonly BuyerChoice[],
  language: ReplyLanguage,
): { list: string; suggestions: Spoken['suggestions'] } {
  return {
    list: choices.map((choice, at) => `${at + 1}. ${titleOf(choice, language)}`).join('\n'),
    suggestions: choices.map((choice) => ({
      title: titleOf(choice, language),
      value: choice.registration ?? choice.name,
    })),
  };
}

const plain = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The company that an answer picks: by number, country, place in the list or name; undefined when that is none of them, or more than one. */
export function chosenBuyer(text: string, choices: readonly BuyerChoice[]): BuyerChoice | undefined {
  const said = plain(text);
  const place = readOrdinal(text, choices.length);
  const countries = findCountries(text).flatMap((found) => (found.kind === 'read' ? [found.value] : []));
  const ways: ((choice: BuyerChoice, at: number) => boolean)[] = [
    ({ registration }) => registration !== undefined && said.includes(plain(registration)),
    ({ country }) => countries.includes(country),
    ({ country }) => country === nationalityIn(text),
    (_choice, at) => at === place,
    ({ name }) => plain(name).includes(said) && said.length > 2,
  ];
  for (const way of ways) {
    const picked = choices.filter(way);
    if (picked.length === 1) return picked[0];
  }
  return undefined;
}
