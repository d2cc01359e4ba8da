import type { Content } from './content';
import { withNotesInPlace } from './word-notes';
import type { ReadLimits } from './read-limits';
import type { Unreadable } from './unreadable';
import { zipDirectory } from './zip-directory';

/** Word's own title style is the document's first heading; mammoth by itself takes it for an ordinary paragraph. Some programs translate the names of the heading styles. */
const STYLES = [
  ...['Title', 'Titel', 'Tittel', 'Rubrik'].map((name) => `p[style-name='${name}'] => h1:fresh`),
  "p[style-name='Subtitle'] => p:fresh",
  ...['Overskrift', 'Rubrik', 'Überschrift', 'Kop'].flatMap((name) =>
    [1, 2, 3, 4, 5, 6].map((level) => `p[style-name='${name} ${level}'] => h${level}:fresh`),
  ),
];

/** A Word document (.docx). */
export async function readWord(file: Buffer, limits: ReadLimits): Promise<Content | Unreadable> {
  const entries = zipDirectory(file);
  if (!entries) return { kind: 'broken', what: 'a Word document', detail: 'the end of the archive is missing' };
  if (entries.some((entry) => entry.encrypted)) return { kind: 'encrypted' };
  if (!entries.some((entry) => entry.name === 'word/document.xml'))
    return { kind: 'wrong-extension', extension: '.docx', content: 'a ZIP archive that is no Word document' };
  // Pictures are never unpacked here, so only the text parts count.
  const bytes = entries
    .filter((entry) => /\.(?:xml|rels)$/i.test(entry.name))
    .reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  if (bytes > limits.unpackedMegabytes * 1_000_000) return { kind: 'inflates-too-far', bytes };
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: file },
      { styleMap: STYLES, convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    return { kind: 'content', blocks: withNotesInPlace(value), matter: {}, warnings: [] };
  } catch (error) {
    return { kind: 'broken', what: 'a Word document', detail: error instanceof Error ? error.message : String(error) };
  }
}
