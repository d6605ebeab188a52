import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Most values that a filter offers before somebody types. */
const LIMIT = 200;

/** Values ever seen of a field, in order of the alphabet; `containing` narrows, case-insensitively. */
export async function listFieldValues(
  projectId: ProjectId,
  field: string,
  containing: string,
): Promise<string[]> {
  const rows = await prisma().fieldValue.findMany({
    where: {
      projectId,
      field,
      ...(containing === '' ? {} : { value: { contains: containing, mode: 'insensitive' } }),
    },
    orderBy: { value: 'asc' },
    take: LIMIT,
    select: { value: true },
  });
  return rows.map((row) => row.value);
}
