'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '@/components/ui/button';
import { PartFailed } from '@/components/ui/part-failed';
import type { stepOwnSchema } from '@/lib/contract/step-schema';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { failureWords } from '@/lib/format/failure-words';
import { paths } from '@/lib/paths';
import { LazyJsonViewer } from '../json/lazy-json-viewer';
import { StepLine } from '../step-line';
import { fetchAttemptText } from './fetch-attempt-text';

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
  const { data, error, refetch } = useQuery({
    queryKey: ['attempt-steps', project, one.executionId, one.attempt],
    queryFn: async ({ signal }) => {
      const text = await fetchAttemptText(project, one, 'steps', signal);
      return { text, steps: JSON.parse(text) as z.infer<typeof stepOwnSchema>[] };
    },
  });
  if (error) {
    return (
      <PartFailed onAgain={() => void refetch()}>
        Its steps could not be read: {failureWords(error)}
      </PartFailed>
    );
  }
  if (!data) {
    return (
      <p className="px-4 py-2 text-mute" role="status">
        Loading…
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
        <LazyJsonViewer text={data.text} name={`steps-${one.attempt}.json`} root="steps" />
      ) : null}
    </>
  );
}
