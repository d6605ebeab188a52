import { inStepOrder } from './hashed-seq';
import type { StepPlace } from './step-place';
import type { WholeStep } from './whole-step';

/** UTF-8 bytes of texts in one page; the step that goes over it is the last one of the page. */
export const MAX_STEP_PAGE_BYTES = 8 * 1024 * 1024;

/** The page of some steps, which are in the order of `inStepOrder`, that begins behind a place. */
export function pageOfSteps(
  all: readonly WholeStep[],
  { after, limit }: { after: StepPlace; limit: number },
): { steps: WholeStep[]; isLast: boolean } {
  const startedAt = after.startedMs === null ? null : new Date(after.startedMs);
  const behind = all.filter((step) => inStepOrder({ seq: after.seq, startedAt }, step) < 0);
  const steps: WholeStep[] = [];
  let bytes = 0;
  for (const step of behind) {
    if (steps.length === limit || bytes > MAX_STEP_PAGE_BYTES) break;
    steps.push(step);
    bytes += bytesOf(step.inputText) + bytesOf(step.outputText) + bytesOf(step.errorText);
  }
  return { steps, isLast: steps.length === behind.length };
}

function bytesOf(text: string | null): number {
  return text === null ? 0 : new TextEncoder().encode(text).byteLength;
}
