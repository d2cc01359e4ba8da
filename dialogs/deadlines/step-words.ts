import type { ReplyLanguage } from '../../knowledge';
import { type InBoth, inBoth } from '../both-languages';
import { formatDate } from '../dates';
import type { WaitingPeriodStart } from './policy-terms';
import type { StepFacts } from './steps';

const days = (count: number, language: ReplyLanguage): string =>
  language === 'da' ? (count === 1 ? '1 dag' : `${count} dage`) : count === 1 ? '1 day' : `${count} days`;
const months = (count: number, language: ReplyLanguage): string =>
  language === 'da' ? (count === 1 ? '1 måned' : `${count} måneder`) : count === 1 ? '1 month' : `${count} months`;

const startOfWaiting: Record<WaitingPeriodStart, InBoth> = {
  'original-due-date': { da: 'den oprindelige forfaldsdato', en: 'the original due date' },
  'due-date': { da: 'forfaldsdatoen', en: 'the due date' },
  'extension-end': { da: 'udløbet af forlængelsesperioden', en: 'the end of the extension period' },
  notification: { da: 'indberetningen', en: 'the report' },
};

/** A line of the arithmetic in words. States days and the policy's terms; says nothing of what is paid. */
export function stepWords(step: StepFacts): InBoth {
  const on = (date: string, language: ReplyLanguage): string => formatDate(date, language);
  switch (step.kind) {
    case 'oldest-invoice': {
      const { number, originalDueDate } = step.invoice;
      return inBoth((language) =>
        language === 'da'
          ? `${step.isOldest ? 'Den ældste ubetalte faktura' : 'Den ubetalte faktura, hvis frist udløber først,'} er ${number} med oprindelig forfaldsdato ${on(originalDueDate, 'da')}.`
          : `The ${step.isOldest ? 'oldest unpaid invoice' : 'unpaid invoice whose period ends first'} is ${number}, originally due on ${on(originalDueDate, 'en')}.`,
      );
    }
    case 'extension-ends':
      return inBoth((language) =>
        language === 'da'
          ? `Maksimal forlængelsesperiode: ${on(step.from, 'da')} + ${days(step.days, 'da')} = ${on(step.date, 'da')}.`
          : `Maximum extension period: ${on(step.from, 'en')} + ${days(step.days, 'en')} = ${on(step.date, 'en')}.`,
      );
    case 'moved-due-date':
      return inBoth((language) =>
        language === 'da'
          ? `Forfaldsdatoen er siden flyttet til ${on(step.dueDate, 'da')}, men perioden regnes fra den oprindelige, ${on(step.originalDueDate, 'da')}.`
          : `The due date has since been moved to ${on(step.dueDate, 'en')}, but the period counts from the original one, ${on(step.originalDueDate, 'en')}.`,
      );
    case 'approved-extension':
      return inBoth((language) =>
        language === 'da'
          ? `Vi har skriftligt godkendt længere frist: ${on(step.from, 'da')} bliver til ${on(step.date, 'da')}.`
          : `We have agreed to more time in writing: ${on(step.from, 'en')} becomes ${on(step.date, 'en')}.`,
      );
    case 'payment-plan':
      return planWords(step);
    case 'insolvency-ends-extension':
      return inBoth((language) =>
        language === 'da'
          ? `Køberen blev insolvent den ${on(step.date, 'da')}; der er ikke mere frist at give efter den dag.`
          : `The buyer became insolvent on ${on(step.date, 'en')}; there is no more time to give after that day.`,
      );
    case 'stop-of-cover':
      return stopWords(step);
    case 'notify-by':
      return notifyWords(step);
    case 'day-off':
      return inBoth((language) =>
        language === 'da'
          ? step.moved
            ? `${on(step.from, 'da')} er ${step.off.da}; policen flytter fristen til næste arbejdsdag, ${on(step.date, 'da')}.`
            : `${on(step.from, 'da')} er ${step.off.da}; policen flytter ikke fristen, så den står ved magt.`
          : step.moved
            ? `${on(step.from, 'en')} is ${step.off.en}; the policy moves the deadline to the next working day, ${on(step.date, 'en')}.`
            : `${on(step.from, 'en')} is ${step.off.en}; the policy does not move the deadline, so it stands.`,
      );
    case 'waiting-period':
      return inBoth((language) =>
        language === 'da'
          ? `Karensperioden regnes fra ${startOfWaiting[step.start].da}: ${on(step.from, 'da')} + ${months(step.months, 'da')} = ${on(step.date, 'da')}.`
          : `The waiting period counts from ${startOfWaiting[step.start].en}: ${on(step.from, 'en')} + ${months(step.months, 'en')} = ${on(step.date, 'en')}.`,
      );
    case 'date-of-loss':
      return inBoth((language) =>
        language === 'da'
          ? `Skadedato: ${on(step.date, 'da')} (${step.cause === 'insolvency' ? 'dagen for insolvensen' : 'karensperiodens udløb'}).`
          : `Date of loss: ${on(step.date, 'en')} (${step.cause === 'insolvency' ? 'the day of the insolvency' : 'the end of the waiting period'}).`,
      );
    case 'not-told':
      return notToldWords(step);
    default:
      throw new Error(`Unhandled step: ${step satisfies never}`);
  }
}

