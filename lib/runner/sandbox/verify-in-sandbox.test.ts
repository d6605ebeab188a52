import { beforeAll, describe, expect, it } from 'vitest';
import { buildBundle } from '@/lib/bundle/build-bundle';
import { buildProgram } from '@/lib/bundle/build-program';
import { bundleSha256 } from '@/lib/bundle/bundle-sha256';
import { replayText } from '@/lib/bundle/replay-text';
import type { ProjectId } from '@/lib/domain/project';
import type { RunControl } from '../executor';
import { probeSandbox } from './probe-sandbox';
import type { SandboxState } from './sandbox';
import { createSandboxExecutor } from './sandbox-executor';
import { verifyInSandbox } from './verify-in-sandbox';

let state: SandboxState;

beforeAll(async () => {
  state = await probeSandbox(buildProgram);
});

const control: RunControl = {
  signal: new AbortController().signal,
  log: () => undefined,
  save: () => undefined,
  paused: { onChange: () => undefined },
};

/** Runs code as a worker does; gives the recording. */
async function record(code: string, allowedMs = 20_000): Promise<string> {
  const outcome = await createSandboxExecutor(state, buildProgram).run(
    {
      ...{ projectId: 1 as ProjectId, executionId: 'e', attempt: 2, actionKey: 'a' },
      ...{ idempotencyKey: 'e:2', code, contextText: '{"n": 1.50}', outputText: null },
      ...{ event: 'UPDATE', target: 'PART', allowedMs, checkpoint: null },
    },
    control,
  );
  return ('outputText' in outcome && outcome.outputText) || 'null';
}

async function verify(code: string, outputText: string | null) {
  if (!state.ok) throw new Error(state.reason);
  const source = {
    ...{ id: 'e', externalId: null, createdAt: new Date(0), event: 'UPDATE', target: 'PART' },
    ...{ targetRecordId: null, actionKeys: ['a'], raisedAction: null, status: 'failed' as const },
    ...{ validationMessage: null, link: null, contextText: '{"n": 1.50}', code, outputText },
  };
  const recorded = {
    program: buildBundle(source, replayText).text,
    outputText,
    bundleSha256: bundleSha256(buildBundle(source, '').text),
  };
  return verifyInSandbox(state.sandbox, recorded, control.signal);
}

describe('the verdict of the runner', () => {
  it.each([
    [
      'clock, randomness and sets',
      'import time, random\nprint(time.time(), random.random(), {"a", "b", "c"}, context)',
    ],
    ['an error', 'import os\nprint(os.urandom(4))\nraise ValueError("no")'],
    ['a refusal', 'raise ValidationError("no")'],
    ['an exit', 'import sys\nsys.exit(3)'],
    ['what was not UTF-8', 'import sys\nsys.stdout.buffer.write(b"\\xff\\xfe")'],
  ])('says that its own recording comes out again: %s', async (_, code) => {
    const outputText = await record(code);
    expect(await verify(code, outputText)).toMatchObject({
      outcome: 'same',
      implementation: 'cpython',
      differences: [],
    });
  });

  it('says so of one that was ended for time', async () => {
    const code = 'print("begun", flush=True)\nwhile True:\n    pass';
    expect(await verify(code, await record(code, 1_500))).toMatchObject({ outcome: 'same' });
  });

  it('shows what came out differently', async () => {
    const outputText = (await record('print("one")')).replace('one', 'two');
    const report = await verify('print("one")', outputText);
    expect(report).toMatchObject({ outcome: 'different', differences: [{ part: 'stdout' }] });
    expect(report?.differences[0]?.diff).toContain('-two\n+one');
  });

  it('tells what changes by itself from what has changed', async () => {
    const code = 'print(open("/proc/sys/kernel/random/uuid").read())';
    expect(await verify(code, await record(code))).toMatchObject({ outcome: 'non_deterministic' });
  });

  it('names what needs the network', async () => {
    const code = 'import urllib.request\nurllib.request.urlopen("http://192.0.2.1/")';
    expect(await verify(code, await record(code))).toMatchObject({ outcome: 'needs_network' });
  });

  it('says nothing without a recording', async () => {
    expect(await verify('print(1)', null)).toBeNull();
  });
});
