import type { HandoffBrief, HandoffView } from '../../api/types';
import { channelName, customerName, initials } from '../../format/customer';
import { dayAndTime } from '../../format/dates';
import { useDesk, useNow } from '../desk-context';
import { Icon } from '../icon';

/** Who it is, and whether that has been proven. The brief's name goes before the number. */
export function CustomerFacts({ handoff, brief }: { handoff: HandoffView; brief: HandoffBrief }) {
  const { words } = useDesk();
  const now = useNow(60_000);
  const customer = handoff.customer.kind === 'customer' ? handoff.customer : brief.customer;
  const isKnown = customer.kind === 'customer';
  const name = customerName({ ...handoff, customer }, words);
  const facts: [string, string][] = [
    ...(isKnown ? [[words.card.customerId, customer.customerId] satisfies [string, string]] : []),
    [words.card.number, `#${handoff.number}`],
    [words.card.topic, words.topic[handoff.topic]],
    [words.card.reason, words.reason[handoff.reason]],
    [words.card.language, words.inLanguage[handoff.language]],
    [words.card.channel, channelName(handoff, words)],
    [words.card.requested, dayAndTime(handoff.requestedAt, words, now)],
    [words.card.expected, handoff.expectedAt ? dayAndTime(handoff.expectedAt, words, now) : words.card.notSaid],
  ];
  return (
    <section class="customer">
      <div class="customer-head">
        <span class={`face ${isKnown ? 'known' : ''}`} aria-hidden="true">
          {isKnown ? initials(name) : <Icon name="person" />}
        </span>
        <div>
          <h2 class="customer-name">{name}</h2>
          <p class={`verified ${isKnown ? 'yes' : 'no'}`}>
            <Icon name={isKnown ? 'check' : 'help'} /> {isKnown ? words.card.verified : words.card.anonymous}
          </p>
        </div>
      </div>
      {!isKnown && <p class="warning small">{words.card.anonymousLead}</p>}
      <dl>
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
