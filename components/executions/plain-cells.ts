import type { PlainCell } from '@/components/table/plain-cell';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ColumnId } from '@/lib/domain/execution-columns';
import type { Verdict } from '@/lib/domain/verdict';
import { secondsText } from '@/lib/format/seconds-text';
import { VERDICT_LABEL } from '@/lib/format/verdict-label';
import { visibleLine } from '@/lib/format/visible-line';

const MUTE = 'text-mute';
const MONO = 'font-mono text-[12px]';
const DASH: PlainCell = { text: '', className: MUTE };

/** Columns that are drawn by components of their own. */
export type DrawnColumn = 'createdAt' | 'status' | 'durationMs';

type PlainColumn = Exclude<ColumnId, DrawnColumn>;

const VERDICT_COLOR: Partial<Record<Verdict, string>> = {
  verified: 'text-good',
  diverged: 'text-bad',
};

/** One line of text from a log: controls and direction marks are shown, never obeyed. */
function logged(text: string | null, className?: string): PlainCell {
  if (text === null || text === '') return DASH;
  const shown = visibleLine(text);
  return { text: shown, className, title: shown };
}

/** A count that says something only when there is any. */
function counted(count: number, className: string): PlainCell {
  return {
    text: count.toLocaleString('en'),
    className: `text-right tabular-nums ${count > 0 ? className : MUTE}`,
  };
}

/** A column of the catalogue without an answer here, or a component, does not compile. */
const PLAIN: Record<PlainColumn, (execution: ExecutionSummary) => PlainCell> = {
  event: ({ event }) => logged(event, MUTE),
  target: ({ target }) => logged(target, MONO),
  targetRecordId: ({ targetRecordId }) => logged(targetRecordId, MONO),
  validationMessage: ({ validationMessage }) => logged(validationMessage),
  raisedAction: ({ raisedAction }) => logged(raisedAction, `${MONO} ${MUTE}`),
  actionKeys: ({ actionKeys }) => logged(actionKeys.join(', '), `${MONO} ${MUTE}`),
  requestId: ({ requestId }) => logged(requestId, `${MONO} ${MUTE}`),
  triggeredBy: ({ triggeredBy }) => logged(triggeredBy, MUTE),
  environment: ({ environment }) => logged(environment, MUTE),
  attempt: ({ attempt }) => ({ text: String(attempt), className: `${MUTE} tabular-nums` }),
  warnings: ({ warningCount }) => counted(warningCount, 'text-warn'),
  errors: ({ errorCount }) => counted(errorCount, 'text-bad'),
  seconds: ({ durationMs }) => ({
    text: secondsText(durationMs),
    className: 'text-right tabular-nums',
  }),
  steps: ({ stepCount }) => counted(stepCount, ''),
  reproducibility: ({ reproducibility }) => ({
    text: VERDICT_LABEL[reproducibility],
    className: VERDICT_COLOR[reproducibility] ?? MUTE,
  }),
};

/** What stands in a cell, or undefined where a component draws it. */
export function plainCellOf(execution: ExecutionSummary, columnId: string): PlainCell | undefined {
  return Object.hasOwn(PLAIN, columnId) ? PLAIN[columnId as PlainColumn](execution) : undefined;
}
