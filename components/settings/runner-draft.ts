import { DEFAULT_ALLOWED_MS, type Recovery } from '@/lib/domain/action-runner';
import type {
  RunnerChoice,
  RunnerSettings,
  StoredRunnerSettings,
} from '@/lib/domain/runner-settings';

/** The form as it stands; numbers as they were typed. */
export interface RunnerDraft {
  choice: RunnerChoice | 'inherit';
  webhookUrl: string;
  allowedS: string;
  maxConcurrent: string;
  throttle: boolean;
  perMinute: string;
  recovery: Recovery;
}

const typed = (value: number | null | undefined) => (value == null ? '' : String(value));

export function draftOf(own: StoredRunnerSettings | null): RunnerDraft {
  return {
    choice: own?.executor ?? 'inherit',
    webhookUrl: own?.webhookUrl ?? '',
    allowedS: typed(own?.allowedMs && own.allowedMs / 1_000),
    maxConcurrent: typed(own?.maxConcurrent),
    throttle: own?.throttle ?? false,
    perMinute: typed(own?.throttlePerMinute),
    recovery: own?.recovery ?? 'restart',
  };
}

/** Whether both mean the same: what is inherited has nothing of its own. */
export function isSameDraft(one: RunnerDraft, other: RunnerDraft): boolean {
  if (one.choice !== other.choice) return false;
  return one.choice === 'inherit' || JSON.stringify(one) === JSON.stringify(other);
}

/** Null: nothing of its own. What is no number becomes NaN, which the server refuses by name. */
export function settingsOf(draft: RunnerDraft): RunnerSettings | null {
  if (draft.choice === 'inherit') return null;
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  const seconds = number(draft.allowedS);
  return {
    executor: draft.choice,
    webhookUrl: draft.webhookUrl,
    allowedMs: seconds === null ? null : Math.round(seconds * 1_000),
    maxConcurrent: number(draft.maxConcurrent),
    throttle: draft.throttle,
    throttlePerMinute: draft.throttle ? number(draft.perMinute) : null,
    recovery: draft.recovery,
  };
}

/** What an attempt may take when nothing is typed, in seconds. */
export const usualSeconds = (choice: RunnerDraft['choice']) =>
  DEFAULT_ALLOWED_MS[choice === 'webhook' ? 'webhook' : 'sandbox'] / 1_000;
