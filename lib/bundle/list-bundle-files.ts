import { groupStoredRuns, listStoredRuns } from '@/lib/db/executions/list-stored-runs';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Project } from '@/lib/domain/project';
import { makeBundleLine } from './make-bundle-line';
import { replayText } from './replay-text';
import { runAllText } from './run-all-text';

/** A file of a zip of logs. */
interface BundleFile {
  name: string;
  text: string;
  about?: object | undefined;
}

/** The program that runs all, then the file of each execution in the order of the ids, as they are read. */
export async function* listBundleFiles(
  project: Project,
  ids: readonly ExecutionId[],
  publicUrl: string,
): AsyncGenerator<BundleFile> {
  yield { name: 'run_all.py', text: runAllText };
  for (const group of await groupStoredRuns(project.id, ids)) {
    const runs = await listStoredRuns(project.id, group);
    for (const id of group) {
      const line = makeBundleLine(project, id, runs.get(id), publicUrl);
      const { name, about } = line;
      yield { name, about, text: 'head' in line ? line.head + replayText : line.text };
    }
  }
}
