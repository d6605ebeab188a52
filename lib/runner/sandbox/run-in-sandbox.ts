import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CappedStream, type StreamEnd } from './capped-stream';
import { countFiles } from './count-files';
import type { ProcessLimits, RunMode } from './enter-text';
import { OutcomeFile } from './outcome-file';
import { RunClock } from './run-clock';
import type { Sandbox } from './sandbox';
import { SANDBOX_FDS, sandboxArguments } from './sandbox-arguments';

export interface SandboxLimits extends ProcessLimits {
  /** Time on the wall, pauses apart. */
  wallMs: number;
  /** Of stdout and of stderr; the first byte above ends the run. */
  outputBytes: number;
  /** Files and folders in /tmp. */
  files: number;
}

export interface SandboxRun {
  program: string;
  /** To record, unless said. */
  mode?: RunMode;
  limits: SandboxLimits;
  /** Of the hashes of texts, which decide the order of a set. */
  hashSeed: number;
  /** Ends the run at once. */
  signal?: AbortSignal;
  /** Told once who wants to know when the run is to stand still and when it goes on. */
  onPause?: (listener: (paused: boolean) => void) => void;
}

/** Why the server ended a run. */
type Stop = 'signal' | 'wall' | 'stdout' | 'stderr' | 'files';

export interface SandboxEnd {
  /** Null when it ended by itself. */
  stop: Stop | null;
  /** 128 and the number of the signal where one ended it. */
  exitCode: number;
  stdout: StreamEnd;
  stderr: StreamEnd;
  /** What the program wrote of itself: the word of a stranger. Null when it is too long. */
  outcome: Buffer | null;
  /** On the wall, pauses apart. */
  wallMs: number;
  /** What bubblewrap said when it could not make the sandbox; the program did not run. */
  refusal: string | null;
}

/** `runInSandbox` of this process or of another one. */
export type RunInSandbox = (sandbox: Sandbox, run: SandboxRun) => Promise<SandboxEnd>;

/** How often files are counted, which no limit of the kernel does. */
const COUNT_EVERY_MS = 200;

/** What bubblewrap says of its own: two small objects. */
const STATUS_CHARACTERS = 4096;

/** For what is still in the pipes when all processes are gone. */
const DRAIN_MS = 2_000;

const KILLED = 128 + 9;

/**
 * Runs a program in a sandbox of its own, of which nothing is left afterwards, also when this process is
 * killed. Never throws for what the program does; throws when no process can be started here at all.
 */
export async function runInSandbox(sandbox: Sandbox, run: SandboxRun): Promise<SandboxEnd> {
  const { limits } = run;
  const file = new OutcomeFile();
  try {
    const child: ChildProcess = spawn(
      sandbox.bwrap,
      sandboxArguments(sandbox.python, limits, run.hashSeed, run.mode ?? 'record'),
      {
        ...sandbox.asUser,
        env: {} as NodeJS.ProcessEnv,
        cwd: '/',
        // A group of its own, to be stopped and ended as a whole.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', file.fd, 'pipe', 'pipe', 'pipe', 'pipe'],
      },
    );
    const exited = new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? KILLED));
    });
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    let stop: Stop | null = null;
    const stopFor = (why: Stop) => {
      stop ??= why;
      signalGroup(child, 'SIGKILL');
    };
    const clock = new RunClock(limits.wallMs, () => stopFor('wall'));
    const end = () => stopFor('signal');
    run.signal?.addEventListener('abort', end, { once: true });
    if (run.signal?.aborted) end();
    run.onPause?.((paused) => {
      if (clock.set(paused)) signalGroup(child, paused ? 'SIGSTOP' : 'SIGCONT');
    });

    const listen = (stream: Readable | null, name: 'stdout' | 'stderr') => {
      const kept = new CappedStream(limits.outputBytes);
      stream?.on('data', (data: Buffer) => {
        if (stop === null && !kept.add(data)) stopFor(name);
      });
      stream?.on('error', () => undefined);
      return kept;
    };
    const stdout = listen(child.stdout, 'stdout');
    const stderr = listen(child.stderr, 'stderr');
    const pipes: readonly unknown[] = child.stdio;
    let status = '';
    (pipes[SANDBOX_FDS.status] as Readable).on('data', (data: Buffer) => {
      if (status.length < STATUS_CHARACTERS) status += data.toString('latin1');
    });
    feed(pipes[SANDBOX_FDS.filter] as Writable, sandbox.filter);
    feed(pipes[SANDBOX_FDS.program] as Writable, run.program);
    feed(pipes[SANDBOX_FDS.runtime] as Writable, sandbox.runtime);
    const counting = setInterval(async () => {
      const inside = /"child-pid": *(\d+)/.exec(status)?.[1];
      if (inside && (await countFiles(inside)) > limits.files) stopFor('files');
    }, COUNT_EVERY_MS);

    const exitCode = await exited.finally(() => {
      clearInterval(counting);
      clock.end();
      run.signal?.removeEventListener('abort', end);
    });
    const draining = setTimeout(() => {
      for (const one of child.stdio) one?.destroy();
    }, DRAIN_MS);
    await closed;
    clearTimeout(draining);
    const wasMade = status.includes('"exit-code"') || stop !== null;
    const said = stderr.end();
    return {
      stop,
      exitCode,
      stdout: stdout.end(),
      stderr: said,
      outcome: file.read(),
      wallMs: clock.elapsedMs(),
      refusal: wasMade ? null : said.head.toString('utf8').trim() || `exit code ${exitCode}`,
    };
  } finally {
    file.close();
  }
}

/** Everything inside is in it, for nothing in there may leave it. */
function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone at this moment.
  }
}

/** The other end may be gone before it has read everything. */
function feed(pipe: Writable, data: string | Buffer): void {
  pipe.on('error', () => undefined);
  pipe.end(data);
}
