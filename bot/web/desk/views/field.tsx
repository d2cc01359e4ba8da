import type { Ref } from 'preact';

interface FieldOf {
  label: string;
  name: string;
  value: string;
  onInput(value: string): void;
  type?: 'text' | 'password' | 'search' | 'number';
  autocomplete?: string;
  required?: boolean;
  /** The id of what explains it. */
  describedBy?: string;
  /** What is typed is no prose: nothing capitalises or corrects it. */
  literal?: boolean;
  grows?: boolean;
  min?: number;
  max?: number;
  inputRef?: Ref<HTMLInputElement>;
}

/** One line to fill in, under its label. */
export function Field({ label, value, onInput, grows, literal, describedBy, inputRef, ...rest }: FieldOf) {
  const attributes: Record<string, string | number | boolean | undefined> = {
    type: 'text',
    autocomplete: 'off',
    ...rest,
    ...(literal ? { autocapitalize: 'none', spellcheck: false } : {}),
    'aria-describedby': describedBy,
  };
  return (
    <label class={grows ? 'field grows' : 'field'}>
      <span>{label}</span>
      <input
        {...attributes}
        ref={inputRef ?? null}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
