import { closeSync, fchmodSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Most bytes of what a program says of itself; the limit of a file's size holds it as well. */
const MOST_BYTES = 16 * 1024 * 1024;

const PART_BYTES = 64 * 1024;

/**
 * A file without a name, to which a program may write what it says of itself. Whoever it runs as may open
 * it anew by its number, and nobody else can.
 */
export class OutcomeFile {
  readonly fd: number;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'runlens-run-'));
    try {
      this.fd = openSync(join(folder, 'outcome'), 'wx+', 0o600);
      fchmodSync(this.fd, 0o666);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Null when it is too long. */
  read(): Buffer | null {
    const parts: Buffer[] = [];
    let at = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(PART_BYTES);
      const size = readSync(this.fd, part, 0, PART_BYTES, at);
      if (size === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, size));
      at += size;
      if (at > MOST_BYTES) return null;
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}
