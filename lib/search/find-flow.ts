import { findProjectAction } from '@/lib/db/actions/find-project-action';
import type { Flow } from '@/lib/dialects/akinon/open-flow-run';
import type { ProjectId } from '@/lib/domain/project';

/**
 * The action that is asked for as a flow. Null when there is none, and when another project is named
 * than that of the key: by its number, or by the key that its URLs have.
 */
export async function findFlow(
  projectId: ProjectId,
  asked: { projectId: string; flowId: string; projectSlug?: string | null },
): Promise<Flow | null> {
  // No text in PostgreSQL holds NUL.
  if (asked.flowId.includes('\0')) return null;
  const found = await findProjectAction(projectId, asked.flowId);
  if (!found) return null;
  const { project, action } = found;
  if (asked.projectId !== project.key && asked.projectId !== String(projectId)) return null;
  if (asked.projectSlug && asked.projectSlug !== project.key) return null;
  return { id: action.key, name: action.name };
}
