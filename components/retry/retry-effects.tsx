import type { RetryPlan } from '@/lib/contract/retry-plan';
import { MAX_ATTEMPTS, retriesLeft } from '@/lib/domain/retry-limit';
import { visibleLine } from '@/lib/format/visible-line';

const SHOWN = 6;

const EXECUTOR = {
  sandbox: 'On this server, in a sandbox without a network: nothing outside of it is reached.',
  webhook: 'By the system that owns the automation: it is asked to run it, by its webhook.',
} as const;

/** How often it may still be retried, where it runs, and what will happen again. */
export function RetryEffects(props: {
  plan: RetryPlan;
  warnings: readonly string[];
  /** Whether it cannot be done, as it is wished at present. */
  isRefused: boolean;
}) {
  const { plan, warnings, isRefused } = props;
  const { facts, steps, hasMoreSteps } = plan;
  const left = retriesLeft(facts.attempt);
  const shown = steps.slice(0, SHOWN);
  const rest = steps.length - shown.length;
  return (
    <dl className="space-y-2.5 px-4 py-3">
      <div>
        <dt className="text-[11px] font-semibold text-mute">Attempts</dt>
        <dd>
          {left === 0
            ? `Attempt ${facts.attempt} was the last of ${MAX_ATTEMPTS}`
            : `${isRefused ? 'It would be' : 'This will be'} attempt ${facts.attempt + 1} of ${MAX_ATTEMPTS}; after it ${
                left === 1 ? 'none is left' : 'one is left'
              }`}
        </dd>
      </div>
      <div>
        <dt className="text-[11px] font-semibold text-mute">Runs</dt>
        <dd>{EXECUTOR[facts.executor.kind]}</dd>
      </div>
      <div>
        <dt className="text-[11px] font-semibold text-mute">Steps that will run again</dt>
        {shown.length === 0 ? (
          <dd className="text-mute">No step of it is known to have done anything.</dd>
        ) : (
          <dd>
            <ul>
              {shown.map((step) => (
                <li key={step.seq} className="flex gap-2">
                  <span className="truncate">
                    {visibleLine(step.name ?? step.connector ?? `Step ${step.seq}`)}
                  </span>
                  {step.connector ? (
                    <span className="shrink-0 font-mono text-[12px] text-mute">
                      {visibleLine(step.connector)}
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
            {rest > 0 || hasMoreSteps ? (
              <span className="text-mute">
                and {hasMoreSteps ? 'more' : rest.toLocaleString('en')}
              </span>
            ) : null}
          </dd>
        )}
      </div>
      {warnings.length > 0 ? (
        <div>
          <dt className="text-[11px] font-semibold text-mute">Mind</dt>
          {warnings.map((warning) => (
            <dd key={warning} className="text-warn">
              {warning}
            </dd>
          ))}
        </div>
      ) : null}
    </dl>
  );
}
