'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { WhyButton } from '@/components/errors/why-button';
import { useZone } from '@/components/layout/zone-provider';
import { downloadZip } from '@/components/reproduce/download-zip';
import { saveFile } from '@/components/reproduce/save-file';
import { Button, buttonClass } from '@/components/ui/button';
import { fetchedPart } from '@/components/ui/fetched-part';
import { FootBar } from '@/components/ui/foot-bar';
import { Kbd } from '@/components/ui/kbd';
import { toast } from '@/components/ui/toast';
import type { ColumnLayout } from '@/lib/domain/column-layout';
import type { FrozenSelection } from '@/lib/domain/frozen-selection';
import { MAX_BULK_RETRIES, MAX_ZIP_LOGS } from '@/lib/domain/limits';
import { formatCount, formatNoun } from '@/lib/format/format-count';
import { formatStamp } from '@/lib/format/format-stamp';
import { formatTime } from '@/lib/format/format-time';
import { paths } from '@/lib/paths';
import { printColumns } from '@/lib/query-state/column-text';
import { type ExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import type { ExportFormat } from '@/lib/query-state/export-request';
import type { Chosen } from './chosen';
import { exportLogs } from './export-logs';
import { freezeMatching } from './freeze-matching';
import { JobProgress } from './job-progress';
import { useJob } from './use-job';
import { useMatchingCount } from './use-matching-count';

const BulkRetryDialog = dynamic(
  fetchedPart(() =>
    import('@/components/retry/bulk-retry-dialog').then((one) => one.BulkRetryDialog),
  ),
  { ssr: false },
);

export interface SelectionProps {
  project: string;
  /** What the list shows. */
  params: ExecutionParams;
  layout: ColumnLayout;
  /** The rows that are picked, by id. It is another object whenever the picking changes. */
  selection: Readonly<Record<string, boolean>>;
  /** Whether all that matches is loaded. */
  complete: boolean;
  onClear: () => void;
}

/** All that matched at one moment, until somebody picks other rows. */
interface Frozen extends FrozenSelection {
  of: SelectionProps['selection'];
  at: Date;
}

const logs = (count: number) => formatNoun(count, 'log');

/** What can be done with the selected rows; at the foot of the screen while there are any. */
export function SelectionBar(props: SelectionProps) {
  const { project, params, layout, selection, complete, onClear } = props;
  const { zone } = useZone();
  const job = useJob();
  const [isRetrying, setRetrying] = useState(false);
  const [frozenOnce, setFrozen] = useState<Frozen | null>(null);
  const frozen = frozenOnce?.of === selection ? frozenOnce : null;
  const search = printExecutionFilter(params);
  const matching = useMatchingCount(project, search);
  const ids = Object.keys(selection);
  const count = frozen?.count ?? ids.length;
  const chosen: Chosen = frozen ? { selection: frozen.id } : { ids };
  const pair = !frozen && ids.length === 2 ? comparePath(project, ids) : null;
  useCompareKey(pair);

  const selectAll = () =>
    job.run('Selecting', matching?.total ?? null, async (steps) => {
      setFrozen({
        ...(await freezeMatching(project, search, steps)),
        of: selection,
        at: new Date(),
      });
    });
  const zip = () =>
    job.run('Packing', count, async (steps) => {
      const file = await downloadZip(project, chosen, steps);
      saveFile(file, `runlens-${formatStamp(new Date())}-${count}-logs.zip`);
      toast(`Zip with ${formatCount(count)} Python files is downloaded`);
    });
  const exportAs = (format: ExportFormat) =>
    job.run('Exporting', count, async (steps) => {
      const look = { format, cols: printColumns(layout), zone };
      const { file, count: written } = await exportLogs(project, chosen, look, steps);
      saveFile(file, `runlens-${formatStamp(new Date())}-${written}-logs.${format}`);
      const gone = count > written ? `; ${logs(count - written)} of them are kept no more` : '';
      toast(`Exported ${logs(written)}${gone}`);
    });

  return (
    <FootBar label="Selected logs">
      <span role="status">
        <strong className="font-semibold">{formatCount(count)} selected</strong>
        {frozen ? (
          <span className="text-[12px] text-mute">
            {' '}
            · all that matched on {formatTime(frozen.at, zone).slice(0, -4)}
          </span>
        ) : null}
      </span>
      {job.progress ? (
        <JobProgress {...job.progress} onCancel={job.cancel} />
      ) : (
        <>
          {frozen || complete ? null : (
            <Button onClick={() => void selectAll()}>
              {matching?.exact
                ? `Select all ${formatCount(matching.total)} that match`
                : 'Select all that match'}
            </Button>
          )}
          {pair ? (
            <Link href={pair} prefetch={false} className={buttonClass()}>
              Compare <Kbd aside>v</Kbd>
            </Link>
          ) : null}
          <Button onClick={() => setRetrying(true)} disabled={count > MAX_BULK_RETRIES}>
            Retry
          </Button>
          <Button onClick={() => void zip()} disabled={count > MAX_ZIP_LOGS}>
            Download Zip
          </Button>
          <Button onClick={() => void exportAs('ndjson')}>Export NDJSON</Button>
          <Button onClick={() => void exportAs('csv')}>Export CSV</Button>
          {count > MAX_ZIP_LOGS ? (
            <span className="text-[12px] text-mute">
              At most {formatCount(MAX_ZIP_LOGS)} logs in one zip
            </span>
          ) : null}
          <WhyButton
            {...{ project, q: params.q, range: params.range }}
            of={frozen ? { kind: 'list', search } : { kind: 'ids', ids }}
          />
          <Button look="quiet" onClick={onClear}>
            Clear
          </Button>
        </>
      )}
      {isRetrying ? (
        <BulkRetryDialog {...{ project, chosen, count }} onClose={() => setRetrying(false)} />
      ) : null}
      {job.failed ? (
        <span role="alert" className="text-[12px] text-bad">
          {job.failed}
        </span>
      ) : null}
    </FootBar>
  );
}

/** The older one first: what has changed since. */
function comparePath(project: string, ids: readonly string[]): string {
  const [a = '', b = ''] = [...ids].sort();
  return paths.compare(project, a, b);
}

function useCompareKey(path: string | null): void {
  const router = useRouter();
  useEffect(() => {
    if (path === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyped =
        event.target instanceof HTMLElement &&
        event.target.closest(
          'input:not([type=checkbox]), textarea, select, [contenteditable], dialog',
        );
      if (event.key !== 'v' || isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      router.push(path);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [path, router]);
}
