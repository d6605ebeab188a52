import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import type { StoredRun } from '@/lib/db/executions/list-stored-runs';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import { type Bundle, buildBundle } from './build-bundle';
import { replayText } from './replay-text';

/** The Python file of one execution. Throws `not_found`, also when no code was sent. */
export async function makeBundle(
  project: Project,
  id: ExecutionId,
  publicUrl: string,
): Promise<{ name: string; text: string }> {
  const head = bundleHead(project, await getStoredRun(project.id, id), publicUrl);
  return { name: head.name, text: head.text + replayText };
}

/** The file without the runtime, which stands at the end of every one. Throws `not_found`. */
export function bundleHead(
  project: Project,
  { summary, code, ...payload }: StoredRun,
  publicUrl: string,
): Bundle {
  if (code === null) throw new AppError('not_found', 'No code was sent with this execution');
  const link = new URL(paths.execution(project.key, summary.id), publicUrl).href;
  return buildBundle({ ...summary, ...payload, code, link }, '');
}
