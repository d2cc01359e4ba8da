import type { ComponentChildren } from 'preact';
import { type Block, type Inline, parseMarkdown, safeHref } from '../../../widget/markdown';

/** The assistant's own text as the customer sees it; its Markdown becomes elements, never markup. */
export const FormattedText = ({ text }: { text: string }) => <>{parseMarkdown(text).map(blockView)}</>;

function blockView(block: Block, at: number): ComponentChildren {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p key={at}>
          {block.lines.map((line, row) => (
            <>
              {row > 0 && <br />}
              {line.map(inlineView)}
            </>
          ))}
        </p>
      );
    case 'quote':
      return <blockquote key={at}>{block.blocks.map(blockView)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, row) => <li key={row}>{item.map(inlineView)}</li>);
      return block.ordered ? <ol key={at}>{items}</ol> : <ul key={at}>{items}</ul>;
    }
    default:
      throw new Error(`Unhandled block: ${JSON.stringify(block satisfies never)}`);
  }
}

function inlineView(run: Inline, at: number): ComponentChildren {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'strong':
      return <strong key={at}>{run.text}</strong>;
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
