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
}
