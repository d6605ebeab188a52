import { useCallback } from 'react';
import { CodeView } from '@/components/execution/code-view';
import { Notice } from '@/components/ui/notice';
import { useSettled } from '@/components/ui/use-settled';
import { failureWords } from '@/lib/format/failure-words';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { visibleLine } from '@/lib/format/visible-line';
import { BundleLog } from './bundle-log';
import type { OpenedSource } from './open-source';
import { readOpenedFile } from './read-opened-file';
import { STATE_TEXT } from './state-text';

/** One file as a log, or what it lacks to be one. */
export function OpenedLog(props: { project: string; source: OpenedSource; name: string }) {
  const { project, source, name } = props;
  const settled = useSettled(useCallback(() => readOpenedFile(source, name), [source, name]));
  if (settled.phase === 'loading') {
    return (
      <p role="status" className="px-4 py-3 text-mute">
        Reading…
      </p>
    );
  }
  if (settled.phase === 'failed') return <NoLog name={name} says={failureWords(settled.error)} />;
  const file = settled.value;
  if (file.bundle) {
    return (
      <BundleLog
        key={name}
        project={project}
        from={source.kind === 'zip' ? `${name}, in ${source.name}` : name}
        file={file}
      />
    );
  }
  return (
    <NoLog name={name} says={`${file.problem} ${EXPECTED}`}>
      {file.state === 'unchecked' ? null : <p>{STATE_TEXT[file.state]}.</p>}
      {file.beginning === '' ? null : (
        <CodeView
          lines={plainCodeLines(file.beginning)}
          label="Beginning of the file"
          className="max-h-60 border border-line"
        />
      )}
    </NoLog>
  );
}

const EXPECTED =
  'A bundle is the Python file that Download Code gives: the action, its context, its recording, and what runs them.';

function NoLog(props: { name: string; says: string; children?: React.ReactNode }) {
  return (
    <div role="alert" className="min-h-0 overflow-y-auto">
      <Notice title="This file is no bundle that can be opened">
        <p className="font-mono text-[12px] break-all text-text">{visibleLine(props.name)}</p>
        <p>{props.says}</p>
        {props.children}
      </Notice>
    </div>
  );
}
