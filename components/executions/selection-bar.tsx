'use client';

import { useRef, useState } from 'react';
import { WhyButton } from '@/components/errors/why-button';
import { downloadZip } from '@/components/reproduce/download-zip';
import { saveFile } from '@/components/reproduce/save-file';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import { parseExecutionParams } from '@/lib/query-state/execution-params';
import { useListPlace } from './list-context';

/** `runlens-2026-11-20T09-58-40Z-12-logs.zip` */
function zipName(count: number): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  return `runlens-${stamp}Z-${count}-logs.zip`;
}

/** What can be done with the selected rows; at the foot of the screen while there are any. */
export function SelectionBar({
  project,
  ids,
  onClear,
}: {
  project: string;
  ids: readonly string[];
  onClear: () => void;
}) {
  const { q, range } = parseExecutionParams(new URLSearchParams(useListPlace().filter));
  const [done, setDone] = useState<number | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const abort = useRef<AbortController>(null);
  if (ids.length === 0) return null;
  const tooMany = ids.length > MAX_ZIP_LOGS;
  const download = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setFailed(null);
    setDone(0);
    try {
      const { signal } = controller;
      saveFile(
        await downloadZip(project, ids, { onProgress: setDone, signal }),
        zipName(ids.length),
      );
      toast(`Zip with ${ids.length.toLocaleString('en')} Python files is downloaded`);
    } catch (error) {
      if (controller.signal.aborted) toast('Zip cancelled');
      else setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setDone(null);
    }
  };
  return (
    <section
      aria-label="Selected logs"
      className="fixed inset-x-0 bottom-10 z-20 mx-auto flex w-fit max-w-[calc(100vw-16px)] flex-wrap items-center gap-2 rounded-xl border border-line bg-panel px-3 py-2 shadow-[0_12px_32px_rgb(0_0_0/0.3)]"
    >
      <strong className="px-1 font-semibold" role="status">
        {ids.length.toLocaleString('en')} selected
      </strong>
      {done === null ? (
        <>
          <Button onClick={download} disabled={tooMany}>
            Download Zip
          </Button>
          {tooMany ? (
            <span className="text-[12px] text-mute">
              At most {MAX_ZIP_LOGS.toLocaleString('en')} logs in one zip
            </span>
          ) : null}
          <WhyButton {...{ project, q, range }} of={{ kind: 'ids', ids }} />
          <Button look="quiet" onClick={onClear}>
            Clear
          </Button>
        </>
      ) : (
        <>
          <progress
            aria-label="Files in the zip"
            className="h-1.5 w-32 accent-accent"
            max={ids.length}
            value={done}
          />
          <span className="text-[12px] text-mute tabular-nums">
            {done.toLocaleString('en')} of {ids.length.toLocaleString('en')}
          </span>
          <Button onClick={() => abort.current?.abort()}>Cancel</Button>
        </>
      )}
      {failed ? (
        <span role="alert" className="text-[12px] text-bad">
          The zip could not be made: {failed}
        </span>
      ) : null}
    </section>
  );
}
