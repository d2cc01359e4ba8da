import type { ComponentChildren } from 'preact';
import type { CaseFile } from '../../api/types';
import { caseFileOf } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';
import { CustomerFacts } from './customer-facts';
import { Exchanges } from './exchanges';
import { History } from './history';

/** Who the customer is, what they have asked, and what has happened: all that one must know before writing. */
export function CaseCard({ id, onBack }: { id: string; onBack(): void }) {
  const { state, words } = useDesk();
  const file = caseFileOf(state, id);
  return (
    // It scrolls, and not always with a link in it: by keyboard too.
    <aside class="card" tabIndex={0} aria-label={words.card.title}>
      <button type="button" class="button card-back" onClick={onBack}>
        <Icon name="back" /> {words.back}
      </button>
      {file && <CaseSections file={file} />}
    </aside>
  );
}

function CaseSections({ file }: { file: CaseFile }) {
  const { state, words } = useDesk();
  const { brief, handoff, history } = file;
  const fresh = state.queue?.mine.find(({ id }) => id === handoff.id) ?? handoff;
  return (
    <>
      <CustomerFacts handoff={fresh} brief={brief} />
      {brief.message && (
        <Section title={words.card.message}>
          <p class="as-written">{brief.message}</p>
          {brief.reachedAt && (
            <p class="quiet small">
              {words.card.reachedAt}: {brief.reachedAt}
            </p>
          )}
        </Section>
      )}
      {brief.draft && (
        <Section title={words.card.draft}>
          <p class="as-written">{brief.draft}</p>
        </Section>
      )}
      <Section title={words.card.records}>
        {brief.records.length === 0 ? (
          <p class="quiet">{words.card.noRecords}</p>
        ) : (
          <ul class="plain">
            {brief.records.map((record) => (
              <li key={record}>{record}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.card.exchanges}>
        <Exchanges exchanges={brief.exchanges} />
      </Section>
      <Section title={words.card.history}>
        <History events={history} />
      </Section>
    </>
  );
}

const Section = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);
