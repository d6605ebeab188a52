import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import { buildBundle } from './build-bundle';
import { replayText } from './replay-text';

/** The Python file of one execution. Throws `not_found`, also when no code was sent. */
export async function makeBundle(
  project: Project,
  id: ExecutionId,
  publicUrl: string,
): Promise<{ name: string; text: string }> {
  const { summary, code, ...payload } = await getStoredRun(project.id, id);
  if (code === null) throw new AppError('not_found', 'No code was sent with this execution');
  return buildBundle(
    {
      ...summary,
      ...payload,
      code,
      link: new URL(paths.execution(project.key, id), publicUrl).href,
    },
    replayText,
  );
}
