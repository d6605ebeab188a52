import { useMemo } from 'react';
import { CodeView } from '@/components/execution/code-view';
import { Button } from '@/components/ui/button';
import type { Glimpse } from '@/lib/contract/glimpse';
import type { CodeLine } from '@/lib/format/code-line';
import { failureWords } from '@/lib/format/failure-words';
import { QuickFacts } from './quick-facts';
import type { useGlimpse } from './use-glimpses';

/** What there is to see of a log: on its way, failed, gone, or its metadata and code. */
export function QuickBody({ glimpse }: { glimpse: ReturnType<typeof useGlimpse> }) {
  if (glimpse.isPending) return <p className="flex-1 p-4 text-mute">Loading…</p>;
  if (glimpse.isError) {
    return (
      <div className="flex-1 space-y-3 p-4">
        <p className="text-bad">This log could not be loaded: {failureWords(glimpse.error)}</p>
        <Button onClick={() => glimpse.refetch()}>Try again</Button>
      </div>
    );
  }
  if (!glimpse.data) {
    return (
      <p className="flex-1 p-4 text-mute">
        There is no such execution: it is older than the retention, or the link is wrong.
      </p>
    );
  }
  return <Loaded glimpse={glimpse.data} />;
}

function Loaded({ glimpse: { summary, linesText, cut, raisedLine } }: { glimpse: Glimpse }) {
  const lines = useMemo(
    () => (linesText === null ? null : (JSON.parse(linesText) as CodeLine[])),
    [linesText],
  );
  return (
    <>
      <QuickFacts summary={summary} />
      <div className="relative min-h-0 flex-1 overflow-auto">
        {lines ? (
          <CodeView lines={lines} label="Executed code" markLine={raisedLine ?? undefined} />
        ) : (
          <p className="p-4 text-mute">No code was sent with this execution.</p>
        )}
        {cut ? (
          <p className="p-4 text-mute">The code goes on: open the log to read all of it.</p>
        ) : null}
      </div>
    </>
  );
}
