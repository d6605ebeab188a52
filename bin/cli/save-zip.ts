import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { formatBytes } from '@/lib/format/format-bytes';
import { askServer } from './ask-server';
import { CliProblem, EXIT } from './cli-problem';
import type { ServerPlace } from './server-place';
import type { Terminal } from './terminal';

/**
 * The Python files of executions as one zip, with the program that runs all of them and a manifest. Never over a
 * file that was not named, and not there until it is whole. Gives its path.
 */
export async function saveZip(
  place: ServerPlace,
  asked: { ids: readonly string[] } | { q: string },
  { output, terminal }: { output: string | undefined; terminal: Terminal },
): Promise<string> {
  const answer = await askServer(place, '/api/v1/bundles', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
  });
  const said = /filename="([^"]*)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const name = (said ?? '').replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '');
  const path = output ?? (name || 'runlens-logs.zip');
  if (output === undefined && existsSync(path)) {
    const message = `${path} was not written: it exists, name another with --output`;
    throw new CliProblem(message, EXIT.refused);
  }
  let bytes = 0;
  const received = async function* () {
    const chunks = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
    for await (const chunk of chunks) {
      bytes += chunk.length;
      terminal.progress(formatBytes(bytes));
      yield chunk;
    }
  };
  const part = `${path}.part`;
  try {
    await pipeline(received(), createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    const isOfDisk = (error as NodeJS.ErrnoException).syscall !== undefined;
    if (isOfDisk)
      throw new CliProblem(`${path} was not written: ${(error as Error).message}`, EXIT.refused);
    throw new CliProblem('the zip broke off before its end: ask again', EXIT.notReached);
  } finally {
    terminal.progress('');
  }
  return path;
}
