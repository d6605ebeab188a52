import { useCallback } from 'react';
import { Notice } from '@/components/ui/notice';
import { useSettled } from '@/components/ui/use-settled';
import { failureWords } from '@/lib/format/failure-words';
import { visibleLine } from '@/lib/format/visible-line';
import { FileList } from './file-list';
import { openSource } from './open-source';
import { chooseFile, type OpenedFiles } from './opened-files';
import { OpenedLog } from './opened-log';

/** The log of the file, or the files to choose from with the log of the chosen one beside them. */
export function OpenedFilesView({ project, opened }: { project: string; opened: OpenedFiles }) {
  const { files, chosen } = opened;
  const settled = useSettled(useCallback(() => openSource(files), [files]));
  if (settled.phase === 'loading') {
    return (
      <p role="status" className="px-4 py-3 text-mute">
        Reading…
      </p>
    );
  }
  if (settled.phase === 'failed') {
    return (
      <div role="alert">
        <Notice title="It cannot be opened">
          <p className="font-mono text-[12px] break-all text-text">
            {files.map(({ name }) => visibleLine(name)).join(', ')}
          </p>
          <p>{failureWords(settled.error)}</p>
        </Notice>
      </div>
    );
  }
  const source = settled.value;
  if (source.kind === 'file') {
    return <OpenedLog project={project} source={source} name={source.name} />;
  }
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <FileList source={source} chosen={chosen} onChoose={chooseFile} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {chosen === null ? (
          <p className="px-4 py-3 text-mute">
            {visibleLine(source.name)}: choose the log to look at.
          </p>
        ) : (
          <OpenedLog project={project} source={source} name={chosen} />
        )}
      </div>
    </div>
  );
}
