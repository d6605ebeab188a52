import type { PinnedCase } from '@/lib/domain/pinned-case';
import { statusOfCode } from '@/lib/domain/status';

/** What lists read of a case, which is not its texts. */
export const CASE_COLUMNS = {
  executionId: true,
  name: true,
  pinnedAt: true,
  pinnedBy: true,
  status: true,
  outcome: true,
  message: true,
  codeSha256: true,
} as const;

export interface CaseRow extends Omit<PinnedCase, 'status' | 'codeSha256'> {
  status: number;
  codeSha256: Uint8Array;
}

export function toCase(row: CaseRow): PinnedCase {
  return {
    executionId: row.executionId,
    name: row.name,
    pinnedAt: row.pinnedAt,
    pinnedBy: row.pinnedBy,
    status: statusOfCode(row.status),
    outcome: row.outcome,
    message: row.message,
    codeSha256: Buffer.from(row.codeSha256).toString('hex'),
  };
}
