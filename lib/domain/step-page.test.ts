import { expect, it } from 'vitest';
import { MAX_STEP_PAGE_BYTES, pageOfSteps } from './step-page';
import { STEPS_START } from './step-place';
import type { WholeStep } from './whole-step';

const step = (seq: number, outputText: string | null = null): WholeStep => ({
  ...{ seq, parentSeq: null, name: null, connector: null, status: null, startedAt: null },
  ...{ durationMs: null, inputText: null, outputText, errorText: null },
});
const seqs = ({ steps, isLast }: ReturnType<typeof pageOfSteps>) => [
  steps.map(({ seq }) => seq),
  isLast,
];

it('ends behind the step with which its texts are too long', () => {
  // Two bytes a letter.
  const long = 'é'.repeat(MAX_STEP_PAGE_BYTES / 2);
  const all = [step(1, long), step(2, '1'), step(3), step(4)];
  expect(seqs(pageOfSteps(all, { after: STEPS_START, limit: 9 }))).toEqual([[1, 2], false]);
  const after = { seq: 2, startedMs: null };
  expect(seqs(pageOfSteps(all, { after, limit: 9 }))).toEqual([[3, 4], true]);
  expect(seqs(pageOfSteps(all, { after, limit: 1 }))).toEqual([[3], false]);
});
