import { findEntry } from '@/lib/db/entries/find-entry';
import { AppError } from '@/lib/domain/app-error';
import type { WholeEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { parseSeq } from '@/lib/query-state/entry-request';
import { resolveExecutionId } from './resolve-execution-id';

/** One entry with all that is stored of it. Throws `not_found`. */
export async function readEntry(
  projectId: ProjectId,
  idOrExternalId: string,
  seq: string,
): Promise<WholeEntry> {
  const id = await resolveExecutionId(projectId, idOrExternalId);
  const number = parseSeq(seq);
  const entry = number === null ? null : await findEntry(projectId, id, number);
  if (!entry) throw new AppError('not_found', 'There is no such entry');
  return entry;
}
