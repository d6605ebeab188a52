import type { z } from 'zod';
import type { WholeStep } from '@/lib/domain/whole-step';
import { dataMembers } from './data-members';
import type { stepOwnSchema } from './step-schema';

/**
 * One step on the wire, as JSON text. What went in, came out and went wrong is the producer's own text,
 * spliced in: a parse would change large numbers.
 */
export function stepJson(step: WholeStep): string {
  const own: z.infer<typeof stepOwnSchema> = {
    seq: step.seq,
    parent_seq: step.parentSeq,
    name: step.name,
    connector: step.connector,
    status: step.status,
    started_at: step.startedAt?.toISOString() ?? null,
    duration_ms: step.durationMs,
  };
  const raw = [
    dataMembers(step.inputText, 'input'),
    dataMembers(step.outputText, 'output'),
    dataMembers(step.errorText, 'error'),
  ].join(',');
  return `${JSON.stringify(own).slice(0, -1)},${raw}}`;
}
