'use client';

import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useZone } from '@/components/layout/zone-provider';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { cn } from '@/lib/cn';
import { connectorKind } from '@/lib/domain/connector-kind';
import type { StepOutline } from '@/lib/domain/step-outline';
import { formatDuration } from '@/lib/format/format-duration';
import { formatTime } from '@/lib/format/format-time';
import { stepName, stepReason } from '@/lib/format/step-words';
import { visibleLine } from '@/lib/format/visible-line';
import { paths } from '@/lib/paths';
import { JsonViewer } from '../json/json-viewer';
import { StepStatusMark } from './step-row';

interface StepDialogProps {
  project: string;
  id: string;
  step: StepOutline;
  onClose: () => void;
}

/** What went into a step and came out of it. A trigger has nothing that comes out. */
export function StepDialog({ project, id, step, onClose }: StepDialogProps) {
  const { zone } = useZone();
  const isTrigger = connectorKind(step.connector) === 'trigger' && step.outputBytes === null;
  const reason = stepReason(step);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => headingRef.current?.focus(), []);
  const parts = (
    [
      ['input', step.inputBytes, 'No input was sent.'],
      ['output', step.outputBytes, 'No output was sent.'],
    ] as const
  ).filter(([part]) => part === 'input' || !isTrigger);
  const facts = [
    step.connector === null ? null : visibleLine(step.connector),
    step.durationMs === null ? null : formatDuration(step.durationMs),
    step.startedAt === null ? null : formatTime(step.startedAt, zone),
  ].filter((fact) => fact !== null);
  return (
    <Dialog
      label={`Step ${stepName(step)}`}
      onClose={onClose}
      className="max-h-[94dvh] w-[min(1180px,96vw)] overflow-hidden"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the keys from the page below. */}
      <div onKeyDown={(event) => event.stopPropagation()} className="flex max-h-[inherit] flex-col">
        <header className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-1.5">
          <h2 ref={headingRef} tabIndex={-1} className="truncate font-semibold outline-none">
            {stepName(step)}
          </h2>
          <span className="shrink-0">
            <StepStatusMark status={step.status} />
          </span>
          <span className="min-w-0 truncate font-mono text-[12px] text-mute max-md:hidden">
            {facts.join(' · ')}
          </span>
          <Button look="quiet" className="ml-auto w-8 px-0" aria-label="Close" onClick={onClose}>
            <X aria-hidden size={15} />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {reason === null ? null : (
            <p
              className={cn(
                'border-b border-line px-4 py-2 font-mono text-[12px] break-words',
                step.status === 'skipped' ? 'bg-warn-tint text-warn' : 'bg-bad-tint text-bad',
              )}
            >
              {reason}
            </p>
          )}
          <div className={cn('grid min-w-0', parts.length > 1 && 'lg:grid-cols-2')}>
            {parts.map(([part, bytes, none]) => (
              <JsonViewer
                key={part}
                name={`${part}.json`}
                src={bytes === null ? null : paths.stepText(project, id, step.seq, part)}
                totalBytes={bytes ?? undefined}
                root={part}
                emptyText={none}
                className="min-w-0 border-b border-line lg:last:border-l"
              />
            ))}
          </div>
          {step.errorBytes === null ? null : (
            <JsonViewer
              name="error.json"
              src={paths.stepText(project, id, step.seq, 'error')}
              totalBytes={step.errorBytes}
              root="error"
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
