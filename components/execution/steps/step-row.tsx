import { Braces, ChevronDown, ChevronRight, Info } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { StepOutline } from '@/lib/domain/step-outline';
import type { StepNode } from '@/lib/domain/step-tree';
import { formatDuration } from '@/lib/format/format-duration';
import { STEP_STATUS_LABEL, stepName } from '@/lib/format/step-words';
import { visibleLine } from '@/lib/format/visible-line';

/** Deeper than this a step stands no further to the right. */
const MAX_INDENT = 12;

interface StepRowProps {
  node: StepNode<StepOutline>;
  id: string;
  isClosed: boolean;
  isCurrent: boolean;
  onSelect: (seq: number) => void;
  onToggle: (seq: number) => void;
  onOpen: (seq: number) => void;
  /** Opens why it failed; without it the icon is not there. */
  onExplain?: (seq: number) => void;
  bar: ReactNode;
}

/** Of a virtualised tree, which has the focus and names its active row: no table could be that. */
const CELL = { role: 'gridcell' } as const;

const ICON =
  'flex size-6 shrink-0 items-center justify-center rounded-md text-mute hover:bg-raise hover:text-text';

export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { node, id, isClosed, isCurrent, onSelect, onToggle, onOpen, onExplain, bar } = props;
  const { step, depth, descendants } = node;
  const name = stepName(step);
  const Chevron = isClosed ? ChevronRight : ChevronDown;
  const hasTexts =
    step.inputBytes !== null || step.outputBytes !== null || step.errorBytes !== null;
  const aria = {
    ...{ role: 'row', id },
    'aria-level': depth + 1,
    'aria-posinset': node.position,
    'aria-setsize': node.siblings,
    'aria-expanded': descendants > 0 ? !isClosed : undefined,
    'aria-selected': isCurrent,
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is among what is spread.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys.
    <div
      {...aria}
      data-seq={step.seq}
      onClick={() => onSelect(step.seq)}
      onDoubleClick={() => onOpen(step.seq)}
      className={cn(
        'step-row border-b border-line/60',
        isCurrent && 'bg-raise shadow-[inset_2px_0_var(--accent)]',
      )}
    >
      <span {...CELL} className="[grid-area:name] flex min-w-0 items-center">
        <span
          aria-hidden
          className="shrink-0"
          style={{ width: `${Math.min(depth, MAX_INDENT) * 14}px` }}
        />
        {descendants > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={isClosed ? `Open ${name}` : `Close ${name}`}
            onClick={() => onToggle(step.seq)}
            className="flex size-5 shrink-0 items-center justify-center text-mute hover:text-text"
          >
            <Chevron aria-hidden size={14} />
          </button>
        ) : (
          <span aria-hidden className="w-5 shrink-0" />
        )}
        <span className="truncate" title={name}>
          {name}
        </span>
        {isClosed && descendants > 0 ? (
          <span className="ml-2 shrink-0 text-[12px] text-mute tabular-nums">
            +{descendants.toLocaleString('en')}
          </span>
        ) : null}
      </span>
      <span
        {...CELL}
        className="[grid-area:connector] min-w-0 truncate font-mono text-[12px] text-mute"
      >
        {step.connector === null ? '' : visibleLine(step.connector)}
      </span>
      <span {...CELL} className="step-status [grid-area:status] flex min-w-0 items-center gap-1">
        <StepStatusMark status={step.status} />
        {onExplain ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Why ${name} failed`}
            onClick={() => onExplain(step.seq)}
            className={ICON}
          >
            <Info aria-hidden size={14} />
          </button>
        ) : null}
      </span>
      <span {...CELL} className="[grid-area:duration] text-right tabular-nums">
        {step.durationMs === null ? (
          <span className="text-mute">–</span>
        ) : (
          formatDuration(step.durationMs)
        )}
      </span>
      <span {...CELL} className="[grid-area:code]">
        {hasTexts ? (
          <button
            type="button"
            tabIndex={-1}
            aria-label={`Input and output of ${name}`}
            title="Input and output"
            onClick={() => onOpen(step.seq)}
            className={ICON}
          >
            <Braces aria-hidden size={14} />
          </button>
        ) : null}
      </span>
      <span
        {...CELL}
        data-axis
        className="step-time relative [grid-area:time] flex h-full min-w-0 items-center"
      >
        {bar}
      </span>
    </div>
  );
});

/** A dot and a word; a step without a status has neither. */
export function StepStatusMark({ status }: { status: StepOutline['status'] }) {
  if (status === null) return <span className="text-mute">–</span>;
  return (
    <span className={cn('truncate', status === 'skipped' && 'text-mute')}>
      <span
        aria-hidden
        className="mr-2 inline-block size-1.5 shrink-0 rounded-full align-middle"
        style={
          status === 'skipped'
            ? { boxShadow: 'inset 0 0 0 1px var(--mute)' }
            : { background: `var(--st-${status})` }
        }
      />
      {STEP_STATUS_LABEL[status]}
    </span>
  );
}
