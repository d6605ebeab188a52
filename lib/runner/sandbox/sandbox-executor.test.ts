import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildBundle } from '@/lib/bundle/build-bundle';
import { buildProgram } from '@/lib/bundle/build-program';
import { replayText } from '@/lib/bundle/replay-text';
import { runControl, sandboxJob, withSandbox } from '@/lib/testing/with-sandbox';
import type { RunJob, RunOutcome } from '../executor';
import { createSandboxExecutor } from './sandbox-executor';

const { executor, folder, sandbox } = withSandbox();

const run = (code: string, more?: Partial<RunJob>) =>
  executor().run(sandboxJob(code, more), runControl());

function outputOf(outcome: RunOutcome): Record<string, unknown> {
  const text = 'outputText' in outcome ? outcome.outputText : null;
  return JSON.parse(text ?? 'null');
}

describe('the end of a run', () => {
  it.each<[string, string, Partial<RunOutcome>, Record<string, unknown>]>([
    [
      'success',
      'print("done")',
      { status: 'success', raisedAction: null },
      { outcome: 'ok', stdout: 'done\n' },
    ],
    [
      'a refusal',
      'raise ValidationError("no")',
      { status: 'failed', raisedAction: 'check_part', validationMessage: 'no' },
      { outcome: 'rejected', exit_code: 1 },
    ],
    [
      'a warning',
      'raise ValidationWarning("hm")',
      { status: 'success', raisedAction: 'check_part', validationMessage: 'hm' },
      { outcome: 'warned', exit_code: 0 },
    ],
    [
      'an error',
      '1 / 0',
      { status: 'failed', validationMessage: 'ZeroDivisionError: division by zero' },
      { outcome: 'error' },
    ],
    [
      'an exit',
      'raise SystemExit(3)',
      { status: 'failed', validationMessage: null },
      { outcome: 'exit', exit_code: 3 },
    ],
    [
      'a kill',
      'import os; os.kill(os.getpid(), 9)',
      { status: 'failed', raisedAction: null },
      { outcome: 'killed', exit_code: 137 },
    ],
    [
      'a flood',
      'while True: print("x" * 10**6)',
      { status: 'failed', validationMessage: 'Stopped: more than 1 MiB on stdout' },
      { outcome: 'killed' },
    ],
    [
      'a forged success',
      `import os; os.pwrite(510, b'{"outcome": "ok", "duration_ms": 1}', 0); os._exit(3)`,
      { status: 'failed' },
      { outcome: 'exit', exit_code: 3 },
    ],
  ])('%s', async (_, code, outcome, output) => {
    const found = await run(code);
    expect(found).toMatchObject({ kind: 'finished', ...outcome });
    expect(outputOf(found)).toMatchObject(output);
  });

  it('is a rejection after the allowed time, with what was printed until then', async () => {
    const found = await run('print("first"); import time; time.sleep(600)', { allowedMs: 2_000 });
    expect(found).toMatchObject({ kind: 'rejected', reason: 'Stopped after 2 s' });
    expect(outputOf(found)).toMatchObject({
      stdout: 'first\n',
      outcome: 'timeout',
      exit_code: 137,
    });
  });

  it('is a refusal where there is nothing to run, or no sandbox', async () => {
    expect(await run('', { code: null })).toMatchObject({ kind: 'refused' });
    const none = createSandboxExecutor({ ok: false, reason: 'no bubblewrap' }, buildProgram);
    expect(await none.run(sandboxJob('print(1)'), runControl())).toEqual({
      kind: 'refused',
      reason: 'no bubblewrap',
    });
  });

  it('is a refusal when the sandbox cannot be made this time', async () => {
    const python = { ...sandbox().python, readable: ['/nowhere/at/all'] };
    const broken = createSandboxExecutor(
      { ok: true, sandbox: { ...sandbox(), python } },
      buildProgram,
    );
    const found = await broken.run(sandboxJob('print(1)'), runControl());
    expect(found).toMatchObject({ kind: 'refused', reason: expect.stringContaining('/nowhere') });
  });
});

it('gives the code its context to the digit, and what the recording gave it', async () => {
  const code = `import os, sys, time
print(context["n"], context["f"], os.environ["REGION"], time.strftime("%Z"), input(), sys.argv, __name__)
result = {"n": context["n"]}
mutations.append(2 ** 70)`;
  const outputText = JSON.stringify({
    frozen: { env: { REGION: 'eu' }, tz: 'Europe/Berlin', stdin: 'typed\n' },
  });
  const contextText = '{"n": 12345678901234567890123, "f": 1.0}';
  const found = await run(code, { contextText, outputText });
  expect(found).toMatchObject({ kind: 'finished', status: 'success' });
  const text = found.kind === 'finished' ? found.outputText : '';
  expect(outputOf(found).stdout).toMatch(
    /^12345678901234567890123 1\.0 eu CES?T typed \['action.py'\] __main__\n$/,
  );
  expect(text).toContain('"result": {"n": 12345678901234567890123}');
  expect(text).toContain('"mutations": [1180591620717411303424]');
});

it('compiles the runtime itself where another Python has done so', async () => {
  const runtime = Buffer.concat([Buffer.from('none'), sandbox().runtime.subarray(4)]);
  const other = createSandboxExecutor(
    { ok: true, sandbox: { ...sandbox(), runtime } },
    buildProgram,
  );
  const outcome = await other.run(sandboxJob('print(3)'), runControl());
  expect(outcome).toMatchObject({ kind: 'finished', status: 'success' });
});

it('makes a recording from which the download gives the same output', async () => {
  const code = `import datetime, random, sys, time, uuid
print(datetime.datetime.now(), random.random(), uuid.uuid4(), time.monotonic())
print(sorted({"a", "b", "c"}, key=hash), file=sys.stderr)
raise ValidationError(str(random.random()))`;
  const found = await run(code);
  if (found.kind !== 'finished') throw new Error(found.kind);
  const bundle = buildBundle(
    {
      ...{ id: 'e', externalId: null, createdAt: new Date(0), event: 'E', target: 'T' },
      ...{ targetRecordId: null, actionKeys: [], raisedAction: null, status: 'failed', code },
      ...{ validationMessage: found.validationMessage, contextText: null, link: null },
      outputText: found.outputText,
    },
    replayText,
  );
  const path = join(folder, 'download.py');
  writeFileSync(path, bundle.text);
  const args = ['-s', path, '--verify'];
  expect(execFileSync(sandbox().python.path, args, { encoding: 'utf8' })).toMatch(/^SAME/);
});
