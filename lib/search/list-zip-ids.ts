import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import type { ZipRequest } from '@/lib/query-state/zip-request';
import { resolveExecutionId } from './resolve-execution-id';
import { walkExecutions } from './walk-executions';

/** Each asks the database once or twice. */
const AT_ONCE = 10;
/** Of an id that is not found so much is repeated. */
const SHOWN_CHARACTERS = 100;

/**
 * The executions that a zip shall hold. Throws `not_found` that names the first id that there is not, and
 * `too_large` where more match than a zip may hold.
 */
export async function listZipIds(projectId: ProjectId, asked: ZipRequest): Promise<ExecutionId[]> {
  const ids: ExecutionId[] = [];
  if ('ids' in asked) {
    for (let at = 0; at < asked.ids.length; at += AT_ONCE) {
      const part = asked.ids.slice(at, at + AT_ONCE);
      ids.push(...(await Promise.all(part.map((id) => resolve(projectId, id)))));
    }
    return Array.from(new Set(ids));
  }
  for await (const page of walkExecutions(projectId, asked.params)) {
    ids.push(...page.map(({ id }) => id));
    if (ids.length > MAX_ZIP_LOGS) {
      const most = MAX_ZIP_LOGS.toLocaleString('en');
      throw new AppError('too_large', `More than ${most} match, and a zip takes at most ${most}`);
    }
  }
  if (ids.length === 0) throw new AppError('not_found', 'No execution matches');
  return ids;
}

async function resolve(projectId: ProjectId, id: string): Promise<ExecutionId> {
  try {
    return await resolveExecutionId(projectId, id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    const named = JSON.stringify(id.slice(0, SHOWN_CHARACTERS));
    throw new AppError(
      'not_found',
      `There is no execution ${named}, or it is older than the retention`,
    );
  }
}
