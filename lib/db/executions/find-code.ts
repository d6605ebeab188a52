import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The exact code of one execution, or null when none was sent. Two statements: code is never joined. */
export async function findCode(projectId: ProjectId, id: ExecutionId): Promise<string | null> {
  const row = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id } },
    select: { codeSha256: true },
  });
  return row?.codeSha256 ? findCodeVersion(projectId, row.codeSha256) : null;
}

/** The code with a hash, or null. */
export async function findCodeVersion(
  projectId: ProjectId,
  sha256: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const version = await prisma().codeVersion.findUnique({
    where: { projectId_sha256: { projectId, sha256 } },
    select: { sourceJson: true },
  });
  return version ? (JSON.parse(version.sourceJson) as string) : null;
}
