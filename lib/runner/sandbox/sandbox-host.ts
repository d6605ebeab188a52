import { type ChildProcess, fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { childEnvironment } from '@/lib/env';
import type { FromHost, ToHost } from './host-message';
import type { RunInSandbox, SandboxEnd } from './run-in-sandbox';
import type { Sandbox } from './sandbox';

export interface SandboxHost {
  /** As `runInSandbox`, in the other process; throws also when that has ended meanwhile. */
  run: RunInSandbox;
  /** Ends the other process, and what still runs there. */
  stop: () => void;
}

interface Host {
  child: ChildProcess;
  /** By the number of the run. */
  waiting: Map<number, { resolve: (end: SandboxEnd) => void; reject: (error: Error) => void }>;
  /** The sandbox that it knows. */
  sandbox: Sandbox | null;
}

/**
 * A small process that starts sandboxes for this one. To start a program the kernel copies the tables of
 * the starter's memory and holds it meanwhile: 30 ms of a server with pages, under 2 ms of this one.
 * @param file the program that calls `serveRuns`
 */
export function createSandboxHost(file: string): SandboxHost {
  let host: Host | null = null;
  let lastNumber = 0;

  const run: RunInSandbox = async (sandbox, { signal, onPause, ...rest }) => {
    // Started at the first question, and again when it has ended.
    if (!host?.child.connected) host = startHost(file);
    const { child, waiting } = host;
    lastNumber += 1;
    const number = lastNumber;
    // One that is gone is known by its exit.
    const say = (message: ToHost) => child.connected && child.send(message, () => undefined);
    const ended = new Promise<SandboxEnd>((resolve, reject) => {
      waiting.set(number, { resolve, reject });
    });
    if (host.sandbox !== sandbox) say({ kind: 'sandbox', sandbox });
    host.sandbox = sandbox;
    say({ kind: 'run', number, run: rest });
    const stop = () => say({ kind: 'stop', number });
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    onPause?.((paused) => say({ kind: 'pause', number, paused }));
    try {
      return await ended;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  return {
    run,
    stop: () => {
      if (host?.child.connected) host.child.disconnect();
    },
  };
}

function startHost(file: string): Host {
  const waiting: Host['waiting'] = new Map();
  const child = fork(file, [], {
    execArgv: ['--v8-pool-size=1'],
    // The files of a run are made where this process would make them.
    env: { ...childEnvironment(), TMPDIR: tmpdir() },
    cwd: '/',
    serialization: 'advanced',
    // Not in the group that a Ctrl-C of the terminal meets.
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', (message: FromHost) => {
    const asker = waiting.get(message.number);
    waiting.delete(message.number);
    if (message.kind === 'end') asker?.resolve(message.end);
    else asker?.reject(new Error(message.message));
  });
  const lose = () => {
    const error = new Error('The process that starts sandboxes has ended');
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.on('error', lose);
  child.on('exit', lose);
  return { child, waiting, sandbox: null };
}
