import type { Strings } from './strings';

/** Every word the widget says about files, in one language. */
export interface AttachmentWords {
  attach: string;
  chosen: string;
  remove(name: string): string;
  dropHere: string;
  files: string;
  progress: string;
  saves: string;
  /** Why files were not taken, by the service's code; what is not listed has `other`. */
  refused: Record<string, string> & { other: string };
}

const da: AttachmentWords = {
  attach: 'Vedhæft filer (billeder eller PDF)',
  chosen: 'Filer, der sendes med',
  remove: (name) => `Fjern ${name}`,
  dropHere: 'Slip filerne her',
  files: 'Filer',
  progress: 'Sendt indtil nu',
  saves: 'gemmes på din computer',
  refused: {
    FileTypeNotTaken: 'Vi tager imod billeder (PNG, JPEG, GIF, WebP) og PDF. En af filerne er noget andet.',
    FileTooLarge: 'En fil må højst være 10 MB. En af filerne er større.',
    FileEmpty: 'En af filerne er tom. Vælg den igen.',
    FileBroken: 'En af filerne er beskadiget eller ikke hel. Gem den på ny, og prøv igen.',
    FilesLost: 'Siden blev hentet igen, og dine filer kom ikke med. Vælg dem igen.',
    FileUnsafe: 'En af filerne blev afvist: kontrollen fandt noget skadeligt i den.',
    FileNotScanned: 'Filerne kan ikke kontrolleres lige nu. Prøv igen om nogle minutter.',
    TooManyFiles: 'Der kan højst sendes fem filer ad gangen. Send resten bagefter.',
    TooManyFilesInConversation: 'Der er ikke plads til flere filer i denne samtale.',
    NoSpaceForFiles: 'Vi kan ikke tage imod filer lige nu. Prøv igen senere.',
    other: 'Filerne kunne ikke sendes.',
  },
};

const en: AttachmentWords = {
  attach: 'Attach files (pictures or PDF)',
  chosen: 'Files to be sent',
  remove: (name) => `Remove ${name}`,
  dropHere: 'Drop the files here',
  files: 'Files',
  progress: 'Sent so far',
  saves: 'saves to your computer',
  refused: {
    FileTypeNotTaken: 'We take pictures (PNG, JPEG, GIF, WebP) and PDF. One of the files is something else.',
    FileTooLarge: 'A file may have 10 MB at most. One of the files is larger.',
    FileEmpty: 'One of the files is empty. Choose it again.',
    FileBroken: 'One of the files is damaged or not complete. Save it anew and try again.',
    FilesLost: 'The page was loaded again, and your files did not come along. Choose them again.',
    FileUnsafe: 'One of the files was refused: the check found something harmful in it.',
    FileNotScanned: 'The files cannot be checked just now. Try again in a few minutes.',
    TooManyFiles: 'Five files can be sent at a time. Send the rest afterwards.',
    TooManyFilesInConversation: 'There is no room for more files in this conversation.',
    NoSpaceForFiles: 'We cannot take files just now. Please try again later.',
    other: 'The files could not be sent.',
  },
};

export const attachmentWords = ({ locale }: Pick<Strings, 'locale'>): AttachmentWords => (locale === 'da-DK' ? da : en);

/** "312 kB", "4,2 MB": as the reader's language writes numbers. */
export function shownSize(bytes: number, { locale }: Pick<Strings, 'locale'>): string {
  const inMegabytes = bytes >= 1_000_000;
  const amount = inMegabytes ? bytes / 1_000_000 : Math.max(1, Math.round(bytes / 1000));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: inMegabytes ? 1 : 0 }).format(amount);
  return `${number} ${inMegabytes ? 'MB' : 'kB'}`;
}
