import { HttpError } from '../http';

export const mostBytes = 10 * 1024 * 1024;
export const mostFilesPerMessage = 5;
/** A conversation about a claim has a dozen; hundreds are somebody filling our disk. */
export const mostFilesPerConversation = 60;

/** Why a file was not taken. */
export type RefusalReason =
  | 'empty'
  | 'too-large'
  | 'wrong-type'
  | 'broken'
  /** The scan found something in it. */
  | 'infected'
  /** The scan could not be made. */
  | 'not-scanned'
  | 'too-many'
  | 'too-many-in-conversation'
  | 'no-space';

export interface Refusal {
  kind: 'refused';
  why: RefusalReason;
  /** The file's name as its sender wrote it. */
  name: string;
}

export const refusal = (why: RefusalReason, name: string): Refusal => ({ kind: 'refused', why, name });

/** A refusal as the answer to a request: its code is what the widget has its own words for. */
export function refusalError({ why, name }: Refusal): HttpError {
  const file = name === '' ? 'The file' : `The file "${name.slice(0, 80)}"`;
  const megabytes = mostBytes / 1024 / 1024;
  const types = 'Pictures (PNG, JPEG, GIF, WebP) and PDF are.';
  switch (why) {
    case 'empty':
      return new HttpError(400, 'FileEmpty', `${file} is empty. Choose it again, or another one.`);
    case 'too-large':
      return new HttpError(413, 'FileTooLarge', `${file} is larger than ${megabytes} MB. Send a smaller one.`);
    case 'wrong-type':
      return new HttpError(415, 'FileTypeNotTaken', `${file} is of a type that is not taken. ${types}`);
    case 'broken':
      return new HttpError(415, 'FileBroken', `${file} is broken or not complete. Save it anew, and send that.`);
    case 'infected':
      return new HttpError(422, 'FileUnsafe', `${file} was not taken: the check for harmful content found something.`);
    case 'not-scanned':
      return new HttpError(
        503,
        'FileNotScanned',
        `${file} could not be checked for harmful content now. Please try again in a few minutes.`,
        { 'Retry-After': '60' },
      );
    case 'too-many':
      return new HttpError(
        400,
        'TooManyFiles',
        `A message takes ${mostFilesPerMessage} files at most. Send the rest in the next one.`,
      );
    case 'too-many-in-conversation':
      return new HttpError(
        400,
        'TooManyFilesInConversation',
        `A conversation takes ${mostFilesPerConversation} files at most.`,
      );
    case 'no-space':
      return new HttpError(
        507,
        'NoSpaceForFiles',
        `${file} cannot be kept now: there is no room. Please try again later.`,
        {
          'Retry-After': '600',
        },
      );
    default:
      throw new Error(`Unhandled refusal: ${why satisfies never}`);
  }
}
