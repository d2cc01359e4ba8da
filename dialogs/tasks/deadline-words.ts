import type { SeenOverdue } from '../../adapters/records/port';
import type { ReplyLanguage } from '../../knowledge';
import type { InBoth } from '../both-languages';
import { type RecordCard, recordCard } from '../cards';
import { type Deadline, type Deadlines, deadlineWords, type PolicyTerms } from '../deadlines';
import { formatDate } from '../dates';

type Calculated = Extract<Deadlines, { kind: 'calculated' }>;

const unknown: Record<Extract<Deadline, { known: false }>['because'], InBoth> = {
  'terms-do-not-say': { da: 'fremgår ikke af policens oplysninger', en: 'not in the policy record' },
  'not-reported-yet': { da: 'regnes fra jeres indberetning', en: 'counts from your report' },
  'not-a-default': { da: 'ingen ved insolvens', en: 'none with insolvency' },
};

/** The four deadlines as a card, then the arithmetic and the terms they rest on. States days; says nothing on what is paid. */
export function deadlineParagraphs(
  deadlines: Calculated,
  title: string,
  today: string,
  language: ReplyLanguage,
): (RecordCard | string)[] {
  const da = language === 'da';
  const told = (deadline: Deadline): string =>
    deadline.known ? deadlineWords(deadline.date, today, language) : unknown[deadline.because][language];
  const lines = [
    { label: da ? 'Forlængelsesperioden slutter' : 'Extension period ends', text: told(deadlines.extensionEnds) },
    { label: da ? 'Dækningsstop fra og med' : 'Stop of cover from', text: told(deadlines.stopOfCover) },
    { label: da ? 'Sidste dag for indberetning' : 'Last day to report', text: told(deadlines.notifyBy) },
    { label: da ? 'Karensperioden slutter' : 'Waiting period ends', text: told(deadlines.waitingPeriodEnds) },
  ];
  const steps = deadlines.steps.map(({ words }) => `- ${words[language]}`).join('\n');
  return [
    recordCard(title, lines),
    `**${da ? 'Sådan er det regnet ud' : 'How it is worked out'}**\n\n${steps}`,
    termsText(deadlines.termsUsed, language),
  ];
}

function termsText(terms: PolicyTerms, language: ReplyLanguage): string {
  const { policyNumber, version, maxExtensionDays, notificationDays, waitingPeriodMonths } = terms;
  return language === 'da'
    ? `Vilkår: police ${policyNumber}, version ${version}: ${maxExtensionDays} dages forlængelsesperiode, ${notificationDays} dage til at indberette derefter, ${waitingPeriodMonths} måneders karensperiode.`
    : `Terms: policy ${policyNumber}, version ${version}: extension period ${maxExtensionDays} days, ${notificationDays} days to report after that, waiting period ${waitingPeriodMonths} months.`;
}

const notificationStatuses: Record<SeenOverdue['status'], InBoth> = {
  draft: { da: 'en kladde, der ikke er sendt', en: 'a draft that has not been sent' },
  submitted: { da: 'indsendt', en: 'sent in' },
  accepted: { da: 'modtaget og godtaget', en: 'received and accepted' },
  late: { da: 'modtaget for sent', en: 'received late' },
  closed: { da: 'lukket', en: 'closed' },
};

/** What the record says of a report, and where its own dates are others than those worked out. */
export function reportText(
  { notificationId, status, mepEndsOn, notifyBy }: SeenOverdue,
  { extensionEnds, notifyBy: workedOut }: Calculated,
  language: ReplyLanguage,
): string {
  const da = language === 'da';
  const stands = da
    ? `Indberetningen ${notificationId} står som ${notificationStatuses[status].da}.`
    : `Report ${notificationId} stands as ${notificationStatuses[status].en}.`;
  const differs =
    (mepEndsOn !== undefined && mepEndsOn !== extensionEnds.date) ||
    (notifyBy !== undefined && notifyBy !== workedOut.date);
  if (!differs || mepEndsOn === undefined || notifyBy === undefined) return stands;
  const [ends, by] = [formatDate(mepEndsOn, language), formatDate(notifyBy, language)];
  return da
    ? `${stands} I den står andre datoer: forlængelsesperioden slutter ${ends}, og sidste dag for indberetning er ${by}. Ret jer efter den tidligste, og spørg os.`
    : `${stands} It has other dates: the extension period ends on ${ends}, and the last day to report is ${by}. Go by the earlier ones, and ask us.`;
}
