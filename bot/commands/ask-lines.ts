/** One line of input, or why it cannot be read. */
export type Line = { text: string } | { wrong: string };

/** A line that no honest question with its history needs. Kept small so that an endless line costs no memory. */
const longestLineBytes = 512 * 1024;

const newline = 0x0a;

/**
 * Cuts a stream of bytes into lines, one at a time: nothing is read ahead of what the caller has asked for beyond the chunk in hand. Only `\n` ends a line
 * (and `\r\n`), since JSON may hold every other line separator unescaped.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (): Line => {
    const line = length > longestLineBytes ? tooLong : decode(Buffer.concat(parts));
    parts = [];
    length = 0;
    return line;
  };
  const add = (part: Uint8Array): void => {
    length += part.length;
    if (length <= longestLineBytes) parts.push(part);
    else parts = [];
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield take();
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take();
}

const tooLong: Line = { wrong: `The line is longer than ${longestLineBytes / 1024} KB.` };

function decode(bytes: Uint8Array): Line {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '') };
  } catch (error) {
    if (error instanceof TypeError) return { wrong: 'The line is not UTF-8.' };
    throw error;
  }
}
