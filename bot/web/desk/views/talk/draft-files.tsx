import { useRef, useState } from 'preact/hooks';
import type { UploadedFile } from '../../api/types';
import { emptyDraft } from '../../state/desk-state';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';

const MAX_BYTES = 10 * 1024 * 1024;
/** The server looks at the content; this only saves a vain upload. */
const KINDS = /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/;

/** The files that will go with the next message: uploaded at once, taken out again by a button. */
export function DraftFiles({ id, files }: { id: string; files: UploadedFile[] }) {
  const { desk, words } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  const [status, setStatus] = useState('');

  async function upload(file: File): Promise<string> {
    if (file.size > MAX_BYTES) return words.composer.tooLarge(file.name);
    if (!KINDS.test(file.type)) return words.composer.wrongKind(file.name);
    setStatus(words.composer.uploading(file.name));
    const asked = await desk.api.upload(id, file);
    if (asked.kind === 'refused') return asked.message || words.composer.wrongKind(file.name);
    if (asked.kind !== 'ok') return words.composer.uploadFailed(file.name);
    const known = desk.store.get().drafts[id] ?? emptyDraft;
    desk.write(id, { attachments: [...known.attachments, asked.value] });
    return '';
  }

  async function uploadAll(chosen: FileList | null): Promise<void> {
    const problems: string[] = [];
    for (const file of chosen ?? []) problems.push(await upload(file));
    setStatus(problems.filter((problem) => problem !== '').join(' '));
    if (input.current) input.current.value = '';
  }

  return (
    <>
      <input
        ref={input}
        class="spoken"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        accept="image/png,image/jpeg,image/gif,image/webp,application/pdf"
        onChange={(event) => void uploadAll(event.currentTarget.files)}
      />
      <button
        type="button"
        class="icon-button"
        aria-label={words.composer.attach}
        title={words.composer.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
      {files.length > 0 && (
        <ul class="draft-files" aria-label={words.composer.attached}>
          {files.map((file) => (
            <li key={file.id} class="file">
              {file.name}
              <button
                type="button"
                aria-label={words.composer.remove(file.name)}
                onClick={() => desk.write(id, { attachments: files.filter((other) => other.id !== file.id) })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <span class="small upload-status" role="status">
        {status}
      </span>
    </>
  );
}
