import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Account, AccountDetails, DeskLanguage, HandoffTopic, Role } from '../../api/types';
import { useDesk } from '../desk-context';
import { Field } from '../field';
import type { NewLink } from './one-time-link';

const roles: Role[] = ['agent', 'supervisor', 'administrator'];
const languages: DeskLanguage[] = ['da', 'en'];
const topics: HandoffTopic[] = ['policy', 'limits', 'claims', 'collections', 'other'];

const freshDetails: AccountDetails = { name: '', role: 'agent', languages, topics: [], team: null, capacity: 5 };
const toggled = <Value,>(values: Value[], value: Value, isIn: boolean): Value[] =>
  isIn ? [...values, value] : values.filter((other) => other !== value);

interface FormOf {
  /** Undefined for a new one. */
  account: Account | undefined;
  onDone(made?: NewLink): Promise<void>;
  onCancel(): void;
}

/** A new account, or what may be changed in one. */
export function AccountForm({ account, onDone, onCancel }: FormOf) {
  const { desk, state, words } = useDesk();
  const [details, setDetails] = useState<AccountDetails>(account ?? freshDetails);
  const [login, setLogin] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const change = (some: Partial<AccountDetails>): void => setDetails({ ...details, ...some });
  const isOwn = account?.id === state.me?.id;

  async function save(): Promise<void> {
    if (details.languages.length === 0) return setProblem(words.accounts.needsLanguage);
    setBusy(true);
    const asked = account
      ? await desk.api.changeAccount(account.id, details)
      : await desk.api.addAccount(details, login);
    setBusy(false);
    if (asked.kind === 'ok')
      return onDone('link' in asked.value ? { name: details.name, link: String(asked.value.link) } : undefined);
    if (asked.kind === 'unreachable') return setProblem(words.failure.unreachable);
    if (asked.kind === 'refused')
      setProblem(asked.status === 409 ? words.accounts.loginTaken : asked.message || words.failure.unknown);
  }

  return (
    <form
      class="account-form"
      aria-label={account ? words.accounts.editTitle(account.name) : words.accounts.add}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{account ? words.accounts.editTitle(account.name) : words.accounts.add}</h2>
      <div class="account-fields">
        <Field
          label={words.accounts.name}
          name="name"
          required
          inputRef={first}
          value={details.name}
          onInput={(name) => change({ name })}
        />
        {!account && <Field label={words.accounts.login} name="new-login" literal value={login} onInput={setLogin} />}
        <Field
          label={words.accounts.team}
          name="team"
          value={details.team ?? ''}
          onInput={(team) => change({ team: team === '' ? null : team })}
        />
        <Field
          label={words.accounts.capacity}
          name="capacity"
          type="number"
          required
          min={1}
          max={50}
          value={String(details.capacity)}
          onInput={(capacity) => change({ capacity: Number(capacity) })}
        />
      </div>
      <Choices legend={words.accounts.role}>
        {roles.map((role) => (
          <label key={role} class="choice">
            <input
              type="radio"
              name="role"
              checked={details.role === role}
              disabled={isOwn && details.role !== role}
              onChange={() => change({ role })}
            />
            <span>{words.account.role[role]}</span>
          </label>
        ))}
      </Choices>
      <Choices legend={words.accounts.languages}>
        {languages.map((language) => (
          <Tick
            key={language}
            label={words.inLanguage[language]}
            isOn={details.languages.includes(language)}
            onChange={(isOn) => change({ languages: toggled(details.languages, language, isOn) })}
          />
        ))}
      </Choices>
      <Choices legend={words.accounts.topics}>
        {topics.map((topic) => (
          <Tick
            key={topic}
            label={words.topic[topic]}
            isOn={details.topics.includes(topic)}
            onChange={(isOn) => change({ topics: toggled(details.topics, topic, isOn) })}
          />
        ))}
      </Choices>
      <p class="problem" role="alert">
        {problem}
      </p>
      <footer>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="submit" class="button primary" disabled={busy}>
          {account ? words.accounts.save : words.accounts.create}
        </button>
      </footer>
    </form>
  );
}

const Choices = ({ legend, children }: { legend: string; children: ComponentChildren }) => (
  <fieldset class="account-choices">
    <legend>{legend}</legend>
    <div>{children}</div>
  </fieldset>
);

const Tick = ({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(isOn: boolean): void }) => (
  <label class="choice">
    <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
    <span>{label}</span>
  </label>
);
