import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { buildZip } from './build-zip';

const toBytes = (text: string) => new TextEncoder().encode(text);

async function* files(...names: string[]) {
  for (const [index, name] of names.entries()) {
    yield { name, bytes: toBytes(`é ${index}`), about: { sha256: `hash ${index}` } };
  }
}

it('holds every file under a name of its own', async () => {
  const seen: number[] = [];
  const blob = await buildZip(files('a.py', 'A.py', '部品.py', 'a.py'), {
    onProgress: (count) => seen.push(count),
  });
  const zip = await JSZip.loadAsync(await blob.arrayBuffer());
  expect(Object.keys(zip.files)).toEqual(['a.py', 'A-2.py', '部品.py', 'a-3.py', 'manifest.json']);
  expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toEqual({
    files: ['a.py', 'A-2.py', '部品.py', 'a-3.py'].map((name, index) => ({
      name,
      sha256: `hash ${index}`,
    })),
  });
  expect(await zip.file('a-3.py')?.async('string')).toBe('é 3');
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(blob.type).toBe('application/zip');
});

it('neither counts nor lists what is no log', async () => {
  const seen: number[] = [];
  async function* mixed() {
    yield { name: 'run_all.py', bytes: toBytes('x') };
    yield* files('run_all.py');
  }
  const blob = await buildZip(mixed(), { onProgress: (count) => seen.push(count) });
  const zip = await JSZip.loadAsync(await blob.arrayBuffer());
  expect(Object.keys(zip.files)).toEqual(['run_all.py', 'run_all-2.py', 'manifest.json']);
  expect(await zip.file('manifest.json')?.async('string')).toContain('"name": "run_all-2.py"');
  expect(seen).toEqual([1]);
});

it('holds nothing when there is nothing', async () => {
  const zip = await JSZip.loadAsync(await (await buildZip(files())).arrayBuffer());
  expect(Object.keys(zip.files)).toEqual([]);
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error('enough'));
  await expect(
    buildZip(files('a.py', 'b.py'), { signal: stop.signal, onProgress }),
  ).rejects.toThrow('enough');
});

it('passes on what goes wrong with a file', async () => {
  async function* broken() {
    yield { name: 'a.py', bytes: toBytes('') };
    throw new Error('gone');
  }
  await expect(buildZip(broken())).rejects.toThrow('gone');
});

it('gives back what it was given, compressed or stored', async () => {
  const small = new Uint8Array(60_000).map((_, index) => index % 251);
  const large = new Uint8Array(100_000).map((_, index) => index % 241);
  async function* many() {
    for (let index = 0; index < 200; index += 1) yield { name: `${index}.py`, bytes: small };
    yield { name: 'large.py', bytes: large };
  }
  const blob = await buildZip(many());
  const zip = await JSZip.loadAsync(await blob.arrayBuffer(), { checkCRC32: true });
  for (const name of ['0.py', '132.py', '133.py', '199.py']) {
    expect(Buffer.from((await zip.file(name)?.async('uint8array')) ?? []).equals(small)).toBe(true);
  }
  expect(Buffer.from((await zip.file('large.py')?.async('uint8array')) ?? []).equals(large)).toBe(
    true,
  );
  expect(blob.size).toBeLessThan(200 * small.length);
});
