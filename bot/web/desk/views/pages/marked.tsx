const folded = (text: string): string => text.toLocaleLowerCase('da');

/** A text with the words that were looked for marked in it. All of it is text, whatever somebody wrote. */
export function Marked({ text, words }: { text: string; words: string }) {
  const sought = folded(words.replace(/\s+/g, ' ').trim());
  const plain = folded(text);
  // A letter that is longer in lower case would shift the places: then nothing is marked.
  const at = plain.length === text.length ? plain.indexOf(sought) : -1;
  if (at < 0 || sought === '') return <>{text}</>;
  const end = at + sought.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
