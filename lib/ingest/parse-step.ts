import type { IncomingStep } from '@/lib/domain/incoming-execution';
import { isStatus, STATUSES } from '@/lib/domain/status';
import { quoted } from './alteration-log';
import type { ObjectReader } from './object-reader';

export function parseStep(step: ObjectReader): Omit<IncomingStep, 'seq'> {
  const startedAt = step.moment('started_at');
  return {
    parentSeq: step.whole('parent_seq', 0, 2_147_483_647),
    name: step.name('name'),
    connector: step.name('connector'),
    status: stepStatus(step),
    startedAt: startedAt && new Date(startedAt.ms),
    durationMs: step.durationMs('duration_ms'),
    inputText: step.raw('input'),
    outputText: step.raw('output'),
    errorText: step.raw('error'),
  };
}

function stepStatus(step: ObjectReader): IncomingStep['status'] {
  const given = step.exact('status');
  if (given === null || given === 'skipped' || isStatus(given)) return given;
  const message = `Not one of ${STATUSES.join(', ')}, skipped: ${quoted(given)}`;
  step.alterations.add(step.path('status'), 'invalid_status', message);
  return null;
}
