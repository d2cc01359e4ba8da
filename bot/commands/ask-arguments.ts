import { parseArgs } from 'node:util';
import { Language } from '../../knowledge';

export const usage = `Usage: npm run ask -- "question" [--lang LANGUAGE] [--documents DIR]
       npm run --silent ask -- --json "question" [--lang LANGUAGE] [--documents DIR]
       npm run --silent ask -- --batch [--lang LANGUAGE] [--documents DIR]

  --json            one line of JSON
  --batch           JSON lines in ({"id","question","history"?,"language"?}), JSON lines out
  --lang LANGUAGE   answer in this language: ${Language.options.join(', ')}
  --documents DIR   answer from the documents in this folder, in place of the shipped ones
  --help            show this
`;

/** What the command was asked to do. */
export type AskArguments = { language: Language | undefined; documents: string | undefined } & (
  { mode: 'batch' } | { mode: 'help' } | { mode: 'json' | 'terminal'; question: string }
);

/** The arguments, or what is wrong with them in one line. */
export function parseAskArguments(argv: string[]): AskArguments | { wrong: string } {
  let parsed;
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        batch: { type: 'boolean' },
        lang: { type: 'string' },
        documents: { type: 'string' },
      },
    });
  } catch (error) {
    // parseArgs throws for nothing but wrong arguments, and says which.
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help) return { mode: 'help', language: undefined, documents: undefined };
  const language = Language.optional().safeParse(values.lang);
  if (!language.success)
    return { wrong: `--lang must be one of ${Language.options.join(', ')}, not "${values.lang}".` };
  if (values.documents === '') return { wrong: '--documents needs a folder.' };
  const common = { language: language.data, documents: values.documents };
  const question = positionals.join(' ').trim();
  if (values.batch) {
    if (question !== '')
      return { wrong: '--batch reads its questions from standard input and takes none as an argument.' };
    return { ...common, mode: 'batch' };
  }
  if (question === '') return { wrong: 'The question is missing.' };
  return { ...common, mode: values.json ? 'json' : 'terminal', question };
}
