import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Deletes the selections of a project with their parts. */
export async function dropSelectionsOfProject(projectId: ProjectId): Promise<void> {
  const selections = await prisma().frozenSelection.findMany({
    where: { projectId },
    select: { id: true },
  });
  for (const { id } of selections) {
    await prisma().frozenSelectionPart.deleteMany({ where: { selectionId: id } });
  }
  await prisma().frozenSelection.deleteMany({ where: { projectId } });
}
