import { AppError } from '@/lib/domain/app-error';
import type { Alteration, ExecutionMetadata } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';

interface MetadataRow extends SummaryRow {
  received_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  retry_of: string | null;
  language: string | null;
  code_sha256: Uint8Array | null;
}

/** Everything of one execution but code, context and output. Throws `not_found`. */
export async function getMetadata(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionMetadata> {
  const [rows, payload] = await Promise.all([
    prisma().$queryRaw<MetadataRow[]>`
      SELECT ${SUMMARY_COLUMNS}, received_at, started_at, finished_at, retry_of, language, code_sha256
      FROM runlens.executions WHERE project_id = ${projectId} AND id = ${id}::uuid`,
    prisma().executionPayload.findUnique({
      where: { projectId_executionId: { projectId, executionId: id } },
      select: {
        validationMessage: true,
        actionsText: true,
        triggerText: true,
        attributesText: true,
        contextBytes: true,
        alterations: true,
      },
    }),
  ]);
  const row = rows[0];
  if (!row)
    throw new AppError(
      'not_found',
      'There is no such execution, or it is older than the retention',
    );
  return {
    ...toSummary(row),
    validationMessage: payload?.validationMessage ?? row.validation_message,
    receivedAt: row.received_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    retryOf: row.retry_of,
    language: row.language,
    codeSha256: row.code_sha256 ? Buffer.from(row.code_sha256).toString('hex') : null,
    actionsText: payload?.actionsText ?? null,
    triggerText: payload?.triggerText ?? null,
    attributesText: payload?.attributesText ?? null,
    contextBytes: payload?.contextBytes ?? null,
    alterations: (payload?.alterations ?? []) as unknown as Alteration[],
  };
}
