import { Checkbox } from '@/components/ui/checkbox';
import { Radio } from '@/components/ui/radio';
import { RECOVERIES, type Recovery } from '@/lib/domain/action-runner';
import { NumberField } from './number-field';
import { type RunnerDraft, usualSeconds } from './runner-draft';

const RECOVERY: Record<Recovery, string> = {
  restart: 'The run starts again, on what was saved of it',
  fail: 'The run fails: what it does must not happen twice',
};

interface RunnerLimitsProps {
  draft: RunnerDraft;
  onChange: (change: Partial<RunnerDraft>) => void;
}

/** How long, how many at once, how often, and what becomes of a run that is lost. */
export function RunnerLimits({ draft, onChange }: RunnerLimitsProps) {
  return (
    <>
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <NumberField
          label="Allowed time of one attempt"
          unit="seconds, then it is rejected"
          placeholder={String(usualSeconds(draft.choice))}
          value={draft.allowedS}
          onChange={(allowedS) => onChange({ allowedS })}
        />
        <NumberField
          label="Runs at the same time, at most"
          placeholder="no limit"
          value={draft.maxConcurrent}
          onChange={(maxConcurrent) => onChange({ maxConcurrent })}
        />
      </div>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <label className="flex h-8 items-center gap-2">
          <Checkbox
            checked={draft.throttle}
            onChange={(event) => onChange({ throttle: event.target.checked })}
          />
          Throttle: runs wait as Queued
        </label>
        <NumberField
          label="Starts in a minute"
          unit="evenly spread"
          placeholder="one by one"
          disabled={!draft.throttle}
          value={draft.perMinute}
          onChange={(perMinute) => onChange({ perMinute })}
        />
      </div>
      <fieldset>
        <legend className="pb-1 text-[12px] text-mute">When the worker of a run is lost</legend>
        {RECOVERIES.map((recovery) => (
          <label key={recovery} className="flex h-7 items-center gap-3">
            <Radio
              name="recovery"
              checked={draft.recovery === recovery}
              onChange={() => onChange({ recovery })}
            />
            {RECOVERY[recovery]}
          </label>
        ))}
      </fieldset>
    </>
  );
}
