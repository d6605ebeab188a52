import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { buildProgram } from '@/lib/bundle/build-program';
import type { Env } from '@/lib/env';
import { sandboxState } from '@/lib/runner/sandbox/sandbox-state';
import type { Finding } from './finding';

const run = promisify(execFile);

/** Node, the folders, Python and the sandbox. */
export async function* examineMachine(
  settings: Env,
  environment: NodeJS.ProcessEnv,
): AsyncGenerator<Finding> {
  const { arch, platform, version } = process;
  yield { kind: 'ok', what: 'node', said: `${version} on ${platform} ${arch}` };
  yield await examineFolder('data directory', settings.dataDir, settings.databaseUrl === null);
  if (settings.exportDir !== null) {
    yield await examineFolder('export folder', settings.exportDir, true);
  }
  yield await examinePython(environment);
  const sandbox = await sandboxState(buildProgram);
  const isNeeded = settings.runner === 'sandbox';
  yield sandbox.ok
    ? { kind: 'ok', what: 'sandbox', said: 'bubblewrap fences runs in' }
    : {
        kind: isNeeded ? 'wrong' : 'note',
        what: 'sandbox',
        said: `${sandbox.reason}${isNeeded ? '' : ' RUNLENS_RUNNER=sandbox would need it.'}`,
      };
}

async function examineFolder(what: string, path: string, isNeeded: boolean): Promise<Finding> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  const place = isThere ? path : await existingParent(path);
  const mayWrite = await access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
  const isFolder = isThere ? (await stat(path)).isDirectory() : true;
  if (mayWrite && isFolder) {
    return { kind: 'ok', what, said: isThere ? `${path} can be written` : `${path} will be made` };
  }
  const why = isFolder ? `${place} cannot be written by this user` : `${path} is no folder`;
  return { kind: isNeeded ? 'wrong' : 'note', what, said: why };
}

async function existingParent(path: string): Promise<string> {
  for (let place = dirname(path); ; place = dirname(place)) {
    const found = await stat(place).catch(() => null);
    if (found || place === dirname(place)) return place;
  }
}

async function examinePython(env: NodeJS.ProcessEnv): Promise<Finding> {
  const what = 'python3';
  try {
    const { stdout, stderr } = await run('python3', ['--version'], { env });
    return { kind: 'ok', what, said: (stdout || stderr).trim() };
  } catch {
    const said = 'not found: downloads are not verified, and the demo has recordings only';
    return { kind: 'note', what, said };
  }
}
