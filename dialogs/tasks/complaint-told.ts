import { z } from 'zod';
import { findRecordNumbers, readControl } from '../reading';

/** What is asked, in this order. Customers who are signed in have a name already. */
export const ComplaintField = z.enum(['matter', 'concerns', 'name', 'reachedAt']);
export type ComplaintField = z.infer<typeof ComplaintField>;

/** A complaint as far as it has been told. Its id is chosen once, so that it is filed once. */
export const ComplaintTold = z.object({
  id: z.uuid(),
  matter: z.string().max(4000).optional(),
  /** Empty: it is about no particular case. */
  concerns: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  reachedAt: z.string().max(300).optional(),
  answered: z.array(ComplaintField),
});
export type ComplaintTold = z.infer<typeof ComplaintTold>;

export const nextToTell = (told: ComplaintTold): ComplaintField | undefined =>
  ComplaintField.options.find((field) => told[field] === undefined);

export const withTold = (told: ComplaintTold, field: ComplaintField, text: string): ComplaintTold => ({
  ...told,
  [field]: text,
  answered: [...told.answered.filter((earlier) => earlier !== field), field],
});

export const withoutTold = (told: ComplaintTold, field: ComplaintField): ComplaintTold => ({
  ...told,
  [field]: undefined,
  answered: told.answered.filter((earlier) => earlier !== field),
});

const email = /[^\s@<>,;]+@[^\s@<>,;]+\.[\p{L}]{2,}/u;
const telephone = /(?:\+|00)?\d(?:[\s().-]?\d){7,14}/;
/** An e-mail address in a text. A number in it may as well be a case's, so that no telephone is looked for. */
export const emailIn = (text: string): string | undefined => email.exec(text)?.[0];
/** Said in an answer, the way to reach somebody; undefined when there is none in it. */
export const wayToReach = (text: string): string | undefined =>
  email.test(text) || telephone.test(text) ? text.trim().slice(0, 300) : undefined;

/** The numbers of policies and cases that the text names, as typed. */
export const numbersIn = (text: string): string | undefined => {
  const found = findRecordNumbers(text).flatMap((one) => (one.kind === 'read' && one.value.kind ? [one.matched] : []));
  return found.length > 0 ? found.join(', ').slice(0, 200) : undefined;
};

/** Says that there is no number, or that they do not have it. */
export function saysNone(text: string): boolean {
  const control = readControl(text);
  return (
    control === 'no' ||
    control === 'dont-know' ||
    /^\W*(?:ingen|intet|ikke nogen|nej|none|nothing|no(?: case| particular)?|not any|n\/a|-)(?!\p{L})/iu.test(text)
  );
}

/** So many words tell what the matter is; fewer only say that there is one. */
const fewestTelling = 7;
export const tellsTheMatter = (text: string): boolean => text.trim().split(/\s+/).length >= fewestTelling;

const named: readonly [ComplaintField, RegExp][] = [
  ['reachedAt', /kontakt|mail|telefon|nås|contact|phone|reach/i],
  ['concerns', /nummer|police|sag|number|policy|case/i],
  ['name', /navn|name/i],
  ['matter', /beskriv|klage|tekst|descri|complaint|text|what/i],
];
export const fieldToMend = (text: string): ComplaintField | undefined =>
  named.find(([, words]) => words.test(text))?.[0];
