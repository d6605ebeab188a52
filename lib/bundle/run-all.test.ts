import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '@/lib/testing/python';
import { buildBundle } from './build-bundle';
import { replayText } from './replay-text';
import { runAllText } from './run-all-text';

const folder = mkdtempSync(join(tmpdir(), 'run-all-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function textOf(code: string, output: object | null): string {
  const source = {
    id: '01939b1e-5f00-7000-8000-00001a2b3c4d',
    externalId: null,
    createdAt: new Date(0),
    event: 'UPDATE',
    target: 'PART',
    targetRecordId: null,
    actionKeys: [],
    raisedAction: null,
    status: 'success',
    validationMessage: null,
    code,
    contextText: null,
    outputText: output && JSON.stringify(output),
    link: null,
  };
  return buildBundle(source, replayText).text;
}

const FILES: Record<string, string> = {
  'same.py': textOf('print(1)\n', { stdout: '1\n', exit_code: 0 }),
  'address.py': textOf('print(object())\n', {
    stdout: '<object object at 0x7f0000000000>\n',
    exit_code: 0,
  }),
  'other.py': textOf('print(1)\n', { stdout: '2\n', exit_code: 0 }),
  'unsteady.py': textOf('import os\nprint(os.getpid())\n', { stdout: '2\n', exit_code: 0 }),
  'never recorded.py': textOf('print(1)\n', null),
  'empty.py': '# No code was sent with this execution.\n',
  'broken.py': 'x = (\n',
};

function runAll(...args: string[]) {
  const { RUNLENS_API_KEY: _, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(python, ['run_all.py', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  const rows = stdout
    .replace(/ +\d+\.\d\d /g, ' ')
    .trimEnd()
    .split('\n');
  return { rows, stderr, status };
}

beforeAll(() => {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const files = Object.entries(FILES).map(([name, text]) => ({ name, sha256: sha256(text) }));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ files }));
  writeFileSync(join(folder, 'run_all.py'), runAllText);
  writeFileSync(join(folder, 'json.py'), 'raise SystemExit(9)\n');
});

describe('run_all.py', () => {
  it('prints a table of all and exits with 1 when some differ', () => {
    const { rows, stderr, status } = runAll();
    expect(stderr).toBe('');
    expect(rows[0]).toMatch(/^file +seconds {2}verdict$/);
    expect(rows.slice(1, -1)).toEqual([
      expect.stringMatching(/^address\.py +SAME \(memory addresses apart\)$/),
      expect.stringMatching(/^broken\.py +cannot be run: SyntaxError: /),
      expect.stringMatching(/^empty\.py +no code$/),
      expect.stringMatching(/^never recorded\.py +not recorded$/),
      expect.stringMatching(/^other\.py +DIFFERENT: stdout \(/),
      expect.stringMatching(/^same\.py +SAME as recorded$/),
      expect.stringMatching(/^unsteady\.py +NOT DETERMINISTIC: two runs of this file differ/),
    ]);
    expect(rows.at(-1)).toBe('2 of 7 the same');
    expect(status).toBe(1);
  });

  it('takes names, and exits with 0 when nothing differs', () => {
    const { rows, status } = runAll('same.py', 'never recorded.py');
    expect([rows.length, rows.at(-1), status]).toEqual([4, '1 of 2 the same', 0]);
    expect(runAll('nowhere.py')).toEqual({
      rows: [''],
      stderr: 'not in this folder: nowhere.py, see --help\n',
      status: 1,
    });
  });

  it('tells of a file that is not as it was downloaded', () => {
    writeFileSync(join(folder, 'same.py'), `${FILES['same.py']}# edited\n`);
    const { rows, status } = runAll('same.py');
    writeFileSync(join(folder, 'same.py'), FILES['same.py'] ?? '');
    expect(rows[1]).toMatch(/SAME as recorded \(edited since it was downloaded\)$/);
    expect(status).toBe(0);
  });

  it('passes a report on and exits with 3 when it is not taken', () => {
    const { rows, status } = runAll('--report', 'http://127.0.0.1:9', 'same.py');
    expect(rows[1]).toMatch(/SAME as recorded - Not reported: RUNLENS_API_KEY is not set$/);
    expect(status).toBe(3);
    expect(runAll('--report', 'http://127.0.0.1:9', 'other.py').status).toBe(1);
    expect(runAll('--report').stderr).toBe('--report needs the address of a server\n');
  });

  it('tells how it is used', () => {
    expect(runAll('--help').rows.join('\n')).toContain('--report URL');
  });
});
