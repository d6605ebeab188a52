import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { CodeView } from '@/components/execution/code-view';
import { contextActions } from '@/components/execution/context-actions';
import { LazyJsonViewer } from '@/components/execution/json/lazy-json-viewer';
import { Pane } from '@/components/execution/pane';
import { RecordedPane } from '@/components/execution/recorded-pane';
import { Button } from '@/components/ui/button';
import { copyText } from '@/components/ui/copy-text';
import { useLatePart } from '@/components/ui/use-late-part';
import { raisedLine, readRecordedOutput } from '@/lib/domain/recorded-output';
import { formatBytes } from '@/lib/format/format-bytes';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { visibleLine } from '@/lib/format/visible-line';
import { NO_PARAMS } from '@/lib/query-state/execution-params';
import { FileFacts } from './file-facts';
import type { OpenedFile } from './read-opened-file';

/** Nobody else waits in a browser, and a file is looked at once: enough for some thousand lines. */
const COLOUR_MS = 400;

/** Elsewhere the server colours the code; it does not get this one. */
const fetchHighlight = async () => (await import('@/lib/format/highlight-python')).highlightPython;

/** What a bundle holds, as the page of its execution would show it; none of it comes from the server. */
export function BundleLog({
  project,
  from,
  file,
}: {
  project: string;
  /** Where it was read, in words. */
  from: string;
  file: Extract<OpenedFile, { sha256: string | null }>;
}) {
  const { bundle } = file;
  const router = useRouter();
  const highlight = useLatePart(fetchHighlight, true);
  const lines = useMemo(
    () => highlight?.(bundle.code, COLOUR_MS) ?? plainCodeLines(bundle.code),
    [bundle, highlight],
  );
  const output = useMemo(() => readRecordedOutput(bundle.outputText), [bundle]);
  const go = (url: string) => router.push(url);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto">
      <p role="note" className="border-b border-line bg-tint px-4 py-2 break-words">
        From a file: <span className="font-mono text-[12px]">{visibleLine(from)}</span>, not stored
        on this server
      </p>
      <FileFacts project={project} file={file} python={output.python} />
      <div className="grid min-w-0 xl:grid-cols-2">
        <Pane
          title="Code"
          actions={
            <Button look="quiet" onClick={() => void copyText(bundle.code, 'Code copied')}>
              Copy<span className="sr-only"> code</span>
            </Button>
          }
        >
          <CodeView
            lines={lines}
            label="Code of the file"
            markLine={raisedLine(output.stderr) ?? undefined}
            className="max-h-[70vh]"
          />
        </Pane>
        <div className="min-w-0 border-line xl:border-l">
          <RecordedPane output={output} stored={null} />
          <Pane title="Context" detail={formatBytes(bundle.contextText.length)}>
            <LazyJsonViewer
              text={bundle.contextText}
              name="context.json"
              actions={contextActions({ project, list: NO_PARAMS }, go)}
            />
          </Pane>
        </div>
      </div>
    </div>
  );
}
