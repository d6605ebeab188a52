import { useMemo, useState } from 'react';
import { buildBundle } from '@/lib/bundle/build-bundle';
import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { readRunRecord } from '@/lib/domain/run-record';
import type { RunSource } from './fetch-run-source';
import { OtherContext } from './other-context';
import { RunEditors } from './run-editors';
import { RunOutput } from './run-output';
import { RunToolbar } from './run-toolbar';
import { saveContext } from './save-context';
import { saveFile } from './save-file';
import { ShrinkPanel } from './shrink-panel';
import { useDraft } from './use-draft';
import { usePython } from './use-python';
import { useRerun } from './use-rerun';
import { useRunKey } from './use-run-key';
import { useShrink } from './use-shrink';
import type { VerdictReport } from './verdict-report';

interface RunBenchProps {
  project: string;
  parts: RunSource;
  python: PythonRuntime;
  onVerdict?: (report: VerdictReport) => unknown;
}

/** Editors on the left, what comes out of a run on the right. */
export function RunBench({ project, parts, python: runtime, onVerdict }: RunBenchProps) {
  const recorded = useMemo(() => readRunRecord(parts.source.outputText), [parts]);
  const python = usePython(runtime, { hashSeed: recorded.hashSeed, runtime: parts.runtime });
  const draft = useDraft(parts);
  const rerun = useRerun({ parts, recorded, python: python.state, draft, onVerdict });
  const shrink = useShrink(parts, python.state, draft);
  const [isTaking, setTaking] = useState(false);

  useRunKey(() => {
    if (!rerun.isBusy && !shrink.isBusy) rerun.start();
  });

  const download = () => {
    const made = draft.read();
    if (!made) return;
    const edited = made.edited.length > 0 ? made.edited : undefined;
    const { name, text } = buildBundle({ ...parts.source, ...made, edited }, parts.runtime);
    const blob = new Blob([text], { type: 'text/x-python' });
    saveFile(blob, edited ? name.replace(/(\.py)?$/, '-edited.py') : name);
  };

  return (
    <div>
      <RunToolbar
        isBusy={rerun.isBusy}
        isTaken={shrink.isBusy}
        isEdited={draft.edited.length > 0}
        onRun={rerun.start}
        onStop={rerun.stop}
        onReset={draft.reset}
        onDownload={download}
        onOtherContext={() => setTaking(true)}
        python={python}
      />
      {isTaking ? (
        <OtherContext
          project={project}
          onClose={() => setTaking(false)}
          onContext={(context) => {
            draft.take(context);
            setTaking(false);
          }}
        />
      ) : null}
      <div className="grid min-w-0 xl:grid-cols-2">
        <div className="min-w-0">
          <RunEditors
            draft={draft}
            code={parts.source.code}
            onSaveContext={() => {
              const made = draft.read();
              if (made) saveContext(parts.source, made.contextText);
            }}
          />
          <ShrinkPanel
            shrink={shrink}
            draft={draft}
            isBusy={rerun.isBusy || python.state.phase !== 'ready'}
            onSave={(text) => saveContext(parts.source, text)}
          />
        </div>
        <div className="min-w-0 border-line xl:border-l">
          <RunOutput
            recorded={recorded}
            view={rerun.view}
            result={rerun.result}
            problem={rerun.problem}
            python={python.state.phase === 'ready' ? python.state.python : null}
          />
        </div>
      </div>
      <div ref={python.placeRef} className="relative" />
    </div>
  );
}
