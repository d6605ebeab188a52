'use client';

import { useState } from 'react';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { MAX_ATTEMPTS, retriesLeft } from '@/lib/domain/retry-limit';
import { AttemptDiff } from './attempt-diff';
import { AttemptView } from './attempt-view';

interface AttemptsScreenProps {
  project: string;
  id: string;
  /** The first one first; never empty. */
  attempts: readonly ExecutionAttempt[];
}

const attemptKey = ({ executionId, attempt }: ExecutionAttempt) => `${executionId} ${attempt}`;

/** Every attempt of an execution with its own code, context and output, and two of them compared. */
export function AttemptsScreen({ project, id, attempts }: AttemptsScreenProps) {
  const last = attempts.findLast((one) => one.executionId === id) ?? attempts.at(-1);
  const [open, setOpen] = useState(last ? attemptKey(last) : '');
  const [compared, setCompared] = useState<[string, string] | null>(null);
  const pair = compared?.map((key) => attempts.find((one) => attemptKey(one) === key));
  const left = retriesLeft(last?.attempt ?? 1);
  return (
    <div className="min-w-0">
      <p className="border-b border-line px-4 py-2.5 text-mute">
        {attempts.length === 1
          ? 'It ran once.'
          : `${attempts.length} attempts; its status is that of the last one.`}{' '}
        {left === 0
          ? `It was retried as often as it may be: ${MAX_ATTEMPTS} attempts are the most.`
          : `It may be retried ${left === 1 ? 'once more' : `${left} times`}, should it fail.`}
      </p>
      <ol aria-label="Attempts">
        {attempts.map((one, index) => {
          const before = attempts[index - 1];
          return (
            <AttemptView
              key={attemptKey(one)}
              project={project}
              attempt={one}
              isElsewhere={one.executionId !== id}
              isOpen={attemptKey(one) === open}
              onToggle={(isOpen) => setOpen(isOpen ? attemptKey(one) : '')}
              onCompare={
                before ? () => setCompared([attemptKey(before), attemptKey(one)]) : undefined
              }
            />
          );
        })}
      </ol>
      {pair?.[0] && pair[1] ? (
        <AttemptDiff project={project} before={pair[0]} after={pair[1]} />
      ) : null}
    </div>
  );
}
