import type { SandboxEnd, SandboxRun } from './run-in-sandbox';
import type { Sandbox } from './sandbox';

/** To the process that starts sandboxes. The sandbox comes first, each run under a number of its own. */
export type ToHost =
  | { kind: 'sandbox'; sandbox: Sandbox }
  | { kind: 'run'; number: number; run: Omit<SandboxRun, 'signal' | 'onPause'> }
  | { kind: 'stop'; number: number }
  | { kind: 'pause'; number: number; paused: boolean };

/** From it: one for each run. */
export type FromHost =
  | { kind: 'end'; number: number; end: SandboxEnd }
  | { kind: 'failure'; number: number; message: string };
