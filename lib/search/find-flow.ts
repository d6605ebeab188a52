import { findAction } from '@/lib/db/actions/list-actions';
import { findProjectById } from '@/lib/db/projects/find-project';
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
  const [project, action] = await Promise.all([
    findProjectById(projectId),
    findAction(projectId, asked.flowId),
  ]);
  const isNamed = (text: string) => project?.key === text || String(project?.id) === text;
  if (!isNamed(asked.projectId)) return null;
  if (asked.projectSlug && project?.key !== asked.projectSlug) return null;
  return action && { id: action.key, name: action.name };
}
