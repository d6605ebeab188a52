import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The recorded outputs of some executions, as JSON text; one above `maxBytes` is left out. */
export async function listOutputTexts(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  maxBytes: number,
): Promise<Map<ExecutionId, string>> {
  const rows = await prisma().$queryRaw<{ id: ExecutionId; output_text: string }[]>`
    SELECT execution_id AS id, output_text FROM runlens.execution_payloads
    WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])
      AND octet_length(output_text) <= ${maxBytes}`;
  return new Map(rows.map(({ id, output_text: text }) => [id, text]));
}
