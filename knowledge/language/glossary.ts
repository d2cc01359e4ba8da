import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { projectPath } from '../project-path';
import { conceptMatcher, type ConceptMatcher } from './concept-matcher';
import { Concept } from './concept';
import { formTables, FormTables } from './forms';
import { Language } from './languages';
import { relatedBy } from './related-concepts';

const Theme = z.object({ theme: z.string().min(1), concepts: z.array(Concept) });

/** The glossary, ready for matching. A concept is known by its place. */
export interface Glossary {
  /** Changes with any change of the glossary. */
  readonly hash: string;
  /** The concepts' ids, by place. */
  readonly ids: readonly string[];
  /** The concepts themselves, by place; read on first use. */
  concepts(): readonly Concept[];
  /** Finds the concepts in a language's words. */
  matcher(language: Language): ConceptMatcher;
  /** The concepts that a clause may speak of when a question speaks of this one: `bankruptcy` → `claim-notification`. */
  related(concept: number): readonly number[];
  /** All that matching needs, for keeping. */
  compiled(): CompiledGlossary;
}

/** A glossary without its texts, as an index on disk keeps it for a fast start. */
export const CompiledGlossary = z.object({
  hash: z.string(),
  ids: z.array(z.string()),
  forms: z.object({ da: FormTables, en: FormTables, sv: FormTables, no: FormTables, de: FormTables, nl: FormTables }),
});
export type CompiledGlossary = z.infer<typeof CompiledGlossary>;

/** Names the file and the field, so that whoever edits the glossary can mend it. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError';
}

const shippedDirectory = (): string => projectPath('knowledge', 'language', 'glossary');
let shipped: Glossary | undefined;

/**
 * The shipped glossary: all files of `knowledge/language/glossary`, read once. With a `compiled` one that was made of the very same files
 * they are not parsed.
 */
export function loadGlossary(compiled?: CompiledGlossary): Glossary {
  shipped ??= readGlossary(shippedDirectory(), compiled);
  return shipped;
}

/**
 * Reads the glossary files of a folder. A concept that is in two files has the forms of both, and the first file's term and definition,
 * so that a file can add words to another's concepts. Throws a GlossaryError for a file that is no glossary.
 */
export function readGlossary(directory: string, compiled?: CompiledGlossary): Glossary {
  const names = existsSync(directory) ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];
  const files = names.sort().map((name) => ({ name, bytes: readFileSync(path.join(directory, name)) }));
  const digest = createHash('sha256');
  for (const { name, bytes } of files) digest.update(name).update(bytes);
  const hash = digest.digest('hex');
  const read = (): Concept[] => mergeThemes(files.map(({ name, bytes }) => parseTheme(name, bytes.toString('utf8'))));
  return compiled?.hash === hash ? glossaryOfTables(compiled, read) : glossaryOf(read(), hash);
}

/** A glossary over these concepts. `hash` must change with them. */
export function glossaryOf(concepts: readonly Concept[], hash: string): Glossary {
  const tables = new Map<Language, FormTables>();
  const tablesOf = (language: Language): FormTables => {
    let made = tables.get(language);
    // One language at a time, when first asked for: most visits use two of the six.
    if (!made) tables.set(language, (made = formTables(concepts, language)));
    return made;
  };
  const ids = concepts.map(({ id }) => id);
  return {
    ...matching(tablesOf),
    related: relatedBy(ids),
    hash,
    ids,
    concepts: () => concepts,
    compiled: () => ({
      hash,
      ids,
      forms: {
        da: tablesOf('da'),
        en: tablesOf('en'),
        sv: tablesOf('sv'),
        no: tablesOf('no'),
        de: tablesOf('de'),
        nl: tablesOf('nl'),
      },
    }),
  };
}

function glossaryOfTables(compiled: CompiledGlossary, read: () => Concept[]): Glossary {
  let concepts: readonly Concept[] | undefined;
  return {
    ...matching((language) => compiled.forms[language]),
    related: relatedBy(compiled.ids),
    hash: compiled.hash,
    ids: compiled.ids,
    concepts: () => (concepts ??= read()),
    compiled: () => compiled,
  };
}

function matching(tablesOf: (language: Language) => FormTables): Pick<Glossary, 'matcher'> {
  const matchers = new Map<Language, ConceptMatcher>();
  return {
    matcher(language) {
      let matcher = matchers.get(language);
      if (!matcher) matchers.set(language, (matcher = conceptMatcher(language, tablesOf(language))));
      return matcher;
    },
  };
}

function mergeThemes(themes: readonly z.infer<typeof Theme>[]): Concept[] {
  const concepts = new Map<string, Concept>();
  for (const concept of themes.flatMap((theme) => theme.concepts)) {
    const first = concepts.get(concept.id);
    if (first) for (const language of Language.options) first.forms[language].push(...concept.forms[language]);
    else concepts.set(concept.id, concept);
  }
  return [...concepts.values()];
}

function parseTheme(file: string, text: string): z.infer<typeof Theme> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new GlossaryError(`Glossary file ${file} is not JSON.`, { cause });
  }
  const theme = Theme.safeParse(json);
  if (!theme.success) throw new GlossaryError(`Glossary file ${file}: ${z.prettifyError(theme.error)}`);
  return theme.data;
}
