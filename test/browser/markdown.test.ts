import { escapeHtml, html } from '../../bot/web/pages/html';
import { parseMarkdown, safeHref } from '../../bot/web/widget/markdown';

test('paragraphs, bold words, quotations and footnote marks are told apart', () => {
  expect(parseMarkdown('The charter **says**:\n\n> We answer. [1]\n\n- one\n- two')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: 'The charter ' },
          { kind: 'strong', text: 'says' },
          { kind: 'text', text: ':' },
        ],
      ],
    },
    {
      kind: 'quote',
      blocks: [
        {
          kind: 'paragraph',
          lines: [
            [
              { kind: 'text', text: 'We answer. ' },
              { kind: 'note', number: 1 },
            ],
          ],
        },
      ],
    },
    {
      kind: 'list',
      start: undefined,
      items: ['one', 'two'].map((text) => [{ kind: 'paragraph', lines: [[{ kind: 'text', text }]] }]),
    },
  ]);
});

test('the addresses of footnotes, written for other clients, are not shown', () => {
  expect(parseMarkdown('So it is. [1]\n\n[1]: https://example.com/a "A"')).toHaveLength(1);
});

test('a line of its own keeps its break', () => {
  expect(parseMarkdown('Telephone\n12 34 56 78')).toEqual([
    { kind: 'paragraph', lines: [[{ kind: 'text', text: 'Telephone' }], [{ kind: 'text', text: '12 34 56 78' }]] },
  ]);
});

test('what looks like markup stays text', () => {
  for (const text of ['<b>x</b>', '<script>x</script>', 'a <img src=x onerror=y> b', '[x]', '**x', '[x](', '&lt;']) {
    expect(parseMarkdown(text)).toEqual([{ kind: 'paragraph', lines: [[{ kind: 'text', text }]] }]);
  }
});

test('unusual input is read in reasonable steps', () => {
  expect(parseMarkdown('> '.repeat(50) + 'deep')).toHaveLength(1);
  expect(parseMarkdown('**x'.repeat(2_000))).toHaveLength(1);
  expect(parseMarkdown('['.repeat(4_000))).toHaveLength(1);
  expect(parseMarkdown('\n\n\n')).toEqual([]);
});

test('links lead to web pages only', () => {
  const service = 'https://bot.example';
  expect(safeHref('/documents/charter#a', service)).toBe('https://bot.example/documents/charter#a');
  expect(safeHref('https://other.example/x', service)).toBe('https://other.example/x');
  for (const href of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \tjavascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://[',
  ]) {
    expect(safeHref(href, service)).toBeUndefined();
  }
});

test('whatever goes into a page is escaped, in text and in attributes', () => {
  const attack = `"><script>alert('1')</script>&`;
  expect(escapeHtml(attack)).toBe('&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;');
  expect(html`<a href="${attack}">${[html`<b>${attack}</b>`]}${undefined}</a>`.markup).not.toContain('<script');
});

test('what a language model may write is drawn: lists in lists, headings, emphasis, code, tables', () => {
  const text = (words: string) => [{ kind: 'text', text: words }];
  expect(parseMarkdown('# Head\n1. one\n   - *in* `one`\n2. two')).toEqual([
    { kind: 'heading', lines: [text('Head')] },
    {
      kind: 'list',
      start: 1,
      items: [
        [
          { kind: 'paragraph', lines: [text('one')] },
          {
            kind: 'list',
            start: undefined,
            items: [
              [
                {
                  kind: 'paragraph',
                  lines: [
                    [
                      { kind: 'emphasis', text: 'in' },
                      { kind: 'text', text: ' ' },
                      { kind: 'code', text: 'one' },
                    ],
                  ],
                },
              ],
            ],
          },
        ],
        [{ kind: 'paragraph', lines: [text('two')] }],
      ],
    },
  ]);
  expect(parseMarkdown('|a|b|\n|-|-|\n|1|2|')).toEqual([
    {
      kind: 'table',
      rows: [
        [text('a'), text('b')],
        [text('1'), text('2')],
      ],
    },
  ]);
  expect(parseMarkdown('31. december 2026')).toMatchObject([{ kind: 'list', start: 31 }]);
});
