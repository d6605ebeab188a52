import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { python } from '@/lib/testing/python';
import { buildBundle } from './build-bundle';
import { buildContextFile } from './build-context-file';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

const folder = mkdtempSync(join(tmpdir(), 'context-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE: BundleSource = {
  ...{ id: '01939b1e-5f00-7000-8000-00001a2b3c4d', externalId: null, event: 'UPDATE' },
  ...{ createdAt: new Date('2026-11-20T10:00:00.123Z'), target: 'PART', targetRecordId: null },
  ...{ actionKeys: ['check/part'], raisedAction: null, status: 'success', link: null },
  ...{ validationMessage: null, contextText: '{"is": "its own"}', outputText: null },
  code: 'print(ascii(context))\n',
};

const fileOf = (contextText: string | null) => buildContextFile({ ...SOURCE, contextText });

describe('a context as a file', () => {
  it.each([
    ['large numbers', '{"n":12345678901234567890,"f":1.0,"e":1E400}'],
    ['repeated keys, in their order', '{"b":1,"a":2,"b":3}'],
    ['what only Python reads', '[NaN,-Infinity]'],
    ['escapes and other scripts', '{"q":"\\"\\"\\"\\\\\\u0000","部":"\u2028😀"}'],
    ['a lone surrogate, as itself and as an escape', '["\ud800","\\ud800"]'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['no object', '"text"'],
  ])('keeps %s, as the bundle itself does', (_what, contextText) => {
    const given = join(folder, 'context.json');
    writeFileSync(given, fileOf(contextText)?.text ?? '');
    const run = (source: BundleSource, ...options: string[]) => {
      const file = join(folder, 'bundle.py');
      writeFileSync(file, buildBundle(source, replayText).text);
      return execFileSync(python, [file, ...options], { encoding: 'utf8' });
    };
    const printed = run(SOURCE, '--context', given);
    expect(printed).toBe(run({ ...SOURCE, contextText }));
    expect(printed).not.toContain('its own');
  });

  it('is indented, and none of its marks is written otherwise', () => {
    expect(fileOf('{"n":1.50,"a":[1e2]}')?.text).toBe(
      '{\n  "n": 1.50,\n  "a": [\n    1e2\n  ]\n}\n',
    );
    expect(fileOf(null)?.text).toBe('{}\n');
  });

  it('is named after the execution, by a name that every system takes', () => {
    expect(fileOf('{}')?.name).toBe('check-part-20261120T100000123Z-1a2b3c4d-context.json');
  });

  it('is none where the text is no JSON', () => {
    expect(fileOf('{"a": }')).toBeNull();
  });
});
