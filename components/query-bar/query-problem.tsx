import type { Problem } from '@/lib/query-state/parsed-query';

/** Why the list does not follow what stands in the box, and what would put it right. */
export function QueryProblem({
  id,
  problems,
  onFix,
}: {
  id: string;
  problems: readonly Problem[];
  onFix: (text: string) => void;
}) {
  const [problem, ...others] = problems;
  const fix = problem?.fix;
  return (
    <div role="status" id={id} className="text-[12px] leading-4 text-bad">
      {problem ? (
        <p className="flex flex-wrap items-baseline gap-x-2 px-2.5 pt-1.5">
          <span className="min-w-0 break-words">
            {problem.message}
            {others.length > 0 ? ` And ${others.length} more.` : ''}
          </span>
          {fix ? (
            <button
              type="button"
              className="rounded-sm border border-line px-1.5 text-text hover:bg-raise"
              onClick={() => onFix(fix.text)}
            >
              {fix.label}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
