import type { ExecutionId } from '@/lib/domain/execution-id';
import type { PinnedRun } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { CASE_COLUMNS, toCase } from './case-row';

/**
 * Cases of an action with all that a rerun needs, in the order in which they were pinned.
 * @param only one of them, or null for all
 */
export async function listPinnedRuns(
  projectId: ProjectId,
  actionKey: string,
  only: ExecutionId | null,
): Promise<PinnedRun[]> {
  const rows = await prisma().pinnedCase.findMany({
    where: { projectId, actionKey, ...(only === null ? {} : { executionId: only }) },
    orderBy: [{ pinnedAt: 'asc' }, { executionId: 'asc' }],
    select: {
      ...CASE_COLUMNS,
      ...{ event: true, target: true, targetRecordId: true, contextText: true, outputText: true },
    },
  });
  const versions = await prisma().codeVersion.findMany({
    where: { projectId, sha256: { in: rows.map(({ codeSha256 }) => codeSha256) } },
    select: { sha256: true, sourceJson: true },
  });
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const codes = new Map(versions.map((one) => [hex(one.sha256), one.sourceJson]));
  return rows.map((row) => {
    const source = codes.get(hex(row.codeSha256));
    if (source === undefined) throw new Error('the code of a pinned case is gone');
    const { event, target, targetRecordId, contextText, outputText } = row;
    const code = JSON.parse(source) as string;
    return { ...toCase(row), event, target, targetRecordId, code, contextText, outputText };
  });
}
