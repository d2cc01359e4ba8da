import { useEffect, useState } from 'preact/hooks';
import type { AuditEntry, HandoffOutcome } from '../../api/types';
import type { Words } from '../../words';
import { dayAndTime } from '../../format/dates';
import { useDesk, useNow } from '../desk-context';
import { Page } from './page';

/** What the audit keeps as a name of ours, in words. */
function detailOf(action: string, detail: string, { audit, outcome }: Words): string {
  if (action === 'closed') return outcome[detail as HandoffOutcome] ?? detail;
  return action === 'signed-in' ? (audit.by[detail] ?? detail) : detail;
}

/** What staff saw and did, for an administrator. Read on from the last one known. */
export function Audit() {
  const { desk, words } = useDesk();
  const now = useNow(60_000);
  const [entries, setEntries] = useState<AuditEntry[]>([]);
  const [problem, setProblem] = useState<string>();
  const [isRead, setIsRead] = useState(false);

  async function readOn(): Promise<void> {
    const after = Math.max(0, ...entries.map(({ number }) => number));
    const asked = await desk.api.audit(after);
    setIsRead(true);
    if (asked.kind === 'ok') {
      setProblem(undefined);
      const fresh = asked.value.entries.filter(({ number }) => number > after);
      setEntries([...entries, ...fresh].sort((one, other) => other.number - one.number));
    } else setProblem(asked.kind === 'refused' ? words.failure.forbidden : words.failure.unreachable);
  }
  useEffect(() => void readOn(), []);

  return (
    <Page title={words.audit.title}>
      <p class="quiet">{words.audit.lead}</p>
      {problem && <p role="alert">{problem}</p>}
      <button type="button" class="button" onClick={() => void readOn()}>
        {words.audit.newer}
      </button>
      {isRead && entries.length === 0 && !problem && <p>{words.audit.none}</p>}
      {entries.length > 0 && (
        <div class="table-frame" tabIndex={0} role="region" aria-label={words.audit.title}>
          <table>
            <thead>
              <tr>
                {(['at', 'who', 'action', 'conversation', 'detail'] as const).map((column) => (
                  <th key={column} scope="col">
                    {words.audit[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {entries.map(({ number, at, who, action, conversation, detail }) => (
                <tr key={number}>
                  <td>
                    <time dateTime={at}>{dayAndTime(at, words, now)}</time>
                  </td>
                  <td>{who?.name ?? words.audit.service}</td>
                  <td>{words.audit.actions[action] ?? action}</td>
                  <td class="id">{conversation ?? ''}</td>
                  <td>{detailOf(action, detail ?? '', words)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
