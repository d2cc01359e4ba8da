import type { ComponentChildren } from 'preact';
import { type Block, type Inline, parseMarkdown, safeHref } from '../../../widget/markdown';

/** The assistant's own text as the customer sees it; its Markdown becomes elements, never markup. */
export const FormattedText = ({ text }: { text: string }) => <>{parseMarkdown(text).map(blockView)}</>;

function blockView(block: Block, at: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return <p key={at}>{linesView(block.lines)}</p>;
    case 'heading':
      return (
        <p key={at}>
          <strong>{linesView(block.lines)}</strong>
        </p>
      );
    case 'quote':
      return <blockquote key={at}>{block.blocks.map(blockView)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, row) => <li key={row}>{item.map(itemView)}</li>);
      if (block.start === undefined) return <ul key={at}>{items}</ul>;
      return (
        <ol key={at} start={block.start}>
          {items}
        </ol>
      );
    }
    case 'code':
      return <pre key={at}>{block.text}</pre>;
    case 'table':
      return (
        <table key={at}>
          {block.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, column) =>
                line === 0 ? (
                  <th key={column}>{cell.map(inlineView)}</th>
                ) : (
                  <td key={column}>{cell.map(inlineView)}</td>
                ),
              )}
            </tr>
          ))}
        </table>
      );
    default:
      throw new Error(`Unhandled block: ${JSON.stringify(block satisfies never)}`);
  }
}

const linesView = (lines: Inline[][]): ComponentChildren =>
  lines.map((line, row) => (
    <>
      {row > 0 && <br />}
      {line.map(inlineView)}
    </>
  ));

/** An item of one line needs no paragraph. */
const itemView = (block: Block, at: number): ComponentChildren =>
  block.kind === 'paragraph' ? linesView(block.lines) : blockView(block, at);

function inlineView(run: Inline, at: number): ComponentChildren {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'strong':
      return <strong key={at}>{run.text}</strong>;
    case 'emphasis':
      return <em key={at}>{run.text}</em>;
    case 'code':
      return <code key={at}>{run.text}</code>;
    case 'link': {
      const href = safeHref(run.href, location.origin);
      return href === undefined ? (
        run.text
      ) : (
        <a key={at} href={href} target="_blank" rel="noopener noreferrer">
          {run.text}
        </a>
      );
    }
    case 'note':
      return <sup key={at}>[{run.number}]</sup>;
    default:
      throw new Error(`Unhandled run of text: ${JSON.stringify(run satisfies never)}`);
  }
}
