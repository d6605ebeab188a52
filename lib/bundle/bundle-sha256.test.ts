import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadRuntime, runtimeParts } from '@/lib/testing/load-runtime';
import { python } from '@/lib/testing/python';
import { buildBundle } from './build-bundle';
import { bundleSha256 } from './bundle-sha256';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

const folder = mkdtempSync(join(tmpdir(), 'bundle-sha256-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source: BundleSource = {
  id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
  externalId: null,
  createdAt: new Date(0),
  event: 'UPDATE',
  target: 'PART',
  targetRecordId: null,
  actionKeys: ['check_part'],
  raisedAction: null,
  status: 'success',
  validationMessage: null,
  code: 'print(1)\n',
  contextText: '{"é": "漢 👩\u2028"}',
  outputText: '{"layout": "plain", "stdout": "1\\n"}',
  link: null,
};
const textOf = (more: Partial<BundleSource> = {}, runtime = replayText) =>
  buildBundle({ ...source, ...more }, runtime).text;

const LAYOUTS: Record<string, string> = {
  plain: textOf(),
  'without a line end': textOf({ code: 'print("é")' }),
  'hidden imports': textOf({ code: 'from __future__ import annotations\n' }),
  quoted: textOf({ code: 'def (:\n', outputText: null }),
  'quoted the other way': textOf({ code: "x = ''' +\n", outputText: null }),
  'JSON lines': textOf({ code: 'a\0\ud800\u2028\n' }),
  'lone CR and CRLF': textOf({ code: 'a = 1\rb = 2\r\nc = 3\n' }),
  CRLF: textOf().replaceAll('\n', '\r\n'),
  'marks within the code': textOf({
    code: '#<<< action\n#=== runtime ===\n#>>> action\nprint(1)\n',
  }),
  'a mark behind another kind of line end': textOf({ code: 'x = 1 #\u2028#>>> action\n' }),
};

/** What the runtime says of the same files. */
function askPython(texts: readonly string[]): string[] {
  const path = join(folder, 'texts.json');
  writeFileSync(path, JSON.stringify([runtimeParts, ...texts]));
  const script = `
import json, sys
runtime, *texts = json.load(open(sys.argv[1]))
${loadRuntime}
print(json.dumps([names["bundle_sha256"](text) for text in texts]))
`;
  return JSON.parse(execFileSync(python, ['-c', script, path], { encoding: 'utf8' }));
}

describe('the hash of a bundle', () => {
  it('is the same in Python', () => {
    const ours = Object.values(LAYOUTS).map(bundleSha256);
    expect(askPython(Object.values(LAYOUTS))).toEqual(ours);
    expect(new Set(ours).size).toBe(ours.length - 1); // CRLF is the plain one
  });

  it('is about action, context and recording', () => {
    const plain = bundleSha256(textOf());
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(bundleSha256(textOf({ status: 'failed', link: 'http://x/' }))).toBe(plain);
    expect(bundleSha256(textOf({}, 'another runtime'))).toBe(plain);
    expect(bundleSha256(textOf().replaceAll('\n', '\r\n'))).toBe(plain);
    for (const change of [
      { code: 'print(2)\n' },
      { code: 'print(1)' },
      { contextText: '{}' },
      { outputText: null },
    ]) {
      expect(bundleSha256(textOf(change))).not.toBe(plain);
    }
  });

  it('cannot be told of a file that has lost its marks', () => {
    for (const mark of ['#>>> action\n', '#=== runtime ===\n']) {
      expect(() => bundleSha256(textOf().replace(mark, ''))).toThrow('has lost a line');
    }
  });
});
