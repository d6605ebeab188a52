import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Tables that hold rows of a project without a foreign key, children before parents. */
const SCOPED_TABLES = [
  'execution_entries',
  'execution_steps',
  'execution_payloads',
  'executions',
  'code_versions',
  'field_values',
  'actions',
] as const;

/** Deletes the project and everything in it: keys first, so that nothing new arrives meanwhile. */
export async function deleteProject(projectId: ProjectId): Promise<void> {
  await prisma().apiKey.deleteMany({ where: { projectId } });
  for (const table of SCOPED_TABLES) {
    // The table name comes from the closed list above.
    await prisma().$executeRawUnsafe(
      `DELETE FROM runlens.${table} WHERE project_id = $1`,
      projectId,
    );
  }
  await prisma().project.deleteMany({ where: { id: projectId } });
}
