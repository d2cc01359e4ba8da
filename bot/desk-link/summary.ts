import type { Handoff, HandoffReason, HandoffTopic } from '../handoff';

type InBoth = Record<'da' | 'en', string>;

const reasons: Record<HandoffReason, InBoth> = {
  asked: { da: 'kunden beder om et menneske', en: 'the customer asks for a person' },
  'no-answer': { da: 'dokumenterne havde ikke noget svar', en: 'the documents had no answer' },
  complaint: { da: 'en klage', en: 'a complaint' },
  dispute: { da: 'kunden er uenig i en afgørelse', en: 'the customer disagrees with a decision' },
  'records-unavailable': { da: 'oplysningerne kunne ikke slås op', en: 'the records could not be looked up' },
  'large-claim': { da: 'en stor skade er anmeldt', en: 'a large claim has been filed' },
};
const topics: Record<HandoffTopic, InBoth> = {
  policy: { da: 'policen', en: 'the policy' },
  limits: { da: 'kreditmaksimum', en: 'credit limits' },
  claims: { da: 'skader', en: 'claims' },
  collections: { da: 'inkasso', en: 'collections' },
  other: { da: 'andet', en: 'something else' },
};
const words = {
  case: { da: 'Sag', en: 'Case' },
  about: { da: 'Emne', en: 'About' },
  customer: { da: 'Kunde', en: 'Customer' },
  unknown: { da: 'ikke logget ind', en: 'not signed in' },
  records: { da: 'Slået op', en: 'Looked up' },
  draft: { da: 'Påbegyndt', en: 'Begun' },
  message: { da: 'Besked', en: 'Message' },
  reachedAt: { da: 'Kan nås på', en: 'To be reached at' },
} satisfies Record<string, InBoth>;

/** What a person should know before they read the conversation, a line for each thing that is known. */
export function summaryOf({ number, reason, topic, language, brief }: Handoff): string {
  const { customer, records, draft, message, reachedAt } = brief;
  const who =
    customer.kind === 'customer'
      ? [customer.name, customer.customerId].filter(Boolean).join(', ')
      : words.unknown[language];
  const lines: [InBoth, string | undefined][] = [
    [words.about, topics[topic][language]],
    [words.customer, who],
    [words.records, records.length > 0 ? records.join(', ') : undefined],
    [words.draft, draft],
    [words.message, message],
    [words.reachedAt, reachedAt],
  ];
  const known = lines.flatMap(([name, value]) => (value ? [`${name[language]}: ${value}`] : []));
  return [`${words.case[language]} ${number}: ${reasons[reason][language]}.`, ...known].join('\n');
}
