import { foldText } from './fold-text';

/** What programs put in a title's place: their own name, their word for nothing, or the name of the file. */
const PLACEHOLDER =
  /^(?:untitled.*|unnamed|unavngivet|no title|ingen titel|title|index|home|about:.*|microsoft (?:word|powerpoint|excel)\b.*|(?:document|dokument|presentation|præsentation)\s*\d*)$/iu;
const FILE_NAME = /\.(?:pdf|docx?|dotx?|odt|rtf|html?|xhtml|aspx?|php|md|markdown|txt|text|indd|pub|pptx?|xlsx?|tmp)$/i;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S*$|^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?$/i;
const PATH = /^(?:[a-z]:[\\/]|\\\\|~?\/|\.{1,2}[\\/]).*$/i;
const LANGUAGE_SUFFIX = /[._-](?:da|dk|en|gb|uk|sv|se|no|nb|de|nl)$/i;

/** A title as a format keeps it, folded; `undefined` for one that titles nothing ("about:blank", "Microsoft Word - letter.docx", a bare address or path). */
export function usableTitle(title: unknown): string | undefined {
  const text = typeof title === 'string' ? foldText(title) : '';
  if (!/\p{L}/u.test(text)) return undefined;
  return [PLACEHOLDER, FILE_NAME, ADDRESS, PATH].some((useless) => useless.test(text)) ? undefined : text;
}

/** The title of a document that has none: the file's name (without its extension) as words, without the language at its end. */
export function titleOfName(name: string): string {
  const words = foldText(name.replace(LANGUAGE_SUFFIX, '').replace(/[_+.-]+/g, ' '));
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
