import { createHash } from 'node:crypto';
import type { RunJob } from '../executor';

/**
 * What is sent: the members that Standard Webhooks asks for, and the run. The context stands in it as the
 * producer wrote it, digit for digit. `code_sha256` is what the API calls it: of the code as a JSON string.
 */
export function webhookBody(job: RunJob, at: Date, callbackUrl: string): string {
  const codeSha256 =
    job.code === null ? null : createHash('sha256').update(JSON.stringify(job.code)).digest('hex');
  const members: [string, string][] = [
    ['execution_id', JSON.stringify(job.executionId)],
    ['attempt', String(job.attempt)],
    ['idempotency_key', JSON.stringify(job.idempotencyKey)],
    ['action', JSON.stringify(job.actionKey)],
    ['event', JSON.stringify(job.event)],
    ['target', JSON.stringify(job.target)],
    ['code_sha256', JSON.stringify(codeSha256)],
    ['allowed_ms', String(job.allowedMs)],
    ['callback_url', JSON.stringify(callbackUrl)],
    ['context', job.contextText ?? 'null'],
  ];
  const data = members.map(([name, value]) => `"${name}":${value}`).join(',');
  return `{"type":"execution.retry","timestamp":${JSON.stringify(at.toISOString())},"data":{${data}}}`;
}
