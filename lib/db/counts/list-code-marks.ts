import type { CodeMark } from '@/lib/domain/counts';
import { lowestIdAt, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import type { MsRange } from './count-plan';

const MAX_MARKS = 20;

/** The newest versions of code that first ran within a range, of some actions or (null) of all. */
export async function listCodeMarks(
  projectId: ProjectId,
  { fromMs, toMs }: MsRange,
  actions: readonly string[] | null,
): Promise<CodeMark[]> {
  const rows = await prisma().actionVersion.findMany({
    where: {
      projectId,
      firstExecutionId: { gte: lowestIdAt(fromMs), lt: lowestIdAt(toMs) },
      ...(actions ? { actionKey: { in: [...actions] } } : {}),
    },
    orderBy: [{ firstExecutionId: 'desc' }, { actionKey: 'asc' }],
    take: MAX_MARKS,
  });
  return rows.map(({ actionKey, codeSha256, firstExecutionId }) => ({
    action: actionKey,
    codeSha256: Buffer.from(codeSha256).toString('hex'),
    executionId: firstExecutionId,
    atMs: timeOfId(firstExecutionId),
  }));
}
