import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';

/** A link by which somebody signs in once, and whose it is. */
export interface NewLink {
  name: string;
  link: string;
}

/** Shown once: the server keeps no copy that could be shown again. */
export function OneTimeLink({ link: { name, link } }: { link: NewLink }) {
  const { words } = useDesk();
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setCopied(false);
    field.current?.focus();
    field.current?.select();
  }, [link]);

  async function copy(): Promise<void> {
    // Without https a browser has no clipboard for us: the link is selected, and copied by hand.
    field.current?.select();
    if (!('clipboard' in navigator)) return;
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }

  return (
    <section class="one-time-link" aria-label={words.accounts.linkFor(name)}>
      <h2>{words.accounts.linkFor(name)}</h2>
      <p class="quiet" id="link-hint">
        {words.accounts.linkHint}
      </p>
      <div class="look-up">
        <label class="field grows">
          <span class="spoken">{words.accounts.linkFor(name)}</span>
          <input ref={field} name="link" type="text" readOnly value={link} aria-describedby="link-hint" />
        </label>
        <button type="button" class="button" onClick={() => void copy()}>
          {copied && <Icon name="check" />} {copied ? words.accounts.copied : words.accounts.copy}
        </button>
      </div>
      <p class="spoken" role="status">
        {copied ? words.accounts.copied : ''}
      </p>
    </section>
  );
}
