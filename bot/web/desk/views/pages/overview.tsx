import { useEffect, useState } from 'preact/hooks';
import type { Overview as Numbers } from '../../api/types';
import { clockTime } from '../../format/dates';
import { roundTime } from '../../format/waiting';
import { useDesk } from '../desk-context';
import { Page } from './page';

const EVERY_MS = 10_000;

/** How the desk is doing, for a supervisor. Read again every few seconds, and when the queue changes. */
export function Overview() {
  const { desk, state, words } = useDesk();
  const [numbers, setNumbers] = useState<Numbers>();
  const [problem, setProblem] = useState<string>();
  const [readAt, setReadAt] = useState<string>();
  useEffect(() => {
    const read = async (): Promise<void> => {
      const asked = await desk.api.overview();
      if (asked.kind === 'ok') {
        setNumbers(asked.value);
        setReadAt(new Date().toISOString());
      }
      setProblem(
        asked.kind === 'ok'
          ? undefined
          : asked.kind === 'refused'
            ? words.failure.forbidden
            : words.failure.unreachable,
      );
    };
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    return () => clearInterval(timer);
  }, [desk, state.queue, state.staffNews]);

  return (
    <Page title={words.overview.title}>
      {problem && <p role="alert">{problem}</p>}
      {readAt && <p class="quiet small">{words.overview.updated(clockTime(readAt, words))}</p>}
      {numbers && <NumbersView numbers={numbers} />}
    </Page>
  );
}

function NumbersView({ numbers }: { numbers: Numbers }) {
  const { words } = useDesk();
  const { overview } = words;
  const time = (seconds: number | null | undefined): string =>
    seconds === null || seconds === undefined ? '–' : roundTime(seconds, words);
  const tiles: [string, string, string?][] = [
    [overview.waiting, String(numbers.waiting)],
    [overview.late, String(numbers.late), numbers.late > 0 ? 'late' : undefined],
    [overview.withPerson, String(numbers.withPerson)],
    [overview.longestWait, time(numbers.longestWaitSeconds)],
    [overview.medianWait, time(numbers.medianWaitSeconds)],
    [overview.medianHandling, time(numbers.medianHandlingSeconds)],
    [overview.closedToday, String(numbers.closedToday)],
  ];
  return (
    <>
      <dl class="tiles">
        {tiles.map(([term, value, tone]) => (
          <div key={term} class={`tile ${tone ?? ''}`}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="overview-tables">
        <Table
          title={overview.staff}
          head={[overview.name, overview.team, overview.presence, overview.conversations]}
          rows={numbers.staff.map(({ name, team, online, available, has, capacity }) => [
            name,
            team ?? '',
            words.acts.presence(online, available),
            words.acts.has(has, capacity),
          ])}
        />
        <Table
          title={overview.topics}
          head={[words.card.topic, overview.waiting, overview.late]}
          rows={numbers.topics.map(({ topic, waiting, late }) => [words.topic[topic], String(waiting), String(late)])}
        />
        <Table
          title={overview.outcomes}
          head={[words.acts.outcome, overview.number]}
          rows={Object.entries(numbers.outcomes).map(([outcome, count]) => [
            words.outcome[outcome as keyof typeof words.outcome],
            String(count),
          ])}
        />
      </div>
    </>
  );
}

function Table({ title, head, rows }: { title: string; head: string[]; rows: string[][] }) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
