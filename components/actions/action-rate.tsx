import Link from 'next/link';
import type { Verdict } from '@/lib/domain/verdict';
import type { VerdictRate } from '@/lib/domain/verdict-rate';
import { VERDICT_LABEL } from '@/lib/format/verdict-label';
import { wholePercent } from '@/lib/format/whole-percent';
import { paths } from '@/lib/paths';
import { addTerm } from '@/lib/query-state/edit-query';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';

const number = (count: number) => count.toLocaleString('en');

/** How much of an action reproduces, as a sentence; each count leads to its executions. */
export function ActionRate(props: { project: string; actionKey: string; rate: VerdictRate }) {
  const { project, actionKey, rate } = props;
  if (rate.tried === 0) {
    return <p className="text-mute">None of its executions has been run again yet.</p>;
  }
  const listOf = (verdict: Verdict) => {
    const q = addTerm('', { kind: 'is', field: 'reproducibility', values: [verdict] });
    return paths.action(project, actionKey, printExecutionParams({ ...NO_PARAMS, q }));
  };
  const verified = rate.counts.find(({ verdict }) => verdict === 'verified')?.count ?? 0;
  return (
    <p className="text-mute">
      <span className="text-text">{wholePercent(verified, rate.tried)} %</span> of{' '}
      {rate.isAll ? '' : 'the newest '}
      {number(rate.tried)} tried are verified:{' '}
      {rate.counts.map(({ verdict, count }, index) => (
        <span key={verdict}>
          {index > 0 ? ', ' : ''}
          <Link
            href={listOf(verdict)}
            prefetch={false}
            className="underline decoration-line underline-offset-2 hover:text-text"
          >
            {number(count)} {VERDICT_LABEL[verdict].toLowerCase()}
          </Link>
        </span>
      ))}
    </p>
  );
}
