import { buildZip } from '@/lib/bundle/build-zip';
import type { BundleLine } from '@/lib/contract/bundle-line';
import { paths } from '@/lib/paths';

async function* readFiles(body: ReadableStream<Uint8Array>) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let runtime = '';
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = JSON.parse(part) as BundleLine;
      if ('runtime' in line) runtime = line.runtime;
      else {
        const text = 'head' in line ? line.head + runtime : line.text;
        yield { name: line.name, bytes: encoder.encode(text), about: line.about };
      }
    }
    if (done) break;
  }
  if (rest !== '') throw new Error('the answer ended in the middle of a file');
}

/** Fetches the files of the logs one after another and packs them. `onProgress` counts logs. */
export async function downloadZip(
  project: string,
  chosen: { ids: readonly string[] } | { selection: string },
  options: { onProgress: (done: number) => void; signal: AbortSignal },
): Promise<Blob> {
  const answer = await fetch(paths.bundles(project), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(chosen),
    signal: options.signal,
  });
  if (!answer.ok || !answer.body) {
    const problem = (await answer.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `the server answered ${answer.status}`);
  }
  return buildZip(readFiles(answer.body), options);
}
