import type { StepOutline } from '@/lib/domain/step-outline';
import type { StepStatus } from '@/lib/domain/step-status';
import { formatDuration } from './format-duration';
import { STATUS_LABEL } from './status-label';
import { visibleLine } from './visible-line';

/** Members of an error in which producers say why, the likeliest first. */
const REASONS = ['message', 'reason', 'detail', 'error'] as const;
const MAX_REASON = 200;

export const STEP_STATUS_LABEL: Record<StepStatus, string> = {
  ...STATUS_LABEL,
  skipped: 'Skipped',
};

/** What a step is called: its name, or else its connector or number. */
export function stepName({ seq, name, connector }: StepOutline): string {
  return visibleLine(name ?? connector ?? `Step ${seq}`);
}

/** Why it failed or was skipped, in the producer's words on one line; null when none were sent. */
export function stepReason({ errorStart }: StepOutline): string | null {
  if (errorStart === null) return null;
  const text = visibleLine(reasonIn(errorStart)).trim();
  if (text === '') return null;
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON)}…` : text;
}

/** The beginning of a JSON text may be cut: it is looked through, and parsed only where it is whole. */
function reasonIn(jsonStart: string): string {
  try {
    const value: unknown = JSON.parse(jsonStart);
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) {
      for (const name of REASONS) {
        const reason = (value as Record<string, unknown>)[name];
        if (typeof reason === 'string') return reason;
      }
    }
  } catch {
    const cut = /^"((?:[^"\\]|\\["\\/bfnrt])*)/.exec(jsonStart)?.[1];
    if (cut) return cut.replace(/\\(["\\/])/g, '$1').replace(/\\[bfnrt]/g, ' ');
  }
  return jsonStart;
}

/** Why there is no bar, for a step that does not say when it began. */
export function untimedWords({ status, durationMs }: StepOutline): string {
  if (status === 'skipped') return 'did not run';
  return durationMs === null
    ? 'no times were sent'
    : `took ${formatDuration(durationMs)}; when was not sent`;
}

/**
 * Why a step was skipped. Where the producer did not say, what is known is said: which step had failed
 * before it.
 */
export function skippedWords(step: StepOutline, steps: readonly StepOutline[]): string {
  const reason = stepReason(step);
  if (reason !== null) return reason;
  const culprit = steps.findLast(
    ({ seq, status }) => seq < step.seq && (status === 'failed' || status === 'rejected'),
  );
  return culprit
    ? `no reason was sent; step ${culprit.seq}, ${stepName(culprit)}, had failed before it`
    : 'no reason was sent';
}
