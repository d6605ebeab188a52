'use client';

import type { ReactNode } from 'react';
import { VerdictCell } from '@/components/executions/cells/verdict-cell';
import { useZone } from '@/components/layout/zone-provider';
import type { ExecutionVerdict, VerdictSource } from '@/lib/domain/execution-verdict';
import type { Verdict } from '@/lib/domain/verdict';
import { formatTime } from '@/lib/format/format-time';
import { VERDICT_MEANING } from '@/lib/format/verdict-meaning';
import { visibleLine } from '@/lib/format/visible-line';
import { DiffText } from './diff-text';
import { Pane } from './pane';

const IMPLEMENTATION = { cpython: 'CPython', pyodide: 'Pyodide, in a browser' } as const;

const SOURCE: Record<VerdictSource, string> = {
  verify: 'python3 FILE --verify',
  browser: 'the browser',
  runner: 'the runner of this server',
};

/** Whether the log reproduces, what that means, and what the rerun that decided it has found. */
export function VerdictPane({
  verdict,
  last,
  isLive,
}: {
  verdict: Verdict;
  last: ExecutionVerdict | null;
  /** Whether it has not ended: what is missing may still come. */
  isLive: boolean;
}) {
  const { zone } = useZone();
  const meaning =
    isLive && verdict === 'not_recorded'
      ? 'It has not ended: there is nothing to compare a rerun with yet.'
      : VERDICT_MEANING[verdict];
  return (
    <Pane title="Reproducibility">
      <div className="px-4 py-3">
        <p>
          <strong className="font-semibold">
            <VerdictCell verdict={verdict} />
          </strong>
          <span className="text-mute"> – {meaning}</span>
        </p>
        {last?.masked ? (
          <p className="text-mute">Memory addresses differ, as they do in every run.</p>
        ) : null}
        {last ? (
          <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
            <Fact name="Python">
              {last.python} ({IMPLEMENTATION[last.implementation]})
            </Fact>
            <Fact name="File">
              <span className="font-mono text-[12px]">{last.bundleSha256.slice(0, 8)}</span>
            </Fact>
            <Fact name="Run by">
              {SOURCE[last.source]}, {visibleLine(last.reportedBy)}
            </Fact>
            <Fact name={`Reported at (${zone})`}>
              <span className="font-mono text-[12px]">{formatTime(last.reportedAt, zone)}</span>
            </Fact>
          </dl>
        ) : null}
      </div>
      {last?.differences.map(({ part, diff }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was reported does not change, and may name a part twice.
        <section key={index} aria-label={`Difference in ${part}`}>
          <h3 className="px-4 py-1 text-[11px] text-mute">
            {visibleLine(part)}: recorded − and now +
          </h3>
          <DiffText label={`Difference in ${part}, text`} diff={diff} />
        </section>
      ))}
    </Pane>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[11px] text-mute">{name}</dt>
      <dd className="break-words [unicode-bidi:isolate]">{children}</dd>
    </div>
  );
}
