import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The producer's JSON text of the context, byte for byte, or null without one. */
export async function findContextText(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<string | null> {
  const row = await prisma().executionPayload.findUnique({
    where: { projectId_executionId: { projectId, executionId: id } },
    select: { contextText: true },
  });
  return row?.contextText ?? null;
}

/**
 * The producer's JSON text of the output, byte for byte. Null when nothing was recorded, or more than
 * `maxBytes`.
 */
export async function findOutputText(
  projectId: ProjectId,
  id: ExecutionId,
  maxBytes = 2 ** 31 - 1,
): Promise<string | null> {
  const [row] = await prisma().$queryRaw<{ output_text: string }[]>`
    SELECT output_text FROM runlens.execution_payloads
    WHERE project_id = ${projectId}::int AND execution_id = ${id}::uuid
      AND octet_length(output_text) <= ${maxBytes}::int`;
  return row?.output_text ?? null;
}
