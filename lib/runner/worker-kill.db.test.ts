import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAlive } from '@/lib/db/postgres-pid-file';
import { cancelRun } from '@/lib/db/runs/cancel-run';
import type { ProjectId } from '@/lib/domain/project';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import {
  buildWorkerProcess,
  startWorkerProcess,
  type WorkerProcess,
} from '@/lib/testing/start-worker-process';
import { withRuns } from '@/lib/testing/with-runs';
import type { WorkerProcessSettings } from '@/lib/testing/worker-process';

const runs = withRuns();
const { emptyQueue, enqueue, logOf, newProject, query, setRunner, stateOf } = runs;

/** A lease of two seconds, where it is twenty, so that a lost one is seen within the time of a test. */
const QUICK = { leaseMs: 2_000, heartbeatMs: 200, watchdogMs: 200, pollMs: 100 };
const LIMIT = { timeout: 40_000 };

// Each starts Node two or three times.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let file: string;
let oracle: string;
let project: ProjectId;
const processes: WorkerProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-kill-'));
  file = await buildWorkerProcess();
});
beforeEach(() => {
  project = newProject();
  oracle = join(folder, `oracle-${project}`);
  writeFileSync(oracle, '');
});
afterEach(async () => {
  for (const one of processes) one.kill('SIGKILL');
  await Promise.all(processes.splice(0).map(({ ended }) => ended));
  await emptyQueue();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(file);
});

async function start(haltAt: WorkerProcessSettings['haltAt'] = null): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(file, { ...QUICK, oracle, haltAt });
  processes.push(worker);
  return worker;
}

const gate = () => join(folder, `gate-${project}`);
const open = () => writeFileSync(gate(), '');
const waitForGate = () => `while ! [ -e ${gate()} ]; do sleep 0.02; done`;
/** What has begun and ended, in its order: the truth about what ran. */
const noted = () =>
  readFileSync(oracle, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' ')[0]);
const reaches = (id: string, status: string) =>
  expect.poll(async () => (await stateOf(project, id)).status, LIMIT).toBe(status);
const events = async (id: string) =>
  (await logOf(project, id)).map((line) => line.slice(0, line.indexOf(' ')));

/** Of one execution there is one end, whatever happened on the way. */
async function expectOneEnd(id: string, status: string, log: readonly string[]): Promise<void> {
  await reaches(id, status);
  expect(await events(id)).toEqual(log);
  expect(await countedStatuses(project)).toEqual({ [status]: 1 });
  const open = await query('SELECT FROM runlens.runs WHERE project_id = $1', [project]);
  expect(open.rowCount).toBe(0);
}

const RECOVERED = ['lease_acquired', 'watchdog_fast_recovery', 'lease_acquired', 'run_completed'];

