import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { childEnvironment } from '@/lib/env';
import type { Executor, RunControl, RunJob, RunOutcome } from '@/lib/runner/executor';

/**
 * Notes its beginning and its end, runs what the job's code says, and ends with whoever started it: its
 * input is a pipe that closes when that process is gone, however it went.
 */
const WRAPPER = `
  exec 3<&0
  echo "begin $RUN_KEY" >> "$ORACLE"
  ( cat <&3 >/dev/null; kill -9 -$$ ) &
  eval "$RUN_CODE"
  code=$?
  echo "end $RUN_KEY" >> "$ORACLE"
  exit $code`;

/** What a process of its own does at a moment that a test wants to meet. */
export interface ChildHooks {
  onClaimed?: (job: RunJob) => Promise<void> | void;
  onRunning?: (job: RunJob) => Promise<void> | void;
  onFinished?: (job: RunJob) => Promise<void> | void;
}

/**
 * Runs the code of a job in a shell of its own. `log TEXT` and `save JSON` as lines of its output add an
 * entry and keep a checkpoint; its exit code decides.
 * @param oracle file with one line for every beginning and every end
 */
export function childExecutor(oracle: string, hooks: ChildHooks = {}): Executor {
  return {
    run: async (job, control) => {
      await hooks.onClaimed?.(job);
      const child = spawn('/bin/sh', ['-c', WRAPPER], {
        detached: true,
        stdio: ['pipe', 'pipe', 'ignore'],
        env: {
          ...childEnvironment(),
          ORACLE: oracle,
          RUN_KEY: job.idempotencyKey,
          RUN_CODE: job.code ?? 'true',
          CHECKPOINT: JSON.stringify(job.checkpoint),
        },
      });
      await hooks.onRunning?.(job);
      const outcome = await follow(child, control);
      await hooks.onFinished?.(job);
      return outcome;
    },
  };
}

async function follow(child: ChildProcess, control: RunControl): Promise<RunOutcome> {
  const signal = (name: NodeJS.Signals) => {
    if (child.pid) process.kill(-child.pid, name);
  };
  const stdout: string[] = [];
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
      if (word === 'log') {
        control.log({ level: 'info', event: 'line', message: rest, dataText: null });
      } else if (word === 'save') control.save(JSON.parse(rest));
      else stdout.push(line);
    });
  }
  control.paused.onChange((paused) => signal(paused ? 'SIGSTOP' : 'SIGCONT'));
  const stop = () => signal('SIGKILL');
  if (control.signal.aborted) stop();
  control.signal.addEventListener('abort', stop);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
    // What watches the input holds the output open as well.
    child.on('exit', () => child.stdin?.destroy());
  });
  if (control.signal.aborted) return { kind: 'stopped' };
  return {
    kind: 'finished',
    status: code === 0 ? 'success' : 'failed',
    outputText: JSON.stringify({ stdout: stdout.join('\n'), exit_code: code }),
    raisedAction: null,
    validationMessage: code === 0 ? null : `exit code ${code}`,
  };
}
