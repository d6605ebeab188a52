import type { ReactNode } from 'react';
import { CodeLineText } from '@/components/execution/code-line-text';
import { cn } from '@/lib/cn';
import type { CodeLine } from '@/lib/format/code-line';
import { type DiffRow, type DiffRun, lineDiff } from '@/lib/format/line-diff';

/** Equal lines that stay in sight around what differs. */
const AROUND = 3;
/** Equal lines that are worth unfolding here; the log page has all of them. */
const MAX_FOLDED = 300;
const MAX_ROWS = 2_000;

interface LineDiffViewProps {
  /** What is compared: names it to screen readers. */
  label: string;
  before: readonly CodeLine[];
  after: readonly CodeLine[];
}

const textOf = (line: CodeLine) => line.map(([text]) => text).join('');

/** Two texts side by side, or below each other where there is no room; what is equal is folded. */
export function LineDiffView({ label, before, after }: LineDiffViewProps) {
  const runs = lineDiff(before.map(textOf), after.map(textOf));
  if (!runs) {
    return (
      <p className="px-4 py-3 text-mute">
        They differ too much to be set side by side: open the logs themselves.
      </p>
    );
  }
  const changed = runs.filter((run) => !run.equal).reduce((sum, run) => sum + run.rows.length, 0);
  let room = MAX_ROWS;
  const draw = (rows: readonly DiffRow[], equal: boolean) => {
    const shown = rows.slice(0, room);
    room -= shown.length;
    return shown.map((row) => (
      <Row key={`${row.before}:${row.after}`} {...{ row, equal, before, after }} />
    ));
  };
  return (
    <section aria-label={label} className="overflow-x-clip font-mono text-[12px] leading-[20px]">
      {runs.map((run, index) => (
        <Run
          key={`${run.rows[0]?.before}:${run.rows[0]?.after}`}
          {...{ run, draw }}
          isFirst={index === 0}
          isLast={index === runs.length - 1}
        />
      ))}
      {changed > MAX_ROWS || room <= 0 ? (
        <p className="px-4 py-2 font-sans text-mute">
          The first {MAX_ROWS.toLocaleString('en')} rows are shown.
        </p>
      ) : null}
    </section>
  );
}

function Run(props: {
  run: DiffRun;
  draw: (rows: readonly DiffRow[], equal: boolean) => ReactNode;
  isFirst: boolean;
  isLast: boolean;
}) {
  const { run, draw, isFirst, isLast } = props;
  if (!run.equal) return draw(run.rows, false);
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  const folded = run.rows.slice(head, run.rows.length - tail);
  if (run.rows.length <= head + tail + 1) return draw(run.rows, true);
  const many = `${folded.length.toLocaleString('en')} equal lines`;
  return (
    <>
      {draw(run.rows.slice(0, head), true)}
      {folded.length > MAX_FOLDED ? (
        <p className="border-y border-line bg-panel px-4 font-sans text-mute">{many}</p>
      ) : (
        <details>
          <summary className="border-y border-line bg-panel px-4 font-sans text-mute hover:text-text">
            {many}
          </summary>
          {draw(folded, true)}
        </details>
      )}
      {draw(run.rows.slice(run.rows.length - tail), true)}
    </>
  );
}

function Row(props: {
  row: DiffRow;
  equal: boolean;
  before: readonly CodeLine[];
  after: readonly CodeLine[];
}) {
  const { row, equal, before, after } = props;
  return (
    <div className="grid md:grid-cols-2">
      <Half line={row.before} lines={before} sign={equal ? ' ' : '-'} />
      <Half line={row.after} lines={after} sign={equal ? ' ' : '+'} isRight />
    </div>
  );
}

const MEANING = { '-': 'removed', '+': 'added', ' ': '' } as const;

function Half(props: {
  line: number | null;
  lines: readonly CodeLine[];
  sign: keyof typeof MEANING;
  isRight?: boolean;
}) {
  const { line, lines, sign, isRight = false } = props;
  return (
    <div
      className={cn(
        'flex min-w-0',
        isRight && 'md:border-l md:border-line',
        // On a narrow screen an equal line stands once, and what is not there not at all.
        (line === null || (isRight && sign === ' ')) && 'max-md:hidden',
        line === null && 'bg-raise',
        line !== null && sign === '-' && 'bg-(--diff-removed)',
        line !== null && sign === '+' && 'bg-(--diff-added)',
      )}
    >
      {line === null ? null : (
        <>
          <span
            aria-hidden
            data-line={line + 1}
            className="w-12 shrink-0 pr-2 text-right text-mute select-none before:content-[attr(data-line)]"
          />
          <span aria-hidden className="w-[2ch] shrink-0 text-mute select-none">
            {sign}
          </span>
          <span
            dir="ltr"
            className="min-w-0 flex-1 pr-3 break-words whitespace-pre-wrap [unicode-bidi:isolate]"
          >
            {MEANING[sign] ? <span className="sr-only">{MEANING[sign]}: </span> : null}
            <CodeLineText line={lines[line] ?? []} />
            {'\n'}
          </span>
        </>
      )}
    </div>
  );
}
