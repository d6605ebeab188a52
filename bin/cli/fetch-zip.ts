import { createHash } from 'node:crypto';
import { buildZip } from '@/lib/bundle/build-zip';
import { bundleSha256 } from '@/lib/bundle/bundle-sha256';
import { readBundle } from '@/lib/bundle/read-bundle';
import { runAllText } from '@/lib/bundle/run-all-text';
import { CliProblem, EXIT } from './cli-problem';
import { type FetchedBundle, fetchBundle } from './fetch-bundle';
import type { ServerPlace } from './server-place';
import { withPatience } from './with-patience';

/** Files that are asked for at once. */
const AT_ONCE = 4;

/**
 * The Python files of executions as one zip, with the program that runs all of them and a manifest, as the
 * dashboard makes it. One without code is a file that says so, and is told.
 */
export function fetchZip(
  place: ServerPlace,
  ids: readonly string[],
  { say, onProgress }: { say: (line: string) => void; onProgress: (files: number) => void },
): Promise<Blob> {
  const encoder = new TextEncoder();
  const fetchOne = async (id: string) => {
    const ask = () => fetchBundle(place, encodeURIComponent(id));
    const found = await withPatience(ask, say).catch((error: unknown) => {
      if (!(error instanceof CliProblem) || error.exitCode !== EXIT.notFound) throw error;
      say(`${id}: ${error.message}`);
      const text = `# ${error.message.replace(/\s+/g, ' ')}\n# Execution ${id.replace(/\s+/g, ' ')}\n`;
      return { name: `${id.replace(/[^A-Za-z0-9_-]/g, '_')}.py`, text };
    });
    return { name: found.name, bytes: encoder.encode(found.text), about: aboutOf(id, found) };
  };
  const files = async function* () {
    yield { name: 'run_all.py', bytes: encoder.encode(runAllText) };
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      yield* await Promise.all(ids.slice(at, at + AT_ONCE).map(fetchOne));
    }
  };
  return buildZip(files(), { onProgress });
}

/** What the manifest says of a file, read from the file itself. */
function aboutOf(id: string, { text }: FetchedBundle) {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const read = readBundle(text);
  if (!read.ok) {
    return { execution_id: id, sha256, bundle_sha256: null, python: null, recorded: false };
  }
  const { facts, outputText } = read.bundle;
  return {
    execution_id: facts.get('Execution log') ?? id,
    sha256,
    bundle_sha256: bundleSha256(text),
    python: pythonOf(outputText),
    recorded: outputText !== null,
  };
}

function pythonOf(outputText: string | null): string | null {
  try {
    const { python } = JSON.parse(outputText ?? 'null') ?? {};
    return typeof python === 'string' ? python : null;
  } catch {
    // NaN in an output is no JSON: then it is not told.
    return null;
  }
}
