import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { Audience } from '../documents';
import { Language } from '../language/languages';
import type { Unreadable } from './unreadable';

const FrontMatter = z.object({
  document: z.string().trim().min(1).optional(),
  title: z.string().trim().min(1).optional(),
  language: Language.optional(),
  edition: z.union([z.string().trim().min(1), z.number().transform(String)]).optional(),
  date: z.iso.date().optional(),
  audience: Audience.optional(),
});
/** What an author may say about a document at its top, between two `---` lines. */
export type FrontMatter = z.infer<typeof FrontMatter>;

/**
 * Takes the front matter off a text. A value that cannot be used is a problem (a mistyped audience must not make a staff document public);
 * a key that is not ours is only a warning, since other programs keep theirs here.
 */
export function splitFrontMatter(
  text: string,
): { kind: 'split'; matter: FrontMatter; body: string; warnings: string[] } | Unreadable {
  const found = /^---[^\S\n]*\r?\n(.*?)(?:^|\n)(?:---|\.\.\.)[^\S\n]*(?:\r?\n|$)/s.exec(text);
  if (!found) return { kind: 'split', matter: {}, body: text, warnings: [] };
  let raw: unknown;
  try {
    raw = parse(found[1] ?? '');
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return { kind: 'front-matter', problems: error.message.split('\n')[0] ?? error.code };
  }
  const parsed = FrontMatter.safeParse(raw ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`);
    return { kind: 'front-matter', problems: problems.join('; ') };
  }
  const known = Object.keys(FrontMatter.shape);
  const warnings = Object.keys(raw ?? {})
    .filter((key) => !known.includes(key))
    .map((key) => `front matter "${key}" is not known (known: ${known.join(', ')})`);
  return { kind: 'split', matter: parsed.data, body: text.slice(found[0].length), warnings };
}
