/** Where something is explained: a clause of a document's language editions. Shown only where that document is among those served. */
export interface ClauseReference {
  /** What the editions share: `charter`, `claims-guide`. */
  document: string;
  clause: string;
}
