'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { fetchedPart } from '@/components/ui/fetched-part';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import type { StepStatus } from '@/lib/domain/step-status';
import { paths } from '@/lib/paths';
import { StepLine } from '../step-line';

const JsonViewer = dynamic(
  fetchedPart(() => import('../json/json-viewer').then((one) => one.JsonViewer)),
  { ssr: false, loading: () => <p className="px-4 py-3 text-mute">Loading…</p> },
);

/** As the API writes a step, of which a line shows this. */
interface WireStep {
  seq: number;
  name: string | null;
  connector: string | null;
  status: StepStatus | null;
  duration_ms: number | null;
}

/** Lines at first; the JSON has all of them. */
const LINES = 200;

/** What an attempt went through: of the last one the tab of steps, of an earlier one what was kept of it. */
export function AttemptSteps({ project, attempt }: { project: string; attempt: ExecutionAttempt }) {
  const [isShown, setShown] = useState(false);
  if (!attempt.hasSteps) {
    return <p className="border-t border-line/60 px-4 py-2 text-mute">No steps.</p>;
  }
  if (attempt.isLast) {
    return (
      <p className="border-t border-line/60 px-4 py-2">
        <Link
          href={paths.execution(project, attempt.executionId, '?tab=steps')}
          prefetch={false}
          className="underline underline-offset-2 hover:text-accent"
        >
          Its steps
        </Link>
      </p>
    );
  }
  return (
    <div className="border-t border-line/60">
      <div className="px-4 py-2">
        <Button className="h-7" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide its steps' : 'Show its steps'}
        </Button>
      </div>
      {isShown ? <KeptSteps project={project} attempt={attempt} /> : null}
    </div>
  );
}

function KeptSteps({ project, attempt: one }: { project: string; attempt: ExecutionAttempt }) {
  const [isWhole, setWhole] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['attempt-steps', project, one.executionId, one.attempt],
    queryFn: async ({ signal }) => {
      const url = paths.attemptText(project, one.executionId, one.attempt, 'steps');
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      const text = await answer.text();
      return { text, steps: JSON.parse(text) as WireStep[] };
    },
  });
  if (!data) {
    return (
      <p className={error ? 'px-4 py-2 text-bad' : 'px-4 py-2 text-mute'} role="status">
        {error ? `Its steps could not be read: ${error.message}` : 'Loading…'}
      </p>
    );
  }
  const more = data.steps.length - LINES;
  return (
    <>
      <ol aria-label={`Steps of attempt ${one.attempt}`} className="border-t border-line/60">
        {data.steps.slice(0, LINES).map((step, index) => (
          <StepLine
            key={step.seq}
            step={{ ...step, durationMs: step.duration_ms }}
            place={index + 1}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-3 border-t border-line/60 px-4 py-2">
        {more > 0 ? (
          <span className="text-mute">{more.toLocaleString('en')} more in the JSON</span>
        ) : null}
        <Button className="h-7" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Hide what went in and out' : 'Show what went in and out'}
        </Button>
      </div>
      {isWhole ? (
        <JsonViewer text={data.text} name={`steps-${one.attempt}.json`} root="steps" />
      ) : null}
    </>
  );
}
