'use client';

import { GripVertical, Pin, X } from 'lucide-react';
import { followPointer } from '@/components/table/follow-pointer';
import { Checkbox } from '@/components/ui/checkbox';
import { cn } from '@/lib/cn';
import {
  type ColumnPlace,
  canHide,
  changeColumn,
  columnLabel,
  removePathColumn,
} from '@/lib/domain/column-layout';
import { isColumnId } from '@/lib/domain/execution-columns';
import { visibleLine } from '@/lib/format/visible-line';
import type { ColumnSettings } from './use-column-layout';

const BUTTON =
  'flex size-6 shrink-0 items-center justify-center rounded-sm text-mute hover:text-text';
const STEP: Record<string, -1 | 1> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/** One column of the list: its grip moves it, by pointer or by arrow keys. */
export function ColumnsPanelRow({
  place,
  settings,
  onDrag,
}: {
  place: ColumnPlace;
  settings: ColumnSettings;
  onDrag: (key: string, clientY: number) => void;
}) {
  const { key, hidden, pinned } = place;
  const { layout, set, commands } = settings;
  const label = visibleLine(columnLabel(key));
  return (
    <li data-key={key} className="flex h-7 items-center rounded-sm hover:bg-raise">
      <button
        type="button"
        aria-label={`Move ${label}`}
        title="Drag it, or press an arrow key"
        className={cn(BUTTON, 'cursor-grab! touch-none')}
        onPointerDown={(press) =>
          followPointer(
            press,
            (event) => onDrag(key, event.clientY),
            () => {},
          )
        }
        onKeyDown={(event) => {
          const by = STEP[event.key];
          if (!by) return;
          event.preventDefault();
          const grip = event.currentTarget;
          commands.step(key, by);
          // A node that is put elsewhere in the document loses the focus.
          requestAnimationFrame(() => grip.focus());
        }}
      >
        <GripVertical aria-hidden size={13} />
      </button>
      <label className="flex min-w-0 flex-1 items-center gap-2 pl-1.5">
        <Checkbox
          checked={!hidden}
          disabled={!canHide(key)}
          onChange={(event) => set(changeColumn(layout, key, { hidden: !event.target.checked }))}
        />
        <span dir="ltr" className={cn('truncate', !isColumnId(key) && 'font-mono text-[12px]')}>
          {label}
        </span>
      </label>
      {isColumnId(key) ? null : (
        <button
          type="button"
          aria-label={`Remove ${label}`}
          className={BUTTON}
          onClick={() => set(removePathColumn(layout, key))}
        >
          <X aria-hidden size={13} />
        </button>
      )}
      <button
        type="button"
        aria-label={`Pin ${label}`}
        aria-pressed={pinned}
        title={pinned ? 'Stays in sight at the left; unpin' : 'Keep in sight at the left'}
        className={cn(BUTTON, pinned && 'text-accent hover:text-accent')}
        onClick={() => set(changeColumn(layout, key, { pinned: !pinned }))}
      >
        <Pin aria-hidden size={13} />
      </button>
    </li>
  );
}
