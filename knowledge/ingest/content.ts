import type { Block } from './blocks';
import type { FrontMatter } from './front-matter';

/** What a format's reader makes of a file, before it is cut. */
export interface Content {
  kind: 'content';
  blocks: Block[];
  matter: FrontMatter;
  /** The title that the format itself keeps (HTML's <title>, PDF's information). It yields to a level-1 heading in HTML, where it often names the site. */
  title?: string;
  /** For a paged format. */
  pages?: number;
  warnings: string[];
}
