import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { makeBundle } from './make-bundle';

/** Bundles read from the database at once: enough to keep it busy, few enough to hold in memory. */
const AT_ONCE = 8;

/** A log without code is still one file of the zip, which says so. */
async function fileOf(project: Project, id: ExecutionId, publicUrl: string) {
  try {
    return await makeBundle(project, id, publicUrl);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    return { name: `${id}.py`, text: `# ${error.message}.\n# Execution ${id}\n` };
  }
}

/** NDJSON of `{name, text}`, in the order of the ids, made as it is read. */
export function bundleLines(
  project: Project,
  ids: readonly ExecutionId[],
  publicUrl: string,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let done = 0;
  return new ReadableStream({
    async pull(controller) {
      if (signal.aborted || done >= ids.length) return controller.close();
      const batch = ids.slice(done, done + AT_ONCE);
      done += batch.length;
      const files = await Promise.all(batch.map((id) => fileOf(project, id, publicUrl)));
      controller.enqueue(encoder.encode(files.map((file) => `${JSON.stringify(file)}\n`).join('')));
    },
  });
}
