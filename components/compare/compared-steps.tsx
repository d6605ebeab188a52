import { diffArrays } from 'diff';
import { StatusCell } from '@/components/executions/cells/status-cell';
import { cn } from '@/lib/cn';
import type { ExecutionStep } from '@/lib/domain/execution';
import { formatDuration } from '@/lib/format/format-duration';
import { visibleLine } from '@/lib/format/visible-line';

type Pair = [before: ExecutionStep | null, after: ExecutionStep | null];

/** Lists that differ in more than this many steps are compared place by place. */
const MAX_EDITS = 200;

/** The steps of two logs beside each other, matched by name and connector in their order. */
export function ComparedSteps({
  before,
  after,
}: {
  before: readonly ExecutionStep[];
  after: readonly ExecutionStep[];
}) {
  return (
    <table className="w-full table-fixed text-left">
      <caption className="sr-only">Steps</caption>
      <thead className="sr-only">
        <tr>
          <th>Step</th>
          <th>Left</th>
          <th>Right</th>
        </tr>
      </thead>
      <tbody>
        {pairsOf(before, after).map(([was, is]) => (
          <tr
            key={`${was?.seq ?? '-'} ${is?.seq ?? '-'}`}
            className={cn(
              'border-b border-line/70 last:border-0',
              was === null && 'bg-(--diff-added)',
              is === null && 'bg-(--diff-removed)',
            )}
          >
            <th scope="row" className="truncate px-4 py-1.5 font-normal">
              {visibleLine(is?.name ?? was?.name ?? '–')}{' '}
              <span className="text-mute">
                {visibleLine(is?.connector ?? was?.connector ?? '')}
              </span>
            </th>
            <Step step={was} />
            <Step step={is} than={was} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Step({ step, than }: { step: ExecutionStep | null; than?: ExecutionStep | null }) {
  if (step === null) return <td className="px-4 py-1.5 text-mute md:border-l md:border-line">–</td>;
  const change = than?.durationMs && step.durationMs ? step.durationMs / than.durationMs : 1;
  return (
    <td className="px-4 py-1.5 md:border-l md:border-line">
      <span className="flex flex-wrap items-center gap-x-3">
        {step.status === 'skipped' ? (
          <span className="text-mute">Skipped</span>
        ) : step.status ? (
          <span>
            <StatusCell status={step.status} />
          </span>
        ) : null}
        <span className="tabular-nums">
          {step.durationMs === null ? '–' : formatDuration(step.durationMs)}
        </span>
        {change >= 2 ? (
          <span className="text-mute">{Math.round(change).toLocaleString('en')} times as long</span>
        ) : null}
      </span>
    </td>
  );
}

/** What was taken out and what was put in at the same place stand beside each other. */
function pairsOf(before: readonly ExecutionStep[], after: readonly ExecutionStep[]): Pair[] {
  const nameOf = (step: ExecutionStep) => JSON.stringify([step.name, step.connector]);
  const runs = diffArrays(before.map(nameOf), after.map(nameOf), { maxEditLength: MAX_EDITS });
  if (!runs) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, n): Pair => [before[n] ?? null, after[n] ?? null]);
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const { count, added, removed } of runs) {
    for (let n = 0; n < count; n += 1) {
      pairs.push([added ? null : (before[i + n] ?? null), removed ? null : (after[j + n] ?? null)]);
    }
    if (!added) i += count;
    if (!removed) j += count;
  }
  return pairs;
}
