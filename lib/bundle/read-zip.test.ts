import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { MAX_ZIP_LOGS } from '@/lib/domain/limits';
import { buildZip } from './build-zip';
import { isZip, readZip } from './read-zip';

const toBytes = (text: string) => new TextEncoder().encode(text);
const toText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const packed = (zip: JSZip) => zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
const MAX_BYTES = 100_000;

async function* logs() {
  yield { name: 'run_all.py', bytes: toBytes('all') };
  yield { name: '部品.py', bytes: toBytes('é'), about: { sha256: 'x' } };
}

describe('a zip', () => {
  it('gives what was packed', async () => {
    const bytes = new Uint8Array(await (await buildZip(logs())).arrayBuffer());
    expect(isZip(bytes)).toBe(true);
    const zip = await readZip(bytes);
    expect(zip.names).toEqual(['run_all.py', '部品.py', 'manifest.json']);
    expect(toText(await zip.read('部品.py', MAX_BYTES))).toBe('é');
    await expect(zip.read('nothing', MAX_BYTES)).rejects.toThrow('no such file');
    await expect(zip.read('constructor', MAX_BYTES)).rejects.toThrow('no such file');
  });

  it('leaves out folders, and takes names for names', async () => {
    const zip = new JSZip();
    zip.file('a/b.py', '1');
    zip.file('__proto__', '2');
    const opened = await readZip(await packed(zip));
    expect(opened.names.toSorted()).toEqual(['__proto__', 'a/b.py']);
    expect(toText(await opened.read('__proto__', MAX_BYTES))).toBe('2');
  });

  it('is not unpacked beyond the limit, whatever size it claims', async () => {
    const zip = new JSZip();
    zip.file('bomb.py', new Uint8Array(50_000_000));
    zip.file('exact.py', new Uint8Array(MAX_BYTES));
    const bytes = await packed(zip);
    expect(bytes.length).toBeLessThan(MAX_BYTES);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // The length that the directory gives for the first file.
    const directory = bytes.findIndex((_, at) => view.getUint32(at, true) === 0x02014b50);
    view.setUint32(directory + 24, 10, true);
    const opened = await readZip(bytes);
    await expect(opened.read('bomb.py', MAX_BYTES)).rejects.toMatchObject({ code: 'too_large' });
    expect(await opened.read('exact.py', MAX_BYTES)).toHaveLength(MAX_BYTES);
  });

  it('has no more entries than the largest download', async () => {
    const zip = new JSZip();
    for (let index = 0; index < MAX_ZIP_LOGS + 21; index += 1) zip.file(`${index}.py`, '');
    const bytes = await packed(zip);
    // However few its end says there are.
    bytes[bytes.length - 12] = 1;
    await expect(readZip(bytes)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('says that it is damaged', async () => {
    const zip = new JSZip();
    zip.file('a.py', 'print(1)\n'.repeat(1_000));
    const bytes = await packed(zip);
    await expect(readZip(bytes.slice(0, 60))).rejects.toMatchObject({ code: 'invalid_input' });
    bytes.fill(0xff, 36, 60);
    const opened = await readZip(bytes);
    await expect(opened.read('a.py', MAX_BYTES)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

it('knows a zip by how it begins', () => {
  expect(isZip(toBytes('PK\x05\x06'))).toBe(true);
  for (const text of ['', 'PK', 'PK\x01\x02', '#!/usr/bin/env python3\n']) {
    expect(isZip(toBytes(text))).toBe(false);
  }
});
