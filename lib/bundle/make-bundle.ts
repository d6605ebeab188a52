import { getStoredRun } from '@/lib/db/executions/get-stored-run';
import type { StoredRun } from '@/lib/db/executions/list-stored-runs';
import { AppError } from '@/lib/domain/app-error';
import { bundleRefusal } from '@/lib/domain/bundle-refusal';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { paths } from '@/lib/paths';
import { type Bundle, buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

/** The Python file of one execution. Throws `not_found`, also when no Python was sent. */
export async function makeBundle(
  project: Project,
  id: ExecutionId,
  publicUrl: string,
): Promise<{ name: string; text: string }> {
  const head = bundleHead(project, await getStoredRun(project.id, id), publicUrl);
  return { name: head.name, text: head.text + replayText };
}

/** The file without the runtime, which stands at the end of every one. Throws `not_found`. */
export function bundleHead(project: Project, run: StoredRun, publicUrl: string): Bundle {
  return buildBundle(sourceOf(project, run, publicUrl), '');
}

/**
 * What the file of one execution is made of, for a browser that makes it with other code or another
 * context. Throws `not_found`, also when no Python was sent.
 */
export async function bundleParts(
  project: Project,
  id: ExecutionId,
  publicUrl: string,
): Promise<{ source: BundleSource; runtime: string }> {
  const run = await getStoredRun(project.id, id);
  return { source: sourceOf(project, run, publicUrl), runtime: replayText };
}

function sourceOf(
  project: Project,
  { summary, code, codeSha256, language, ...payload }: StoredRun,
  publicUrl: string,
): BundleSource {
  const refusal = bundleRefusal({ language, codeSha256 });
  if (refusal !== null || code === null) throw new AppError('not_found', refusal ?? undefined);
  const { id, externalId, createdAt, event, target, targetRecordId } = summary;
  const { actionKeys, raisedAction, status } = summary;
  return {
    ...{ id, externalId, createdAt, event, target, targetRecordId },
    ...{ actionKeys, raisedAction, status, ...payload, code },
    link: new URL(paths.execution(project.key, id), publicUrl).href,
  };
}
