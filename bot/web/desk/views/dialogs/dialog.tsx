import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';

interface DialogOf {
  title: string;
  children: ComponentChildren;
}

/**
 * The browser's own modal dialog: it keeps the focus, closes by Escape, and gives the focus back.
 *
 * Escape asks the desk to take the dialog away, as the buttons do. Were the browser to hide it first, the desk would
 * hold it for open a moment longer, drop the key that came next, and close the dialog opened after it.
 */
export function Dialog({ title, children }: DialogOf) {
  const { desk, words } = useDesk();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const close = (): void => desk.show(undefined);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClose={close}
    >
      <header>
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="icon-button" aria-label={words.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

interface FormOf {
  title: string;
  submit: string;
  /** Something is missing: said, and nothing is sent. */
  problem?: string | undefined;
  busy: boolean;
  onSubmit(): void;
  children: ComponentChildren;
}

/** A dialog that does something when it is confirmed. */
export function FormDialog({ title, submit, problem, busy, onSubmit, children }: FormOf) {
  const { desk, words } = useDesk();
  return (
    <Dialog title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <p class="problem" role="alert">
          {problem}
        </p>
        <footer>
          <button type="button" class="button" onClick={() => desk.show(undefined)}>
            {words.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
