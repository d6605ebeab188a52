import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { python } from '@/lib/testing/python';
import { assertFitsZip } from './assert-fits-zip';
import { streamZip } from './stream-zip';

async function* files(...names: string[]) {
  yield { name: 'run_all.py', text: '' };
  for (const [index, name] of names.entries()) {
    yield { name, text: `é ${index}`.repeat(50_000), about: { sha256: `hash ${index}` } };
  }
}

async function zipOf(...names: string[]): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of streamZip(files(...names))) parts.push(part);
  return Buffer.concat(parts);
}

it('holds every file under a name of its own, and says in the manifest which are logs', async () => {
  const zip = await JSZip.loadAsync(await zipOf('a.py', 'A.py', '部品.py'), { checkCRC32: true });
  const names = ['run_all.py', 'a.py', 'A-2.py', '部品.py', 'manifest.json'];
  expect(Object.keys(zip.files)).toEqual(names);
  expect(await zip.file('部品.py')?.async('string')).toBe('é 2'.repeat(50_000));
  expect(await zip.file('run_all.py')?.async('string')).toBe('');
  expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toEqual({
    files: names.slice(1, 4).map((name, index) => ({ name, sha256: `hash ${index}` })),
  });
});

it('is a zip for Python as well, and the same for the same files', async () => {
  const zip = await zipOf('a.py', '部品.py');
  expect(zip.equals(await zipOf('a.py', '部品.py'))).toBe(true);
  const folder = mkdtempSync(join(tmpdir(), 'stream-zip-'));
  try {
    writeFileSync(join(folder, 'a.zip'), zip);
    const zipfile = (option: string) => {
      const args = ['-X', 'utf8', '-m', 'zipfile', option, 'a.zip'];
      return spawnSync(python, args, { cwd: folder, encoding: 'utf8' }).stdout.trim();
    };
    expect(zipfile('-t')).toBe('Done testing');
    expect(zipfile('-l').split('\n').at(3)).toMatch(/^部品\.py +1980-01-01 00:00:00 +200000$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('is refused where readers would take it for one with the extension for large zips', () => {
  // Tried with readers: of 65,535 files they look for the extension, and do not find it.
  expect(() => assertFitsZip(65_534, 4_294_967_294)).not.toThrow();
  expect(() => assertFitsZip(65_535, 0)).toThrow('larger than a zip can be');
  expect(() => assertFitsZip(0, 4_294_967_295)).toThrow('larger than a zip can be');
});
