import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk-context';

const SHOWN_MS = 4500;

/** What came of an act, for a moment. */
export function ToastView() {
  const { desk, state } = useDesk();
  const { toast } = state;
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => {
      desk.store.change((now) => (now.toast?.id === toast.id ? { ...now, toast: undefined } : now));
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [desk, toast]);
  return (
    <div class="toasts" role="status">
      {toast && (
        <p key={toast.id} class={`toast ${toast.tone}`}>
          {toast.text}
        </p>
      )}
    </div>
  );
}
