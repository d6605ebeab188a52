import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { python } from '@/lib/testing/python';
import { buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

const folder = mkdtempSync(join(tmpdir(), 'replay-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODE = 'print("part", context["id"])\nraise ValidationError("no revision")\n';
const TRACEBACK = `Traceback (most recent call last):
  File "<action>", line 2, in <module>
    raise ValidationError("no revision")
ValidationError: no revision
`;
const RECORDED = {
  stdout: 'part 34\n',
  stderr: TRACEBACK,
  exit_code: 1,
  outcome: 'rejected',
  validation_message: 'no revision',
  result: null,
  mutations: [],
  python: '3.0.0',
  layout: 'plain',
  frozen: { entropy: '00', env: { A: 'b' }, tz: 'UTC', stdin: '', hash_seed: 1 },
};

function textOf(output: object | null, more: Partial<BundleSource> = {}): string {
  const source: BundleSource = {
    id: '1',
    externalId: null,
    createdAt: new Date(0),
    event: 'UPDATE',
    target: 'PART',
    targetRecordId: '34',
    actionKeys: ['check_part'],
    raisedAction: null,
    status: 'failed',
    validationMessage: null,
    code: CODE,
    contextText: '{"id": 34}',
    outputText: output && JSON.stringify(output),
    link: null,
    ...more,
  };
  return buildBundle(source, replayText).text;
}

function run(text: string, args: string[] = [], neighbours: Record<string, string> = {}) {
  const place = mkdtempSync(join(folder, 'run-'));
  for (const [name, content] of Object.entries({ ...neighbours, 'bundle.py': text })) {
    writeFileSync(join(place, name), content);
  }
  const options = { encoding: 'utf8', input: '', cwd: place } as const;
  const { stdout, stderr, status } = spawnSync(python, ['bundle.py', ...args], options);
  return { stdout, stderr, status };
}

const recordedRun = { stdout: 'part 34\n', stderr: TRACEBACK, status: 1 };

describe('a file that is run', () => {
  it('gives what was recorded and nothing of its own', () => {
    expect(run(textOf(RECORDED))).toEqual(recordedRun);
  });

  it('takes nothing from its folder', () => {
    const neighbours = Object.fromEntries(
      ['json', 'random', 're', 'traceback'].map((name) => [`${name}.py`, 'raise SystemExit(9)']),
    );
    expect(run(textOf(RECORDED), [], neighbours)).toEqual(recordedRun);
  });

  it('survives an editor that turns every line end', () => {
    const { stdout, status } = run(textOf(RECORDED).replaceAll('\n', '\r\n'), ['--verify']);
    expect([stdout, status]).toEqual(['SAME as recorded\n', 0]);
  });

  it('runs what it says now after an edit', () => {
    const text = textOf(RECORDED).replace('"no revision")\n#<<<', '"edited")\n#<<<');
    expect(run(text).stderr).toContain('ValidationError: edited');
  });

  it('takes another context', () => {
    const { stdout } = run(textOf(RECORDED), ['--context', 'other.json'], {
      'other.json': '\ufeff{"id": 35.10}',
    });
    expect(stdout).toBe('part 35.1\n');
  });

  it('says so when the other context cannot be read', () => {
    for (const other of ['nowhere.json', 'bad.json', 'deep.json']) {
      const { stdout, stderr, status } = run(textOf(RECORDED), ['--context', other], {
        'bad.json': '{',
        'deep.json': `${'['.repeat(100_000)}1 2${']'.repeat(100_001)}`,
      });
      expect([stdout, status]).toEqual(['', 2]);
      expect(stderr).toMatch(/^The context cannot be read: .*\n$/);
    }
  });

  it('can leave the machine as it is', () => {
    const code = 'import os\nprint(os.environ["A"] if "A" in os.environ else "not frozen")\n';
    expect(run(textOf(RECORDED, { code }), ['--live']).stdout).toBe('not frozen\n');
    expect(run(textOf(RECORDED, { code })).stdout).toBe('b\n');
  });

  it('takes the names of the recorder, and signals itself by them', () => {
    const code = `import os, platform, signal, socket
print(os.getpid(), platform.node(), socket.gethostname())
signal.signal(signal.SIGUSR1, lambda *_: print("got it"))
os.kill(os.getpid(), signal.SIGUSR1)
try:
    socket.gethostbyname(socket.gethostname())
except Exception as error:
    print(error)
`;
    const frozen = { ...RECORDED.frozen, pid: 99_999_999, host: 'web-3.example' };
    const text = textOf({ ...RECORDED, frozen }, { code });
    expect(run(text).stdout).toBe(`99999999 web-3.example web-3.example
got it
connection to web-3.example was not recorded; --live goes out
`);
    expect(run(text, ['--live']).stdout).not.toContain('99999999');
  });

  it('shows its own name and lines to a debugger', () => {
    expect(run(textOf(RECORDED), ['--debug']).stderr).toMatch(/File ".*bundle\.py", line 1\d, in/);
  });

  it('runs without a recording', () => {
    expect(run(textOf(null))).toEqual(recordedRun);
  });
});

describe('--verify', () => {
  const verdict = (output: object | null, more: Partial<BundleSource> = {}) =>
    run(textOf(output, more), ['--verify']);

  it('says SAME and exits with 0', () => {
    expect(verdict(RECORDED)).toEqual({ stdout: 'SAME as recorded\n', stderr: '', status: 0 });
  });

  it.each([
    ['stdout', { stdout: 'part 33\n' }],
    ['stdout', { stdout: 'part 34' }],
    ['stderr', { stderr: '' }],
    ['exit code', { exit_code: 0 }],
    ['outcome', { outcome: 'ok' }],
    ['validation message', { validation_message: '' }],
    ['result', { result: 0 }],
    ['mutations', { mutations: [null] }],
    ['stdout, exit code', { stdout: '', exit_code: 2 }],
  ])('says DIFFERENT and exits with 1: %s', (names, change) => {
    const { stdout, stderr, status } = verdict({ ...RECORDED, ...change });
    expect(stdout).toMatch(
      new RegExp(
        `\nDIFFERENT: ${names} \\(recorded with Python 3\\.0\\.0, this is 3\\.\\d+\\.\\d+: ` +
          "it may be the interpreter's wording\\)\n$",
      ),
    );
    expect([stderr, status]).toEqual(['', 1]);
  });

  it('shows where', () => {
    const { stdout } = verdict({ ...RECORDED, stdout: 'part 33\n' });
    expect(stdout).toContain('--- stdout recorded\n+++ stdout now\n');
    expect(stdout).toContain('\n-part 33\n+part 34\n');
  });

  it('does not let an output control the terminal', () => {
    const { stdout } = verdict({ ...RECORDED, stdout: '\x1b]0;x\x07\u202e\x9b' });
    expect(stdout).toContain('-\\x1b]0;x\\x07\\u202e\\x9b\n');
  });

  it('is about the recording, not about an edit that changes nothing', () => {
    expect(verdict({ ...RECORDED, layout: 'quoted' }).status).toBe(0);
  });

  it('masks addresses of memory and says so', () => {
    const code = 'print(object())\n';
    const output = { stdout: '<object object at 0x7f0000000000>\n', exit_code: 0 };
    expect(verdict(output, { code }).stdout).toBe('SAME (memory addresses apart)\n');
  });

  it('compares to the last byte a stream of which only the beginning was kept', () => {
    const whole = 'x'.repeat(1000);
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const code = 'print("x" * 1000, end="")\n';
    const output = { stdout: 'xxxx', exit_code: 0, stdout_bytes: 1000 };
    expect(verdict({ ...output, stdout_sha256: sha256(whole) }, { code }).status).toBe(0);
    expect(verdict({ ...output, stdout_sha256: sha256(`${whole}y`) }, { code }).status).toBe(1);
    expect(verdict({ ...output, stdout_sha256: sha256(whole) }).status).toBe(1);
  });

  it('has nothing to say without a recording', () => {
    const nothing = { stdout: '', stderr: 'not recorded: nothing to compare with\n', status: 2 };
    expect(verdict(null)).toEqual(nothing);
    expect(verdict({ python: '3.11.2' })).toEqual(nothing);
    expect(run(textOf(null), ['--recorded'])).toEqual(nothing);
  });
});

describe('other options', () => {
  it('prints the recording and runs nothing', () => {
    const output = { stdout_base64: 'Ynl0ZXM=', stderr: 'err', exit_code: 7 };
    const code = 'print("ran")\n';
    expect(run(textOf(output, { code }), ['--recorded'])).toEqual({
      stdout: 'bytes',
      stderr: 'err',
      status: 7,
    });
  });

  it('tells them', () => {
    expect(run(textOf(null), ['--help']).stdout).toContain('--verify');
    expect(run(textOf(null), ['--colour'])).toEqual({
      stdout: '',
      stderr: 'unknown option --colour, see --help\n',
      status: 1,
    });
    expect(run(textOf(null), ['--context']).stderr).toBe('--context needs the name of a file\n');
    expect(run(textOf(null), ['--record']).stderr).toBe('--record needs --outcome FILE\n');
    expect(run(textOf(null), ['--record', '--outcome', 'out']).stderr).toBe(
      'This file has no part record.\n',
    );
  });

  it('refuses what makes no sense together', () => {
    for (const name of ['--verify', '--recorded']) {
      for (const other of ['--live', '--debug', '--full-traceback']) {
        expect(run(textOf(RECORDED), [other, name])).toEqual({
          ...{ stdout: '', status: 1 },
          stderr: `${name} looks at the recording: it makes no sense with ${other}\n`,
        });
      }
    }
  });

  it('says so when somebody has broken the recording', () => {
    const { stderr, status } = run(
      textOf(RECORDED).replace('RECORDED = r"""\n{', 'RECORDED = r"""\n'),
    );
    expect(stderr).toMatch(/^The recording in this file cannot be read: .*\n$/);
    expect(status).toBe(1);
  });

  it('says nothing of its own where warnings are on', () => {
    const place = mkdtempSync(join(folder, 'warned-'));
    writeFileSync(join(place, 'bundle.py'), textOf(RECORDED));
    const env = { ...process.env, PYTHONWARNINGS: 'error', PYTHONDEVMODE: '1' };
    const options = { encoding: 'utf8', input: '', cwd: place, env } as const;
    const { stdout, stderr, status } = spawnSync(python, ['bundle.py'], options);
    expect({ stdout, stderr, status }).toEqual(recordedRun);
  });

  it('orders sets as recorded where breakpoints bind', () => {
    const code = 'print({"a", "b", "c", "d", "e"})\n';
    const text = textOf(RECORDED, { code });
    expect(run(text, ['--debug']).stdout).toBe(run(text).stdout);
  });

  it('says which line a damaged file has lost', () => {
    for (const line of ['#>>> action\n', '#<<< action\n']) {
      const { stderr, status } = run(textOf(RECORDED).replace(line, ''));
      expect(status).toBe(1);
      expect(stderr).toContain('This file has lost a line that marks its parts');
    }
  });
});