describe('a worker that is killed', () => {
  it.each([
    ['after the claim', 'onClaimed', ['begin', 'end']],
    ['while the run is under way', 'onRunning', ['begin', 'begin', 'end']],
    ['between the end of the run and its result', 'onFinished', ['begin', 'end', 'begin', 'end']],
  ] as const)('%s loses nothing: another one runs it from the start', async (_, haltAt, ran) => {
    const pidFile = join(folder, `pid-${project}`);
    const long = `echo $$ > ${pidFile}; ${waitForGate()}`;
    const id = await enqueue(project, { code: haltAt === 'onRunning' ? long : 'true' });
    const first = await start(haltAt);
    await first.halted;
    const pid = () => Number(existsSync(pidFile) && readFileSync(pidFile, 'utf8'));
    if (haltAt === 'onRunning') await expect.poll(pid, LIMIT).toBeGreaterThan(0);
    first.kill('SIGKILL');
    await first.ended;
    // What it had started goes with it.
    if (pid()) await expect.poll(() => isAlive(pid()), LIMIT).toBe(false);
    open();
    const second = await start();
    await expectOneEnd(id, 'success', RECOVERED);
    expect(noted()).toEqual(ran);
    const log = await logOf(project, id);
    expect(log[1]).toBe(`watchdog_fast_recovery 2 ${second.id} 2`);
    expect(log.at(-1)).toBe(`run_completed 1 ${second.id} 2`);
  });

  it('after its result changes nothing any more', async () => {
    const id = await enqueue(project, { code: 'true' });
    const first = await start();
    await reaches(id, 'success');
    first.kill('SIGKILL');
    await first.ended;
    const next = await enqueue(project, { code: 'true' });
    await start();
    await reaches(next, 'success');
    expect(await events(id)).toEqual(['lease_acquired', 'run_completed']);
    expect(noted()).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('fails the run where the action must not run twice, and cancels what was to be cancelled', async () => {
    await setRunner(project, { recovery: 'fail' });
    const id = await enqueue(project, { code: waitForGate() });
    const first = await start('onRunning');
    await first.halted;
    first.kill('SIGKILL');
    await first.ended;
    const second = await start('onClaimed');
    await expectOneEnd(id, 'failed', ['lease_acquired', 'watchdog_fast_recovery', 'run_failed']);
    const other = newProject();
    const abandoned = await enqueue(other, { code: 'true' });
    await second.halted;
    await cancelRun(other, abandoned, 'Wei');
    second.kill('SIGKILL');
    await second.ended;
    await start();
    await expect
      .poll(async () => (await logOf(other, abandoned)).at(-1), LIMIT)
      .toMatch(/^watchdog_cancelled 2/);
    expect(await stateOf(other, abandoned)).toMatchObject({ status: 'failed' });
  });
});

describe('a worker that sleeps past its lease', () => {
  it('is refused when it wakes up: the one that took over has the only end', async () => {
    const id = await enqueue(project, { code: 'echo log old' });
    const first = await start('onClaimed');
    await first.halted;
    first.kill('SIGSTOP');
    const second = await start();
    const log = ['lease_acquired', 'watchdog_recovery', 'lease_acquired', 'line', 'run_completed'];
    await expectOneEnd(id, 'success', log);
    first.kill('SIGCONT');
    // It is alive again, knows that it has lost the run, and takes others.
    const next = await enqueue(project, { code: 'true' });
    second.kill('SIGTERM');
    await second.ended;
    await expect.poll(async () => (await stateOf(project, next)).status, LIMIT).not.toBe('pending');
    expect(await events(id)).toEqual(log);
    expect(noted().slice(0, 2)).toEqual(['begin', 'end']);
  });

  it('while its run goes on writes nothing of it', async () => {
    const id = await enqueue(project, { code: `echo log begun; ${waitForGate()}; echo log old` });
    const first = await start();
    await expect.poll(() => events(id), LIMIT).toContain('line');
    first.kill('SIGSTOP');
    const second = await start();
    await expect.poll(async () => (await logOf(project, id)).at(-1), LIMIT).toContain(second.id);
    open();
    await reaches(id, 'success');
    const before = await logOf(project, id);
    first.kill('SIGCONT');
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await logOf(project, id)).toEqual(before);
    expect(before.filter((line) => line.includes(first.id))).toHaveLength(2);
    expect(await countedStatuses(project)).toEqual({ success: 1 });
  });
});

describe('a worker that is told to stop', () => {
  it('saves where it was, gives the run back and ends; another one goes on at once', async () => {
    const code = `[ "$CHECKPOINT" = 7 ] || { echo save 7; echo log saved; ${waitForGate()}; }`;
    const id = await enqueue(project, { code });
    const first = await start();
    await expect.poll(() => events(id), LIMIT).toContain('line');
    const second = await start();
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await expectOneEnd(id, 'success', [
      'lease_acquired',
      'line',
      'run_interrupted',
      'lease_acquired',
      'run_completed',
    ]);
    expect((await logOf(project, id)).at(-1)).toBe(`run_completed 1 ${second.id} 2`);
    expect(noted()).toEqual(['begin', 'begin', 'end']);
  });
});
