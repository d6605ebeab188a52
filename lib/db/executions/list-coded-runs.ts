import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';

interface CodedRow extends SummaryRow {
  code_sha256: Uint8Array | null;
  language: string | null;
}

export interface CodedRun {
  summary: ExecutionSummary;
  code: string | null;
  /** Lower-case hex. */
  codeSha256: string | null;
  language: string | null;
}

/** Several executions with their code, in two statements; one that does not exist is left out. */
export async function listCodedRuns(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, CodedRun>> {
  const rows = await prisma().$queryRaw<CodedRow[]>`
    SELECT ${SUMMARY_COLUMNS}, code_sha256, language FROM runlens.executions
    WHERE project_id = ${projectId} AND id = ANY(${[...ids]}::uuid[])`;
  const codes = await listCodes(projectId, rows);
  return new Map(
    rows.map((row) => {
      const codeSha256 = row.code_sha256 && hex(row.code_sha256);
      const code = codeSha256 === null ? null : (codes.get(codeSha256) ?? null);
      return [row.id, { summary: toSummary(row), code, codeSha256, language: row.language }];
    }),
  );
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Each version once, by the hex of its hash. */
async function listCodes(
  projectId: ProjectId,
  rows: readonly CodedRow[],
): Promise<Map<string, string>> {
  const wanted = new Map(
    rows.flatMap(({ code_sha256: sha256 }) => (sha256 ? [[hex(sha256), sha256] as const] : [])),
  );
  if (wanted.size === 0) return new Map();
  const versions = await prisma().$queryRaw<{ sha256: Uint8Array; source_json: string }[]>`
    SELECT sha256, source_json FROM runlens.code_versions
    WHERE project_id = ${projectId} AND sha256 IN (${Prisma.join([...wanted.values()])})`;
  return new Map(
    versions.map(({ sha256, source_json }) => [hex(sha256), JSON.parse(source_json) as string]),
  );
}
