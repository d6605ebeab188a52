'use client';

import { LineDiffView } from '@/components/compare/line-diff-view';
import { PartFailed } from '@/components/ui/part-failed';
import type { ExecutionAttempt } from '@/lib/domain/execution-attempt';
import { STREAMS } from '@/lib/domain/recorded-output';
import { failureWords } from '@/lib/format/failure-words';
import { plainCodeLines } from '@/lib/format/plain-code-lines';
import { useAttemptOutput } from './use-attempt-output';

interface AttemptDiffProps {
  project: string;
  before: ExecutionAttempt;
  after: ExecutionAttempt;
}

/** What one attempt printed, beside what the next one did. */
export function AttemptDiff({ project, before, after }: AttemptDiffProps) {
  const [a, b] = [useAttemptOutput(project, before, true), useAttemptOutput(project, after, true)];
  const failed = a.error ?? b.error;
  return (
    <section aria-label="Outputs compared" className="border-b border-line">
      <h2 className="border-b border-line px-4 py-2.5 font-semibold">
        Attempt {before.attempt} − and attempt {after.attempt} +
      </h2>
      {a.data && b.data ? (
        STREAMS.map((name) => {
          const [was, is] = [a.data[name] ?? '', b.data[name] ?? ''];
          return (
            <div key={name}>
              <h3 className="px-4 py-1.5 text-[11px] text-mute">{name}</h3>
              {was === is ? (
                <p className="px-4 pb-2 text-mute">
                  {was === '' ? 'Neither has any.' : 'It is the same.'}
                </p>
              ) : (
                <LineDiffView
                  label={`${name} compared`}
                  before={plainCodeLines(was)}
                  after={plainCodeLines(is)}
                />
              )}
            </div>
          );
        })
      ) : failed ? (
        <PartFailed onAgain={() => void Promise.all([a.refetch(), b.refetch()])}>
          They could not be read: {failureWords(failed)}
        </PartFailed>
      ) : (
        <p className="px-4 py-2 text-mute" role="status">
          Loading…
        </p>
      )}
    </section>
  );
}
