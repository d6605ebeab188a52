import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-seal-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** The settings are read once, so each of these is another process. */
async function fresh(settings: Record<string, string> = {}) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ RUNLENS_DATA_DIR: folder, ...settings })) {
    vi.stubEnv(name, value);
  }
  return import('./seal-secret');
}

it('is opened again with the key of the data directory, which is for its owner alone', async () => {
  const sealed = (await fresh()).sealSecret('whsec_ä', '1 check_part');
  expect(sealed).not.toContain('whsec');
  expect((await fresh()).openSecret(sealed, '1 check_part')).toBe('whsec_ä');
  expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
});

it('looks different every time', async () => {
  const { sealSecret } = await fresh();
  expect(sealSecret('a', 'x')).not.toBe(sealSecret('a', 'x'));
});

it('is of one place', async () => {
  const { sealSecret, openSecret } = await fresh();
  const sealed = sealSecret('a', '1 check_part');
  expect(() => openSecret(sealed, '2 check_part')).toThrow('belongs to another place');
});

it('cannot be changed', async () => {
  const { sealSecret, openSecret } = await fresh();
  const sealed = sealSecret('a', 'x');
  const other = sealed.at(-3) === 'A' ? 'B' : 'A';
  expect(() => openSecret(`${sealed.slice(0, -3)}${other}${sealed.slice(-2)}`, 'x')).toThrow();
  expect(() => openSecret('v1', 'x')).toThrow('another key');
});

it('needs the key that it was sealed with', async () => {
  const sealed = (await fresh()).sealSecret('a', 'x');
  const other = Buffer.alloc(32, 7).toString('base64');
  expect(() => readFileSync(join(folder, 'secret-key'))).not.toThrow();
  const { openSecret, sealSecret } = await fresh({ RUNLENS_SECRET_KEY: other });
  expect(() => openSecret(sealed, 'x')).toThrow('another key');
  expect(openSecret(sealSecret('b', 'x'), 'x')).toBe('b');
});

it('says when the file is no key any more', async () => {
  writeFileSync(join(folder, 'secret-key'), 'x');
  const { sealSecret } = await fresh();
  expect(() => sealSecret('a', 'x')).toThrow('not a key any more');
});
