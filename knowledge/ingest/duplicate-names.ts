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

/** A file whose name an earlier one has. */
export interface SecondOfName {
  name: string;
  file: string;
  /** The file that keeps the name. */
  first: string;
}

/** The files after the first of each name. */
export function secondsOfName(files: readonly string[]): SecondOfName[] {
  const named = new Map<string, string>();
  return files.flatMap((file) => {
    const name = path.basename(file, path.extname(file));
    const first = named.get(name);
    if (first !== undefined) return [{ name, file, first }];
    named.set(name, file);
    return [];
  });
}

/** Why such a file did not go in, and the way out. */
export const explainSecond = ({ name, first }: SecondOfName): string =>
  `has the name of ${first}, and citations name a document by its file name ("${name}"): rename one of the two`;
