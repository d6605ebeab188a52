'use client';

import { Copy } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { copyText } from '@/components/ui/copy-text';
import { cn } from '@/lib/cn';
import type { ExecutionMetadata } from '@/lib/domain/execution';
import type { RecordedOutput } from '@/lib/domain/recorded-output';
import { formatDuration } from '@/lib/format/format-duration';
import { formatFullTime } from '@/lib/format/format-time';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';

interface LogFactsProps {
  project: string;
  metadata: ExecutionMetadata;
  output: RecordedOutput;
}

/** All metadata of a log. What was not sent is a dash, so that nothing seems forgotten. */
export function LogFacts({ project, metadata: m, output }: LogFactsProps) {
  const { zone } = useZone();
  const time = (date: Date | null) => (date ? formatFullTime(date, zone) : null);
  return (
    <>
      {m.validationMessage ? (
        <ValidationMessage text={m.validationMessage} warned={m.status === 'success'} />
      ) : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-b border-line px-4 py-4 md:grid-cols-4 2xl:grid-cols-6">
        <Fact name={`Created at (${zone})`} copy={m.createdAt.toISOString()} mono>
          {time(m.createdAt)}
        </Fact>
        <Fact name="Event">{m.event}</Fact>
        <Fact name="Target" mono>
          {m.target}
        </Fact>
        <Fact name="Target Record ID" copy={m.targetRecordId} mono>
          {m.targetRecordId}
        </Fact>
        <Fact name="Execution Time">
          {m.durationMs === null ? null : formatDuration(m.durationMs)}
        </Fact>
        <Fact name="Triggered By">{m.triggeredBy}</Fact>
        <Fact name="Raised Action" mono>
          {m.raisedAction ? <ActionLink project={project} actionKey={m.raisedAction} /> : null}
        </Fact>
        <Fact name="Executed Action IDs" mono>
          {m.actionKeys.length > 0
            ? m.actionKeys.map((key, index) => (
                <span key={key}>
                  {index > 0 ? ', ' : ''}
                  <ActionLink project={project} actionKey={key} />
                </span>
              ))
            : null}
        </Fact>
        <Fact name="Request ID" copy={m.requestId} mono>
          {m.requestId}
        </Fact>
        <Fact name="Environment">{m.environment}</Fact>
        <Fact name="Attempt">{String(m.attempt)}</Fact>
        <Fact name={output.python === null && m.language ? 'Language' : 'Python'}>
          {output.python ?? m.language}
        </Fact>
        <Fact name="Started at" mono>
          {time(m.startedAt)}
        </Fact>
        <Fact name="Finished at" mono>
          {time(m.finishedAt)}
        </Fact>
        <Fact name="Producer’s ID" copy={m.externalId} mono>
          {m.externalId}
        </Fact>
        <Fact name="Execution ID" copy={m.id} mono>
          {m.id}
        </Fact>
        <RawFact name="Trigger" text={m.triggerText} />
        <RawFact name="Attributes" text={m.attributesText} />
      </dl>
    </>
  );
}

/** A run that went through although something was raised was warned. */
function ValidationMessage({ text, warned }: { text: string; warned: boolean }) {
  return (
    <div
      className={cn(
        'border-b border-line px-4 py-3',
        warned ? 'bg-warn-tint text-warn' : 'bg-bad-tint text-bad',
      )}
    >
      <h2 className="text-[11px]">Validation message</h2>
      <p className="max-h-60 overflow-y-auto font-mono text-[12px] break-words whitespace-pre-wrap">
        {text
          .split(/\r\n|\r|\n/)
          .map(visibleLine)
          .join('\n')}
      </p>
    </div>
  );
}

function ActionLink({ project, actionKey }: { project: string; actionKey: string }) {
  return (
    <Link
      prefetch={false}
      href={paths.action(project, actionKey)}
      className="underline decoration-line underline-offset-2 hover:text-accent"
    >
      {visibleLine(actionKey)}
    </Link>
  );
}

function Fact(props: { name: string; children: ReactNode; copy?: string | null; mono?: boolean }) {
  const { name, children, copy, mono } = props;
  const shown = typeof children === 'string' ? visibleLine(children) : children;
  return (
    <div className="min-w-0">
      <dt className="text-[11px] text-mute">{name}</dt>
      <dd className={`flex items-start gap-1 ${mono ? 'font-mono text-[12px]' : ''}`}>
        <span className="min-w-0 break-words [unicode-bidi:isolate]">{shown ?? '–'}</span>
        {copy ? (
          <button
            type="button"
            aria-label={`Copy ${name}`}
            onClick={() => void copyText(copy, `${name} copied`)}
            className="flex size-5 shrink-0 items-center justify-center rounded-sm text-mute hover:text-text"
          >
            <Copy aria-hidden size={12} />
          </button>
        ) : null}
      </dd>
    </div>
  );
}

/** JSON that came beside the context, as the producer wrote it. */
function RawFact({ name, text }: { name: string; text: string | null }) {
  if (text === null || text === '{}') return null;
  return (
    <div className="col-span-2 min-w-0 md:col-span-4 2xl:col-span-6">
      <dt className="text-[11px] text-mute">{name}</dt>
      <dd className="max-h-40 overflow-y-auto font-mono text-[12px] break-words whitespace-pre-wrap">
        {visibleLine(text)}
      </dd>
    </div>
  );
}
