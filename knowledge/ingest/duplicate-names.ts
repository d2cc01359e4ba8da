import path from 'node:path';

/**
 * Two files of one name, extension aside. A citation names a document by its file's name, so either could be meant: nothing is read, and whoever
 * gave the files decides which stays.
 */
export class DuplicateDocumentNameError extends Error {
  constructor(
    readonly documentName: string,
    readonly files: [string, string],
  ) {
    super(
      `Two documents are named "${documentName}": ${files[0]} and ${files[1]}. Citations name a document by its file name: rename one, or leave it out.`,
    );
    this.name = 'DuplicateDocumentNameError';
  }
}

/** @throws DuplicateDocumentNameError for the first two files of one name */
export function checkDocumentNames(files: string[]): void {
  const named = new Map<string, string>();
  for (const file of files) {
    const name = path.basename(file, path.extname(file));
    const other = named.get(name);
    if (other !== undefined) throw new DuplicateDocumentNameError(name, [other, file]);
    named.set(name, file);
  }
}
