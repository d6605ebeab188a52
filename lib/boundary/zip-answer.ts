import { getProjectById } from '@/lib/auth/get-project';
import { listBundleFiles } from '@/lib/bundle/list-bundle-files';
import { streamZip } from '@/lib/bundle/stream-zip';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { env } from '@/lib/env';
import { formatStamp } from '@/lib/format/format-stamp';
import { textStream } from './text-stream';

/** The Python files of several executions as a zip, which is made while it is sent. */
export async function zipAnswer(
  request: Request,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Response> {
  const files = listBundleFiles(await getProjectById(projectId), ids, env().publicUrl);
  const name = `runlens-${formatStamp(new Date())}-${ids.length}-logs.zip`;
  return textStream('POST bundles', request, streamZip(files), { type: 'application/zip', name });
}
