/** The part of the widget's style sheet that is about files. */
export const ATTACHMENT_CSS = `
.bubble:empty { display: none; }
.files, .chosen { list-style: none; display: flex; flex-direction: column; gap: 6px; max-width: 100%; }
.file { display: flex; align-items: center; gap: 10px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 12px; color: var(--link); text-decoration: none; font-size: .875rem; line-height: 1.35; }
a.file:hover { border-color: var(--accent); background: var(--bot); }
.file img { width: 64px; height: 64px; object-fit: cover; border-radius: 8px; flex: none; background: var(--bot); }
.file-facts { display: flex; flex-direction: column; min-width: 0; }
.file-name { overflow-wrap: anywhere; }
a.file .file-name { text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; font-weight: 600; }
.file-size { color: var(--quiet); font-size: .8125rem; white-space: nowrap; }
.own progress { width: 100%; min-width: 140px; height: 6px; accent-color: var(--accent); }
.refused { color: var(--warn); font-size: .8125rem; font-weight: 600; }
.refused:empty { display: none; }
.clip { display: grid; place-items: center; width: 40px; height: 40px; padding: 0; margin-left: -8px; border-radius: 11px; color: var(--quiet); flex: none; }
.clip:hover { background: var(--bot); color: var(--link); }
.tray:not(:has(.chosen[hidden] + .refused:empty)) { padding-bottom: 8px; }
.chosen li { display: flex; align-items: center; gap: 8px; padding: 2px 2px 2px 12px; border: 1px solid var(--line); border-radius: 10px; font-size: .875rem; }
.chosen .file-name { flex: 1; min-width: 0; }
.remove { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border-radius: 8px; flex: none; }
.remove svg { width: 1em; height: 1em; }
.remove:hover { background: var(--bot); }
.panel.dropping::after { content: attr(data-drop); position: absolute; inset: 8px; display: grid; place-items: center; border: 3px dashed var(--accent); border-radius: 12px; background: var(--ground); opacity: .94; font-weight: 600; pointer-events: none; }
`;
