import { useState } from 'preact/hooks';
import type { HandoffOutcome } from '../../api/types';
import { currentHandoff } from '../../state/selectors';
import { useDesk } from '../desk-context';
import { FormDialog } from './dialog';

const outcomes = ['solved', 'follow-up', 'wrong-place', 'no-reply', 'abuse'] as const satisfies HandoffOutcome[];

export function CloseDialog() {
  const { desk, state, words } = useDesk();
  const handoff = currentHandoff(state);
  const [outcome, setOutcome] = useState<HandoffOutcome>();
  const [summary, setSummary] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  if (!handoff) return null;

  async function close(id: string): Promise<void> {
    if (outcome === undefined) return setProblem(words.acts.chooseOutcome);
    if (summary.trim() === '') return setProblem(words.acts.needsSummary);
    setBusy(true);
    if (await desk.moves.close(id, outcome, summary.trim())) desk.show(undefined);
    setBusy(false);
  }

  return (
    <FormDialog
      title={words.acts.closeTitle}
      submit={words.acts.closeSubmit}
      problem={problem}
      busy={busy}
      onSubmit={() => void close(handoff.id)}
    >
      <fieldset>
        <legend>{words.acts.outcome}</legend>
        {outcomes.map((kind) => (
          <label key={kind} class="choice">
            <input
              type="radio"
              name="outcome"
              value={kind}
              checked={outcome === kind}
              onChange={() => setOutcome(kind)}
            />
            <span>{words.outcome[kind]}</span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{words.acts.summary}</span>
        <textarea
          rows={4}
          lang={handoff.language}
          aria-describedby="summary-hint"
          value={summary}
          onInput={(event) => setSummary(event.currentTarget.value)}
        />
      </label>
      <p class="quiet small" id="summary-hint">
        {words.acts.summaryHint}
      </p>
    </FormDialog>
  );
}
