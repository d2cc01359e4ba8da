/**
 * An edition as a customer may read it; `undefined` for one that nobody chose. Without an edition of the author's a document
 * carries the beginning of its checksum, which tells a customer nothing. A day written as eight digits is an edition.
 */
export function shownEdition(edition: string): string | undefined {
  const isFingerprint = /^[0-9a-f]{8}$/.test(edition) && !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])\d\d$/.test(edition);
  return isFingerprint || edition === '' ? undefined : edition;
}
