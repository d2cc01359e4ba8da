import type { ReplyLanguage } from '../knowledge';
import type { Spoken } from './reply-types';

type Suggestion = Spoken['suggestions'][number];

/** A person, one button away. */
export const personButton = (language: ReplyLanguage): Suggestion =>
  language === 'da'
    ? { title: 'Tal med et menneske', value: 'Jeg vil gerne tale med et menneske' }
    : { title: 'Talk to a person', value: 'I would like to talk to a person' };

/** What to try next where there was no answer. */
export const nextSteps = (language: ReplyLanguage): Suggestion[] => [
  personButton(language),
  language === 'da'
    ? { title: 'Kontaktoplysninger', value: 'Hvordan kontakter vi jer?' }
    : { title: 'Contact details', value: 'How do we contact you?' },
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
