import type { PinnedCase } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { CASE_COLUMNS, toCase } from './case-row';

/** The cases of an action in the order in which they were pinned. */
export async function listCases(projectId: ProjectId, actionKey: string): Promise<PinnedCase[]> {
  const rows = await prisma().pinnedCase.findMany({
    where: { projectId, actionKey },
    orderBy: [{ pinnedAt: 'asc' }, { executionId: 'asc' }],
    select: CASE_COLUMNS,
  });
  return rows.map(toCase);
}
