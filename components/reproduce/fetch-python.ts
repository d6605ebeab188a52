import type { PythonRuntime } from '@/lib/contract/python-runtime';
import { paths } from '@/lib/paths';

/** Between two words of how far it is: a chunk may come every millisecond, and each word is drawn. */
const SAY_EVERY_MS = 100;

/**
 * The files that Python in the browser is made of, by name. The browser's cache has them after the first
 * time. `onProgress` gets the bytes so far. Rejects when one cannot be had.
 */
export async function fetchPython(
  { version, files }: PythonRuntime,
  options: { onProgress: (received: number) => void; signal: AbortSignal },
): Promise<Record<string, Blob>> {
  let received = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  const read = async (name: string, size: number): Promise<[string, Blob]> => {
    const answer = await fetch(paths.pythonFile(version, name), { signal: options.signal });
    if (!answer.ok || !answer.body)
      throw new Error(`${name}: the server answered ${answer.status}.`);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let bytes = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > size) throw new Error(`${name} is longer than it should be.`);
      chunks.push(value);
      received += value.length;
      if (performance.now() - saidAt < SAY_EVERY_MS) continue;
      saidAt = performance.now();
      options.onProgress(received);
    }
    if (bytes < size) throw new Error(`${name} ended too early.`);
    return [name, new Blob(chunks)];
  };
  return Object.fromEntries(await Promise.all(files.map(({ name, bytes }) => read(name, bytes))));
}
