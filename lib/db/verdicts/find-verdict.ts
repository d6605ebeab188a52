import type { ExecutionId } from '@/lib/domain/execution-id';
import type {
  Difference,
  ExecutionVerdict,
  PythonImplementation,
  VerdictSource,
} from '@/lib/domain/execution-verdict';
import type { ProjectId } from '@/lib/domain/project';
import { verdictOfCode } from '@/lib/domain/verdict';
import { prisma } from '../client';

/** The last rerun of an execution that counted, or null. */
export async function findVerdict(
  projectId: ProjectId,
  executionId: ExecutionId,
): Promise<ExecutionVerdict | null> {
  const row = await prisma().executionVerdict.findUnique({
    where: { projectId_executionId: { projectId, executionId } },
  });
  if (!row) return null;
  return {
    verdict: verdictOfCode(row.verdict),
    python: row.python,
    implementation: row.implementation as PythonImplementation,
    bundleSha256: Buffer.from(row.bundleSha256).toString('hex'),
    source: row.source as VerdictSource,
    reportedAt: row.reportedAt,
    reportedBy: row.reportedBy,
    masked: row.masked,
    differences: row.differences as unknown as Difference[],
  };
}
