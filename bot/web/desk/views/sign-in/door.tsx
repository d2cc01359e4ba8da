import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk-context';
import { LanguageSwitch } from '../language-switch';

/** The page before the desk: one card in the middle. */
export function Door({ title, children }: { title: string; children: ComponentChildren }) {
  const { words } = useDesk();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="door">
      <main class="door-card">
        <header class="door-head">
          <span class="brand">
            <img src="/assets/icon.svg" alt="" width="28" height="28" />
            {words.product}
          </span>
          <LanguageSwitch />
        </header>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
