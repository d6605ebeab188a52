import type { AsUser, SandboxPython } from './sandbox-python';

/** What runs need on this machine, as the probe has found it. */
export interface Sandbox {
  /** Path of bubblewrap. */
  bwrap: string;
  python: SandboxPython;
  /** Who runs it: nobody where this process is root. */
  asUser: AsUser;
  /** For seccomp, in the bytes that bubblewrap takes. */
  filter: Buffer;
  /** The runtime of all programs, compiled by this Python. */
  runtime: Buffer;
}

export type SandboxState =
  | { ok: true; sandbox: Sandbox }
  /** In words for whoever can change it. */
  | { ok: false; reason: string };

/** Makes the program of a run, which another room knows how to. */
export type BuildProgram = (source: {
  code: string;
  /** The producer's JSON text; null: none was sent. */
  contextText: string | null;
  /** JSON text of what is decided before the run. */
  frozenText: string;
}) => string;