type StepOf<Kind extends StepFacts['kind']> = StepFacts & { kind: Kind };

function planWords({ approved, from, date }: StepOf<'payment-plan'>): InBoth {
  switch (approved) {
    case 'yes':
      return date === from
        ? {
            da: 'Afdragsordningen er godkendt, men giver ikke længere frist end den, I allerede har.',
            en: 'The payment plan is approved, but gives no more time than you already have.',
          }
        : inBoth((language) =>
            language === 'da'
              ? `Den godkendte afdragsordning løber til ${formatDate(date, 'da')}, så perioden slutter den dag.`
              : `The approved payment plan runs until ${formatDate(date, 'en')}, so the period ends that day.`,
          );
    case 'pending':
      return {
        da: 'Afdragsordningen er endnu ikke godkendt og flytter derfor ingen frist.',
        en: 'The payment plan is not approved yet, and so moves no deadline.',
      };
    case 'no':
      return {
        da: 'Afdragsordningen er ikke godkendt og flytter derfor ingen frist.',
        en: 'The payment plan is not approved, and so moves no deadline.',
      };
    default:
      throw new Error(`Unhandled approval: ${approved satisfies never}`);
  }
}

function stopWords({ cause, from, date }: StepOf<'stop-of-cover'>): InBoth {
  const why: Record<typeof cause, InBoth> = {
    'after-extension-period': {
      da: 'dagen efter forlængelsesperiodens udløb',
      en: 'the day after the extension period ends',
    },
    'after-original-due-date': {
      da: 'dagen efter den oprindelige forfaldsdato',
      en: 'the day after the original due date',
    },
    insolvency: { da: 'dagen for insolvensen', en: 'the day of the insolvency' },
    'limit-withdrawn': { da: 'dagen, kreditmaksimum bortfaldt', en: 'the day the credit limit was withdrawn' },
    'handed-over': { da: 'dagen, sagen gik til inkasso', en: 'the day the case went to collection' },
  };
  return inBoth((language) => {
    const sum =
      date === from ? formatDate(date, language) : `${formatDate(from, language)} + 1 = ${formatDate(date, language)}`;
    return language === 'da'
      ? `Dækningsstop fra og med ${why[cause].da}: ${sum}.`
      : `Stop of cover from ${why[cause].en}: ${sum}.`;
  });
}

function notifyWords({ cause, from, days: count, date }: StepOf<'notify-by'>): InBoth {
  if (cause === 'extension-end') {
    return inBoth((language) =>
      language === 'da'
        ? `Sidste dag for indberetning: ${formatDate(from, 'da')} + ${days(count ?? 0, 'da')} = ${formatDate(date, 'da')}.`
        : `Last day to report: ${formatDate(from, 'en')} + ${days(count ?? 0, 'en')} = ${formatDate(date, 'en')}.`,
    );
  }
  const news =
    cause === 'insolvency'
      ? { da: 'I hørte om insolvensen', en: 'You heard of the insolvency' }
      : { da: 'I fik negative oplysninger', en: 'You received adverse information' };
  return inBoth((language) => {
    const heard = formatDate(from, language);
    if (language === 'da') {
      return count === undefined
        ? `${news.da} den ${heard}; det skal indberettes med det samme.`
        : `${news.da} den ${heard}; sidste dag for indberetning: ${heard} + ${days(count, 'da')} = ${formatDate(date, 'da')}.`;
    }
    return count === undefined
      ? `${news.en} on ${heard}; it is to be reported at once.`
      : `${news.en} on ${heard}; last day to report: ${heard} + ${days(count, 'en')} = ${formatDate(date, 'en')}.`;
  });
}

function notToldWords({ what, because }: StepOf<'not-told'>): InBoth {
  switch (because) {
    case 'terms-do-not-say':
      return what === 'waiting-period'
        ? {
            da: 'Policens oplysninger her siger ikke, hvornår karensperioden begynder, så udløbet kan ikke regnes ud.',
            en: 'The policy record here does not say when the waiting period begins, so its end cannot be worked out.',
          }
        : {
            da: 'Policens oplysninger her siger ikke, hvornår dækningsstop indtræder, så dagen kan ikke regnes ud.',
            en: 'The policy record here does not say when the stop of cover sets in, so the day cannot be worked out.',
          };
    case 'not-reported-yet':
      return {
        da: 'Karensperioden regnes fra indberetningen, og der er endnu ikke indberettet.',
        en: 'The waiting period counts from the report, and nothing has been reported yet.',
      };
    case 'not-a-default':
      return {
        da: 'Ved insolvens er der ingen karensperiode at vente på.',
        en: 'With insolvency there is no waiting period to wait for.',
      };
    default:
      throw new Error(`Unhandled reason: ${because satisfies never}`);
  }
}
