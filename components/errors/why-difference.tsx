import { ListFilter } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { type Difference, termsOf } from '@/lib/domain/difference';
import type { TimeRange } from '@/lib/domain/time-range';
import { sayingLabel, shareLabel } from '@/lib/format/saying-label';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { addTerm } from '@/lib/query-state/edit-query';
import { NO_PARAMS, printExecutionParams } from '@/lib/query-state/execution-params';

/** Others that hold for the same runs, of which so many are named. */
const MAX_NAMED = 4;

interface WhyDifferenceProps {
  project: string;
  difference: Difference;
  q: string;
  range: TimeRange;
}

/** One finding: what it is, in how many of the failed and of the successful, and the filter it makes. */
export function WhyDifference({ project, difference, q, range }: WhyDifferenceProps) {
  const { field, saying, failed, failedOf, succeeded, succeededOf, alike } = difference;
  const said = `${visibleLine(field)} ${sayingLabel(saying)}`;
  const filter = paths.executions(
    project,
    printExecutionParams({ ...NO_PARAMS, q: termsOf(difference).reduce(addTerm, q), range }),
  );
  const named = alike
    .slice(0, MAX_NAMED)
    .map((one) => `${visibleLine(one.field)} ${sayingLabel(one.saying)}`);
  const more = alike.length - named.length;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line/70 py-2.5 md:grid-cols-[minmax(0,1fr)_240px_auto]">
      <div className="min-w-0">
        <p className="font-mono text-[12px] break-words">
          <span className="font-semibold">{visibleLine(field)}</span> {sayingLabel(saying)}
        </p>
        {named.length > 0 ? (
          <p className="text-[12px] break-words text-mute">
            In the same runs: {named.join(', ')}
            {more > 0 ? ` and ${more} more` : ''}
          </p>
        ) : null}
      </div>
      <dl className="grid grid-cols-[68px_minmax(0,1fr)_auto] items-center gap-x-2 text-[12px] max-md:order-last max-md:col-span-2">
        <Share name="Failed" count={failed} of={failedOf} className="bg-bad" />
        <Share name="Successful" count={succeeded} of={succeededOf} className="bg-good" />
      </dl>
      <Link
        href={filter}
        prefetch={false}
        aria-label={`Filter by ${said}`}
        className={buttonClass('plain', 'h-7')}
      >
        <ListFilter aria-hidden size={13} className="text-mute" />
        Filter
      </Link>
    </li>
  );
}

function Share({
  name,
  count,
  of,
  className,
}: {
  name: string;
  count: number;
  of: number;
  className: string;
}) {
  return (
    <>
      <dt className="text-mute">{name}</dt>
      <dd className="contents">
        <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-raise">
          <span
            className={`block h-full rounded-full ${className}`}
            style={{ width: `${of === 0 ? 0 : (count / of) * 100}%` }}
          />
        </span>
        <span
          title={`${count.toLocaleString('en')} of ${of.toLocaleString('en')}`}
          className="w-11 text-right tabular-nums"
        >
          {shareLabel(count, of)}
        </span>
      </dd>
    </>
  );
}
