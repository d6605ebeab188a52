import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import { formatBytes } from '@/lib/format/format-bytes';
import { visibleLine } from '@/lib/format/visible-line';
import type { OpenedFile } from './read-opened-file';
import { STATE_TEXT } from './state-text';
import { StoredTwin } from './stored-twin';

interface FileFactsProps {
  project: string;
  file: Extract<OpenedFile, { sha256: string | null }>;
  /** That the recording was made with. */
  python: string | null;
}

/** What the file says of itself, and what can be said of the file. */
export function FileFacts({ project, file, python }: FileFactsProps) {
  const { bundle, bytes, state, sha256 } = file;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b border-line px-4 py-4 md:grid-cols-4">
      <Fact name="Checksum" wide bad={state === 'changed'}>
        {STATE_TEXT[state]}
        {bundle.hasOtherLineEnds ? '. An editor has turned its line ends to CRLF' : ''}
      </Fact>
      <Fact name="In this project" wide>
        <StoredTwin
          project={project}
          id={bundle.facts.get('Execution log') ?? ''}
          sha256={sha256}
        />
      </Fact>
      <Fact name="Bundle hash" mono>
        {sha256 ?? '–'}
      </Fact>
      <Fact name="Size">{formatBytes(bytes)}</Fact>
      {python ? <Fact name="Recorded with Python">{visibleLine(python)}</Fact> : null}
      {[...bundle.facts].map(([name, text]) => (
        <Fact key={name} name={name} mono={name !== 'Message' && name !== 'Output'}>
          {visibleLine(text)}
        </Fact>
      ))}
    </dl>
  );
}

function Fact(props: {
  name: string;
  children: ReactNode;
  mono?: boolean;
  wide?: boolean;
  bad?: boolean;
}) {
  const { name, children, mono, wide, bad } = props;
  return (
    <div className={cn('min-w-0', wide && 'col-span-2')}>
      <dt className="text-[11px] text-mute">{name}</dt>
      <dd
        className={cn(
          'break-words [unicode-bidi:isolate]',
          mono && 'font-mono text-[12px]',
          bad && 'text-warn',
        )}
      >
        {children}
      </dd>
    </div>
  );
}
