import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A view that takes the whole width. The focus goes to its beginning. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.focus(), []);
  return (
    <main class="page" id="content" tabIndex={-1} ref={main}>
      <h1>{title}</h1>
      {children}
    </main>
  );
}
