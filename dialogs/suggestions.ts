import type { Citation, ReplyLanguage } from '../knowledge';
import { pressValue } from '../knowledge/answer';
import type { Spoken } from './reply-types';

type Suggestion = Spoken['suggestions'][number];

/** What a button shows must fit on one. */
const longestTitle = 40;
const cutMark = '…';

function firstWords(text: string): string {
  if (text.length <= longestTitle) return text;
  const cut = text.lastIndexOf(' ', longestTitle - cutMark.length);
  return text.slice(0, cut > 0 ? cut : longestTitle - cutMark.length).replace(/[\s,;:.–-]+$/, '') + cutMark;
}

/** The words that clauses beside each other have in common at their beginning say nothing on a button. */
function sharedBeginning(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  let shared = 0;
  while (shared < first.length && others.length > 0 && others.every((text) => text[shared] === first[shared]))
    shared += 1;
  return shared < first.length ? first.lastIndexOf(' ', shared) + 1 : 0;
}

/** A button for each clause. Its title is the heading where that tells it apart, else the clause's first telling words; pressing it asks for that clause. */
export function clauseButtons(nearest: readonly Citation[]): Suggestion[] {
  return nearest.map((citation) => {
    const sameHeading = nearest.filter(({ heading }) => heading === citation.heading);
    const telling = citation.quote.slice(sharedBeginning(sameHeading.map(({ quote }) => quote)));
    const title = sameHeading.length === 1 ? citation.heading : telling;
    return { title: capitalised(firstWords(title)), value: pressValue(citation.quote) };
  });
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What to try next where there was no answer. */
export const nextSteps = (language: ReplyLanguage): Suggestion[] =>
  language === 'da'
    ? [
        { title: 'Tal med et menneske', value: 'Jeg vil gerne tale med et menneske' },
        { title: 'Kontaktoplysninger', value: 'Hvordan kontakter vi jer?' },
      ]
    : [
        { title: 'Talk to a person', value: 'I would like to talk to a person' },
        { title: 'Contact details', value: 'How do we contact you?' },
      ];

/** Questions that show what can be asked. */
export const openers = (language: ReplyLanguage): Suggestion[] =>
  language === 'da'
    ? [
        { title: 'Hvornår får vi svar?', value: 'Hvornår får vi svar, hvis sagen trækker ud?' },
        { title: 'Et kreditmaksimum sættes ned', value: 'Hvad sker der, hvis et kreditmaksimum bliver sat ned?' },
        { title: 'Sådan rejser vi et krav', value: 'Hvordan rejser vi et krav?' },
      ]
    : [
        { title: 'When do we get an answer?', value: 'When do we get an answer if there are delays?' },
        { title: 'A credit limit is reduced', value: 'What happens if a credit limit is reduced?' },
        { title: 'How to make a claim', value: 'How do we make a claim?' },
      ];
