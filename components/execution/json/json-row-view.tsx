import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { JsonRow } from '@/lib/format/json-row';
import { JsonRowText } from './json-row-text';

/** Deeper than this a row says its depth instead of moving on to the right. */
const MAX_INDENT = 30;

interface JsonRowViewProps {
  row: JsonRow;
  id: string;
  /** False for a text that is not JSON: its lines are no tree. */
  tree: boolean;
  current: boolean;
  fault: boolean;
  pattern: RegExp | null;
  menu: ReactNode;
  onSelect: (line: number) => void;
  onToggle: (line: number) => void;
  onShowAll: (line: number, all: boolean) => void;
}

export const JsonRowView = memo(function JsonRowView(props: JsonRowViewProps) {
  const { row, tree, current, fault, pattern, menu, onSelect, onToggle, onShowAll } = props;
  const bracket = row.shape === 'open' || row.shape === 'folded';
  const item = tree && (bracket || row.shape === 'value');
  const Chevron = row.shape === 'folded' ? ChevronRight : ChevronDown;
  const aria = item && {
    ...{ id: props.id, role: 'treeitem', tabIndex: -1 },
    'aria-level': row.depth + 1,
    'aria-expanded': bracket ? row.shape === 'open' : undefined,
    'aria-setsize': row.siblings,
    'aria-posinset': row.position,
    'aria-selected': current,
  };
  return (
    <div
      {...aria}
      aria-hidden={tree && row.shape === 'close' ? true : undefined}
      data-current={current || undefined}
      onClick={() => onSelect(row.line)}
      className={cn(
        'group flex h-[20px] pr-1 outline-none',
        fault && 'bg-(--code-mark)',
        current && !fault && 'bg-raise',
        current && 'shadow-[inset_2px_0_var(--accent)]',
      )}
    >
      <span
        aria-hidden
        data-line={row.shape === 'more' || row.shape === 'wrapped' ? '' : row.number}
        className={cn(
          'sticky left-0 w-(--gutter) shrink-0 pr-2 text-right text-mute select-none before:content-[attr(data-line)]',
          fault ? 'bg-(--code-mark)' : current ? 'bg-raise' : 'bg-bg',
          current && 'shadow-[inset_2px_0_var(--accent)]',
        )}
      />
      <span
        aria-hidden
        className="shrink-0 text-mute"
        style={{ width: `${Math.min(row.depth, MAX_INDENT) * 2}ch` }}
      />
      {row.depth > MAX_INDENT ? (
        <span aria-hidden className="shrink-0 pr-2 text-mute select-none">
          {`depth ${row.depth.toLocaleString('en')}`}
        </span>
      ) : null}
      {tree ? (
        <span
          aria-hidden
          className={cn(
            'flex w-[20px] shrink-0 items-center justify-center text-mute',
            bracket && 'cursor-pointer hover:text-text',
          )}
          onClick={bracket ? () => onToggle(row.line) : undefined}
        >
          {bracket ? <Chevron size={13} /> : null}
        </span>
      ) : null}
      <span dir="ltr" className="whitespace-pre">
        <JsonRowText row={row} pattern={pattern} />
      </span>
      {row.cutChars > 0 || (row.tall && row.shape === 'value') ? (
        <button
          type="button"
          tabIndex={-1}
          className="sticky right-[36px] ml-2 h-[20px] shrink-0 rounded-sm bg-raise px-1.5 text-accent hover:underline"
          onClick={() => onShowAll(row.line, !row.tall)}
        >
          {row.tall ? 'show less' : `show all (${row.chars.toLocaleString('en')} chars)`}
        </button>
      ) : null}
      {menu}
    </div>
  );
});
