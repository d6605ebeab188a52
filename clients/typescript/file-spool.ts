import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Spool, spoolName } from './spool.js';

const ENDING = '.ndjson';

/**
 * A folder of files. Written under another name and renamed, so that no half of a file is ever sent.
 * Any number of programs may share it: what two of them send is one thing to the server.
 */
export function fileSpool(folder: string, maxBytes: number): Spool {
  const names = () => {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith(ENDING))
        .sort();
    } catch {
      return [];
    }
  };
  const used = () =>
    names().reduce((sum, name) => {
      try {
        return sum + statSync(join(folder, name)).size;
      } catch {
        return sum;
      }
    }, 0);
  return {
    put: (text) => {
      const file = join(folder, spoolName());
      try {
        if (used() + Buffer.byteLength(text) > maxBytes) return false;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(file, text, { mode: 0o600, flush: true } as object);
        renameSync(file, file + ENDING);
        return true;
      } catch {
        remove(file);
        return false;
      }
    },
    names,
    get: (name) => {
      try {
        return readFileSync(join(folder, name), 'utf8');
      } catch {
        return null;
      }
    },
    remove: (name) => remove(join(folder, name)),
  };
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays: to send it again is no harm.
  }
}
