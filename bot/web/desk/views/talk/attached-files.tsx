import { safeHref } from '../../../widget/markdown';
import type { Entry } from '../../api/types';
import { useDesk } from '../desk-context';
import { Icon } from '../icon';

/** Files that came with a message, as downloads: what a customer sends is never opened in the desk itself. */
export function AttachedFiles({ files }: { files: Entry['attachments'] }) {
  const { words } = useDesk();
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map(({ name, url }, at) => {
        const href = safeHref(url, location.origin);
        return (
          <li key={at}>
            {href === undefined ? (
              <span class="file">{name}</span>
            ) : (
              <a class="file" href={href} download={name} target="_blank" rel="noopener noreferrer">
                <Icon name="clip" /> {words.talk.download(name)}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
