import type { z } from 'zod';
import type { ExecutionVerdict } from '@/lib/domain/execution-verdict';
import type { Verdict } from '@/lib/domain/verdict';
import type { verdictSchema } from './verdict-schema';

/** The verdict of an execution on the wire; without a rerun that counted all but it is null. */
export function verdictJson(
  id: string,
  verdict: Verdict,
  last: ExecutionVerdict | null,
): z.infer<typeof verdictSchema> {
  return {
    execution_id: id,
    verdict,
    python: last?.python ?? null,
    implementation: last?.implementation ?? null,
    bundle_sha256: last?.bundleSha256 ?? null,
    source: last?.source ?? null,
    reported_at: last?.reportedAt.toISOString() ?? null,
    reported_by: last?.reportedBy ?? null,
    masked: last?.masked ?? null,
    differences: [...(last?.differences ?? [])],
  };
}
